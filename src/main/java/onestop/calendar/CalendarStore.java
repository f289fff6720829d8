package onestop.calendar;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.Failure;
import onestop.store.Sql;
import onestop.store.UnitOfWork.Memory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Rows of the days of calendars, for every version. Insert-only. */
@Repository
class CalendarStore {
  private final Sql sql;
  private final Memory<Map<String, Integer>> seen;

  CalendarStore(Sql sql) {
    this.sql = sql;
    this.seen = sql.unit().memory(HashMap::new);
  }

  /** The newest version of a calendar, read once per transaction; 0 if there is none. */
  int newest(String calendar) {
    return TransactionSynchronizationManager.isSynchronizationActive()
        ? seen.get().computeIfAbsent(calendar, this::ask)
        : ask(calendar);
  }

  private int ask(String calendar) {
    return sql.client()
        .sql("select coalesce(max(version), 0) from calendar_version where calendar = ?")
        .param(calendar)
        .query(Integer.class)
        .single();
  }

  List<CalendarDay> days(CalendarVersion version) {
    List<CalendarDay> found =
        sql.client()
            .sql(
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

  List<CalendarOrigin> history(String calendar) {
    return sql.client()
        .sql(
            """
            select version, source, author, imported_at from calendar_version
             where calendar = ? order by version desc
            """)
        .param(calendar)
        .query(
            (rs, row) ->
                new CalendarOrigin(
                    rs.getInt("version"),
                    rs.getString("source"),
                    rs.getString("author"),
                    Sql.instant(rs, "imported_at")))
        .list();
  }

  void insert(CalendarVersion version, List<CalendarDay> days, CalendarOrigin origin) {
    try {
      sql.client()
          .sql(
              """
              insert into calendar_version (calendar, version, source, author, imported_at)
              values (?, ?, ?, ?, ?)
              """)
          .params(
              version.calendar(),
              version.version(),
              origin.source(),
              origin.author(),
              Sql.utc(origin.at()))
          .update();
    } catch (DuplicateKeyException e) {
      throw Failure.conflict("calendar", "changed-meanwhile", "what", version.calendar())
          .causedBy(e);
    }
    for (CalendarDay day : days) {
      sql.client()
          .sql(
              """
              insert into calendar_day (calendar, version, day_on, kind, holiday)
              values (?, ?, ?, ?, ?)
              """)
          .params(
              version.calendar(), version.version(), day.date(), day.kind().name(), day.holiday())
          .update();
    }
    seen.peek().ifPresent(known -> known.put(version.calendar(), version.version()));
  }
}
