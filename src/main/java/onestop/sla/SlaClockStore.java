package onestop.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.calendar.CalendarVersion;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows of clocks. Every call runs in the caller's transaction. No statement here changes what a
 * clock started from, its original due date least of all.
 */
@Repository
class SlaClockStore {
  private final JdbcClient jdbc;

  SlaClockStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What follows from the facts of a clock.
   *
   * @param calendar by which version it was counted
   * @param marks those of the appointment that are still to be reached, in order
   */
  record Reckoned(
      CalendarVersion calendar,
      Instant dueAt,
      Instant apologyBy,
      int appointmentNo,
      List<ScheduledMark> marks) {}

  /**
   * A clock's row.
   *
   * @param start as the clock started: its calendar is the original one
   * @param hoursRevision the agency's office hours of that day, which it keeps
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

    /** Whether marks can be reached now. */
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

  void insert(ClockStart start, int hoursRevision, Reckoned reckoned) {
    try {
      jdbc.sql(
              """
              insert into sla_clock (dossier_code, agency, received_at, term, rule_pack,
                rule_pack_version, calendar, calendar_version, hours_revision,
                original_calendar_version, due_original_at, due_current_at,
                apology_by, appointment_no, paused, marks, next_mark_at, revision)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?, 0)
              """)
          .params(
              start.dossier().value(),
              start.agency().value(),
              utc(start.receivedAt()),
              start.term().text(),
              start.rulePack(),
              start.rulePackVersion(),
              start.calendar().calendar(),
              start.calendar().version(),
              hoursRevision,
              start.calendar().version(),
              utc(reckoned.dueAt()),
              utc(reckoned.dueAt()),
              utc(reckoned.apologyBy()),
              reckoned.appointmentNo(),
              text(reckoned.marks()),
              utc(next(reckoned.marks(), true)))
          .update();
    } catch (DuplicateKeyException e) {
      throw Failure.conflict("sla", "one-clock", "code", start.dossier().value()).causedBy(e);
    }
  }

  Optional<ClockRow> find(DossierCode dossier) {
    return jdbc.sql("select * from sla_clock where dossier_code = ?")
        .param(dossier.value())
        .query(SlaClockStore::row)
        .optional();
  }

  Optional<ClockRow> lock(DossierCode dossier) {
    return jdbc.sql("select * from sla_clock where dossier_code = ? for update")
        .param(dossier.value())
        .query(SlaClockStore::row)
        .optional();
  }

  /** The dossiers whose clocks have not stopped and are kept by some version of the calendar. */
  List<DossierCode> runningOn(String calendar) {
    return jdbc.sql(
            """
            select dossier_code from sla_clock where stopped_at is null and calendar = ?
             order by dossier_code
            """)
        .param(calendar)
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  /** Whether a clock that has not stopped is kept by an older version than that. */
  boolean anyBehind(CalendarVersion version) {
    return jdbc.sql(
                """
            select count(*) from sla_clock
             where stopped_at is null and calendar = ? and calendar_version < ?
            """)
            .params(version.calendar(), version.version())
            .query(Long.class)
            .single()
        > 0;
  }

  /** The dossiers with a mark at or before the moment that has not been reached, earliest first. */
  List<DossierCode> withPassedMarks(Instant now) {
    return jdbc.sql(
            """
            select dossier_code from sla_clock where next_mark_at <= ?
             order by next_mark_at, dossier_code
            """)
        .param(utc(now))
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  /** Takes down what was reckoned anew under the row's lock. */
  void update(ClockRow row, Reckoned reckoned, boolean paused) {
    changed(
        jdbc.sql(
                """
                update sla_clock set calendar_version = ?, due_current_at = ?, apology_by = ?, appointment_no = ?, paused = ?, marks = ?,
                  next_mark_at = ?, revision = revision + 1
                 where dossier_code = ? and revision = ?
                """)
            .params(
                reckoned.calendar().version(),
                utc(reckoned.dueAt()),
                utc(reckoned.apologyBy()),
                reckoned.appointmentNo(),
                paused,
                text(reckoned.marks()),
                utc(next(reckoned.marks(), !paused)),
                row.dossier().value(),
                row.revision())
            .update());
  }

  void stop(ClockRow row, Instant at) {
    changed(
        jdbc.sql(
                """
                update sla_clock set stopped_at = ?, paused = false, next_mark_at = ?,
                  revision = revision + 1
                 where dossier_code = ? and revision = ?
                """)
            .params(utc(at), utc(SlaClocks.PARKED), row.dossier().value(), row.revision())
            .update());
  }

  private static void changed(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a clock changed under its lock");
    }
  }

  private static ClockRow row(ResultSet rs, int row) throws SQLException {
    String calendar = rs.getString("calendar");
    ClockStart start =
        new ClockStart(
            new DossierCode(rs.getString("dossier_code")),
            new AgencyCode(rs.getString("agency")),
            instant(rs, "received_at"),
            ClockStart.Term.parse(rs.getString("term")),
            rs.getString("rule_pack"),
            rs.getInt("rule_pack_version"),
            new CalendarVersion(calendar, rs.getInt("original_calendar_version")));
    Reckoned now =
        new Reckoned(
            new CalendarVersion(calendar, rs.getInt("calendar_version")),
            instant(rs, "due_current_at"),
            instant(rs, "apology_by"),
            rs.getInt("appointment_no"),
            marks(rs.getString("marks")));
    return new ClockRow(
        start,
        rs.getInt("hours_revision"),
        instant(rs, "due_original_at"),
        now,
        rs.getBoolean("paused"),
        instantOrNull(rs, "stopped_at"),
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

  static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
    OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
