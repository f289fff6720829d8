// Over 300 lines: the row of a clock, its columns and every statement on them.
package onestop.sla;

import static onestop.store.ColumnType.BOOLEAN;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import onestop.calendar.CalendarVersion;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.Mark;
import onestop.sla.clock.ScheduledMark;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/**
 * Rows of clocks. Every call runs in the caller's transaction. No statement changes the facts that
 * a clock started from, nor its original due date.
 */
@Repository
class SlaClockStore {
  private static final Table<DossierCode, ClockRow> CLOCK =
      Table.<DossierCode, ClockRow>named("sla_clock")
          .key("dossier_code", VARCHAR, DossierCode::value)
          .fixed("agency", VARCHAR, row -> row.start().agency().value())
          .fixed("received_at", TIMESTAMPTZ, row -> row.start().receivedAt())
          .fixed("term", VARCHAR, row -> row.start().term().text())
          .fixed("rule_pack", VARCHAR, row -> row.start().rulePack())
          .fixed("rule_pack_version", INT, row -> row.start().rulePackVersion())
          .fixed("calendar", VARCHAR, row -> row.start().calendar().calendar())
          .fixed("hours_revision", INT, ClockRow::hoursRevision)
          .fixed("original_calendar_version", INT, row -> row.start().calendar().version())
          .fixed("due_original_at", TIMESTAMPTZ, ClockRow::dueOriginalAt)
          .changing("calendar_version", INT, row -> row.now().calendar().version())
          .changing("due_current_at", TIMESTAMPTZ, row -> row.now().dueAt())
          .changing("apology_by", TIMESTAMPTZ, row -> row.now().apologyBy())
          .changing("appointment_no", INT, row -> row.now().appointmentNo())
          .changing("paused", BOOLEAN, ClockRow::paused)
          .changing("marks", VARCHAR, row -> text(row.now().marks()))
          .changing("next_mark_at", TIMESTAMPTZ, ClockRow::nextMarkAt)
          .changing("stopped_at", TIMESTAMPTZ, ClockRow::stoppedAt)
          .revision("revision", ClockRow::revision)
          .readBy(SlaClockStore::row)
          .build(ClockRow::dossier);

  private final Sql sql;
  private final Rows<DossierCode, ClockRow> rows;

  SlaClockStore(Sql sql) {
    this.sql = sql;
    this.rows =
        new Rows<>(
            sql,
            CLOCK,
            (dossiers, cause) ->
                cause == null ? oneClock(dossiers) : oneClock(dossiers).causedBy(cause));
  }

  private static Failure oneClock(List<DossierCode> dossiers) {
    String codes = dossiers.stream().map(DossierCode::value).collect(Collectors.joining(", "));
    return Failure.conflict("sla", "one-clock", "code", codes);
  }

  /**
   * The values computed from the facts of a clock.
   *
   * @param calendar the version used for the computation
   * @param marks the marks of the appointment still to be reached, in order
   */
  record Reckoned(
      CalendarVersion calendar,
      Instant dueAt,
      Instant apologyBy,
      int appointmentNo,
      List<ScheduledMark> marks) {
    /** These values without the mark {@code reached}. */
    Reckoned without(ScheduledMark reached) {
      List<ScheduledMark> left = marks.stream().filter(m -> !m.equals(reached)).toList();
      return new Reckoned(calendar, dueAt, apologyBy, appointmentNo, left);
    }
  }

  /**
   * A clock's row.
   *
   * @param start the facts at the start; its calendar is the original one
   * @param hoursRevision the agency's office hours on the day of receipt; never changed
   */
  record ClockRow(
      ClockStart start,
      int hoursRevision,
      Instant dueOriginalAt,
      Reckoned now,
      boolean paused,
      @Nullable Instant stoppedAt,
      long revision) {

    DossierCode dossier() {
      return start.dossier();
    }

    /** The public state of the clock. */
    ClockState state() {
      return new ClockState(
          dossier(),
          start.receivedAt(),
          dueOriginalAt,
          now.dueAt(),
          now.apologyBy(),
          now.appointmentNo(),
          paused,
          stoppedAt,
          nextMarkAt(),
          now.calendar());
    }

    /** Whether the clock runs, so that marks can be reached. */
    boolean runs() {
      return stoppedAt == null && !paused;
    }

    /** The earliest mark still to be reached while the clock runs. */
    Instant nextMarkAt() {
      return next(now.marks(), runs());
    }
  }

  private static Instant next(List<ScheduledMark> marks, boolean runs) {
    return runs && !marks.isEmpty() ? marks.get(0).at() : SlaClocks.PARKED;
  }

  /** Inserts a new clock; a second clock of a dossier fails at once or at the write. */
  void insert(ClockStart start, int hoursRevision, Reckoned reckoned) {
    rows.insert(new ClockRow(start, hoursRevision, reckoned.dueAt(), reckoned, false, null, 0));
  }

  Optional<ClockRow> find(DossierCode dossier) {
    return rows.find(dossier);
  }

  Optional<ClockRow> lock(DossierCode dossier) {
    return rows.lock(dossier);
  }

  /** The dossiers whose clocks are locked by the transaction. */
  Set<DossierCode> held() {
    return rows.held();
  }

  boolean holds(DossierCode dossier) {
    return rows.holds(dossier);
  }

