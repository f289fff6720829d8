package onestop.sla;

import static onestop.store.Sql.utc;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import onestop.calendar.CalendarVersion;
import onestop.kernel.Actor;
import onestop.sla.SlaClocks.Moved;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of recalculations, with every date before and after. Insert-only. */
@Repository
class CalendarChangeStore {
  private final JdbcClient jdbc;

  CalendarChangeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(SlaClocks.Recalculation change, Actor author, Instant at) {
    int no =
        1
            + jdbc.sql("select coalesce(max(no), 0) from calendar_change")
                .query(Integer.class)
                .single();
    jdbc.sql(
            """
            insert into calendar_change (no, calendar, to_version, author_kind, author,
              author_agency, examined, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                no,
                change.to().calendar(),
                change.to().version(),
                author.kind(),
                author.name(),
                AdjustmentTable.agency(author),
                change.examined(),
                utc(at)))
        .update();
    insert(no, "DUE", change.moved());
    insert(no, "LETTER", change.letters());
  }

  private void insert(int no, String what, List<Moved> rows) {
    for (Moved moved : rows) {
      jdbc.sql(
              """
              insert into calendar_change_row (change_no, dossier_code, what, before_at, after_at)
              values (?, ?, ?, ?, ?)
              """)
          .params(no, moved.dossier().value(), what, utc(moved.before()), utc(moved.after()))
          .update();
    }
  }

  /** A change of the calendar version, applied at {@code at} to the clocks that ran then. */
  record Change(CalendarVersion to, Instant at) {}

  /** Every change up to {@code moment}, inclusive, in order. */
  List<Change> until(Instant moment) {
    return jdbc.sql(
            "select calendar, to_version, at from calendar_change where at <= ? order by no")
        .param(utc(moment))
        .query(
            (rs, row) ->
                new Change(
                    new CalendarVersion(rs.getString(1), rs.getInt(2)), Sql.instant(rs, "at")))
        .list();
  }

  /** For each calendar, the newest version that a recalculation has applied to its clocks. */
  List<CalendarVersion> newest() {
    return jdbc.sql("select calendar, max(to_version) from calendar_change group by calendar")
        .query((rs, row) -> new CalendarVersion(rs.getString(1), rs.getInt(2)))
        .list();
  }
}
