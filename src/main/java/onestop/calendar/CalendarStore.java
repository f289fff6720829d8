package onestop.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import onestop.kernel.Failure;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The days of calendars, every version. Insert-only. */
@Repository
class CalendarStore {
  private final JdbcClient jdbc;

  CalendarStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Where a version comes from and who answers for it. */
  record Origin(String source, String author, Instant at) {}

  /** The newest version of a calendar; 0 if there is none. */
  int newest(String calendar) {
    return jdbc.sql("select coalesce(max(version), 0) from calendar_version where calendar = ?")
        .param(calendar)
        .query(Integer.class)
        .single();
  }

  List<CalendarDay> days(CalendarVersion version) {
    List<CalendarDay> found =
        jdbc.sql(
                """
                select day_on, kind, holiday from calendar_day
                 where calendar = ? and version = ? order by day_on
                """)
            .params(version.calendar(), version.version())
            .query(
                (rs, row) ->
                    new CalendarDay(
                        rs.getObject("day_on", LocalDate.class),
                        DayKind.valueOf(rs.getString("kind")),
                        rs.getString("holiday")))
            .list();
    if (found.isEmpty()) {
      throw Failure.notFound("calendar", "no-such-calendar", "calendar", version);
    }
    return found;
  }

  void insert(CalendarVersion version, List<CalendarDay> days, Origin origin) {
    try {
      jdbc.sql(
              """
              insert into calendar_version (calendar, version, source, author, imported_at)
              values (?, ?, ?, ?, ?)
              """)
          .params(
              version.calendar(),
              version.version(),
              origin.source(),
              origin.author(),
              origin.at().atOffset(ZoneOffset.UTC))
          .update();
    } catch (DuplicateKeyException e) {
      throw Failure.conflict("calendar", "changed-meanwhile", "what", version.calendar())
          .causedBy(e);
    }
    for (CalendarDay day : days) {
      jdbc.sql(
              """
              insert into calendar_day (calendar, version, day_on, kind, holiday)
              values (?, ?, ?, ?, ?)
              """)
          .params(
              version.calendar(), version.version(), day.date(), day.kind().name(), day.holiday())
          .update();
    }
  }
}