  /**
   * Locks the rows of {@code dossiers} in the order of the codes; a dossier without a clock is
   * skipped.
   */
  void lock(Collection<DossierCode> dossiers) {
    rows.lock(dossiers);
  }

  /** The current rows of {@code dossiers}; a dossier without a clock is left out. */
  List<ClockRow> rows(Collection<DossierCode> dossiers) {
    return sql.reading("sla_clock")
        .sql("select * from sla_clock where dossier_code = any(:codes) order by dossier_code")
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .query(SlaClockStore::row)
        .list();
  }

  /** The dossiers whose clock runs and has one of the marks up to the given moment. */
  Set<DossierCode> withMarks(
      Collection<DossierCode> dossiers, Predicate<Mark> which, Instant until) {
    Set<DossierCode> found = new HashSet<>();
    sql.reading("sla_clock")
        .sql(
            """
            select dossier_code, marks from sla_clock
             where dossier_code = any(:codes) and next_mark_at <= :until
            """)
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .param("until", Sql.utc(until))
        .query(
            (RowCallbackHandler)
                row -> {
                  if (marks(row.getString(2)).stream()
                      .anyMatch(mark -> which.test(mark.mark()) && !mark.at().isAfter(until))) {
                    found.add(new DossierCode(row.getString(1)));
                  }
                });
    return found;
  }

  /** The dossiers whose clocks have not stopped and count by any version of the calendar. */
  List<DossierCode> runningOn(String calendar) {
    return sql.reading("sla_clock")
        .sql(
            """
            select dossier_code from sla_clock where stopped_at is null and calendar = ?
             order by dossier_code
            """)
        .param(calendar)
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  /** Whether a clock that has not stopped counts by a version older than {@code version}. */
  boolean anyBehind(CalendarVersion version) {
    return sql.reading("sla_clock")
            .sql(
                """
            select count(*) from sla_clock
             where stopped_at is null and calendar = ? and calendar_version < ?
            """)
            .params(version.calendar(), version.version())
            .query(Long.class)
            .single()
        > 0;
  }

  /** The dossiers with an unreached mark at or before {@code now}, earliest first. */
  List<DossierCode> withPassedMarks(Instant now) {
    return sql.reading("sla_clock")
        .sql(
            """
            select dossier_code from sla_clock where next_mark_at <= ?
             order by next_mark_at, dossier_code
            """)
        .param(Sql.utc(now))
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  /**
   * The number of dossiers with an unreached mark at or before {@code until}, and the time of the
   * earliest mark; empty if there is none.
   */
  Optional<UnprocessedMarks> unheard(Instant until) {
    return sql.reading("sla_clock")
        .sql(
            "select count(*) as dossiers, min(next_mark_at) as since from sla_clock"
                + " where next_mark_at <= ?")
        .param(Sql.utc(until))
        .query(
            (rs, row) ->
                rs.getLong("dossiers") == 0
                    ? Optional.<UnprocessedMarks>empty()
                    : Optional.of(
                        new UnprocessedMarks(rs.getLong("dossiers"), Sql.instant(rs, "since"))))
        .single();
  }

  /** Stores the recomputed values under the row's lock. */
  void update(ClockRow row, Reckoned reckoned, boolean paused) {
    change(row, reckoned, paused, row.stoppedAt());
  }

  void stop(ClockRow row, Instant at) {
    change(row, row.now(), false, at);
  }

  private void change(ClockRow row, Reckoned now, boolean paused, @Nullable Instant stoppedAt) {
    rows.update(
        new ClockRow(
            row.start(),
            row.hoursRevision(),
            row.dueOriginalAt(),
            now,
            paused,
            stoppedAt,
            row.revision() + 1));
  }

  private static ClockRow row(ResultSet rs, int row) throws SQLException {
    String calendar = rs.getString("calendar");
    ClockStart start =
        new ClockStart(
            new DossierCode(rs.getString("dossier_code")),
            new AgencyCode(rs.getString("agency")),
            Sql.instant(rs, "received_at"),
            ClockStart.Term.parse(rs.getString("term")),
            rs.getString("rule_pack"),
            rs.getInt("rule_pack_version"),
            new CalendarVersion(calendar, rs.getInt("original_calendar_version")));
    Reckoned now =
        new Reckoned(
            new CalendarVersion(calendar, rs.getInt("calendar_version")),
            Sql.instant(rs, "due_current_at"),
            Sql.instant(rs, "apology_by"),
            rs.getInt("appointment_no"),
            marks(rs.getString("marks")));
    return new ClockRow(
        start,
        rs.getInt("hours_revision"),
        Sql.instant(rs, "due_original_at"),
        now,
        rs.getBoolean("paused"),
        Sql.instantOrNull(rs, "stopped_at"),
        rs.getLong("revision"));
  }

  private static String text(List<ScheduledMark> marks) {
    return marks.stream()
        .map(mark -> mark.mark() + "@" + mark.at())
        .collect(Collectors.joining(" "));
  }

  private static List<ScheduledMark> marks(String text) {
    return Arrays.stream(text.split(" "))
        .filter(part -> !part.isEmpty())
        .map(part -> part.split("@"))
        .map(part -> new ScheduledMark(Mark.valueOf(part[0]), Instant.parse(part[1])))
        .toList();
  }
}
