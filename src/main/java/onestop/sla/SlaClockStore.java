package onestop.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import onestop.calendar.CalendarVersion;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.InList;
import onestop.kernel.TransactionLocal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows of clocks. Every call runs in the caller's transaction. No statement here changes what a
 * clock started from, its original due date least of all.
 */
@Repository
class SlaClockStore {
  private static final String INSERT =
      """
      insert into sla_clock (dossier_code, agency, received_at, term, rule_pack,
        rule_pack_version, calendar, hours_revision, original_calendar_version, due_original_at,
        calendar_version, due_current_at, apology_by, appointment_no, paused, marks, next_mark_at,
        stopped_at, revision)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String UPDATE =
      """
      update sla_clock set calendar_version = ?, due_current_at = ?, apology_by = ?,
        appointment_no = ?, paused = ?, marks = ?, next_mark_at = ?, stopped_at = ?, revision = ?
       where dossier_code = ? and revision = ?
      """;

  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final TransactionLocal<Map<DossierCode, Held>> held = new TransactionLocal<>(this::begin);

  SlaClockStore(JdbcClient jdbc, DeferredWrites writes) {
    this.jdbc = jdbc;
    this.writes = writes;
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

  /** Takes down a new clock; a second one of a dossier is refused at once or when it is written. */
  void insert(ClockStart start, int hoursRevision, Reckoned reckoned) {
    if (held.get().containsKey(start.dossier())) {
      throw Failure.conflict("sla", "one-clock", "code", start.dossier().value());
    }
    ClockRow row = new ClockRow(start, hoursRevision, reckoned.dueAt(), reckoned, false, null, 0);
    writes.rowIsNew();
    held.get().put(start.dossier(), new Held(row, true));
  }

  /** A row that this transaction holds: as it is now, and as the database has it. */
  private static final class Held {
    private ClockRow now;
    private boolean made;
    private long written;

    Held(ClockRow now, boolean made) {
      this.now = now;
      this.made = made;
      this.written = now.revision();
    }
  }

  private Map<DossierCode, Held> begin() {
    writes.keep(DeferredWrites.Stage.CLOCK, this::write);
    return new LinkedHashMap<>();
  }

  private void write() {
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (Held row : held.get().values()) {
      if (row.made) {
        inserts.add(insertRow(row.now));
        made.add(row.now.dossier().value());
        row.made = false;
      } else if (row.now.revision() != row.written) {
        List<@Nullable Object> changes = new ArrayList<>(changing(row.now));
        changes.add(row.now.dossier().value());
        changes.add(row.written);
        updates.add(changes.toArray());
      }
      row.written = row.now.revision();
    }
    try {
      writes.send(INSERT, inserts);
    } catch (DuplicateKeyException e) {
      throw Failure.conflict("sla", "one-clock", "code", String.join(", ", made)).causedBy(e);
    }
    writes.sendChanges(UPDATE, updates);
  }

  private static @Nullable Object[] insertRow(ClockRow row) {
    ClockStart start = row.start();
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.<@Nullable Object>asList(
                start.dossier().value(),
                start.agency().value(),
                utc(start.receivedAt()),
                start.term().text(),
                start.rulePack(),
                start.rulePackVersion(),
                start.calendar().calendar(),
                row.hoursRevision(),
                start.calendar().version(),
                utc(row.dueOriginalAt())));
    values.addAll(changing(row));
    return values.toArray();
  }

  private static List<@Nullable Object> changing(ClockRow row) {
    Instant stopped = row.stoppedAt();
    return Arrays.asList(
        row.now().calendar().version(),
        utc(row.now().dueAt()),
        utc(row.now().apologyBy()),
        row.now().appointmentNo(),
        row.paused(),
        text(row.now().marks()),
        utc(row.nextMarkAt()),
        stopped == null ? null : utc(stopped),
        row.revision());
  }

  Optional<ClockRow> find(DossierCode dossier) {
    Optional<ClockRow> here = held.peek().map(rows -> rows.get(dossier)).map(row -> row.now);
    return here.isPresent()
        ? here
        : jdbc.sql("select * from sla_clock where dossier_code = ?")
            .param(dossier.value())
            .query(SlaClockStore::row)
            .optional();
  }

  Optional<ClockRow> lock(DossierCode dossier) {
    Held row = held.get().get(dossier);
    if (row == null) {
      lock(Set.of(dossier));
      row = held.get().get(dossier);
    }
    return Optional.ofNullable(row).map(locked -> locked.now);
  }

  /** The dossiers whose clocks the transaction holds. */
  Set<DossierCode> held() {
    return held.peek().map(Map::keySet).orElse(Set.of());
  }

  /** Those rows, held in the order of their codes; a dossier without a clock is left out. */
  void lock(Set<DossierCode> dossiers) {
    Map<DossierCode, Held> rows = held.get();
    List<String> missing =
        dossiers.stream()
            .filter(code -> !rows.containsKey(code))
            .map(DossierCode::value)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      jdbc.sql(
              "select * from sla_clock where dossier_code in (:codes) order by dossier_code for"
                  + " update")
          .param("codes", InList.padded(missing))
          .query(SlaClockStore::row)
          .list()
          .forEach(row -> rows.put(row.dossier(), new Held(row, false)));
    }
  }

  /** Those rows as they are now; a dossier without a clock is left out. */
  List<ClockRow> rows(Collection<DossierCode> dossiers) {
    return jdbc.sql("select * from sla_clock where dossier_code in (:codes) order by dossier_code")
        .param("codes", InList.padded(dossiers.stream().map(DossierCode::value).toList()))
        .query(SlaClockStore::row)
        .list();
  }

  /** Those whose clock runs and has such a mark until then. */
  Set<DossierCode> withMarks(
      Collection<DossierCode> dossiers, Predicate<Mark> which, Instant until) {
    Set<DossierCode> found = new HashSet<>();
    jdbc.sql(
            """
            select dossier_code, marks from sla_clock
             where dossier_code in (:codes) and next_mark_at <= :until
            """)
        .param("codes", InList.padded(dossiers.stream().map(DossierCode::value).toList()))
        .param("until", utc(until))
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

  /** The dossiers whose clocks have not stopped and are kept by some version of the calendar. */
  List<DossierCode> runningOn(String calendar) {
    writes.flush();
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
    writes.flush();
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
    writes.flush();
    return jdbc.sql(
            """
            select dossier_code from sla_clock where next_mark_at <= ?
             order by next_mark_at, dossier_code
            """)
        .param(utc(now))
        .query((rs, row) -> new DossierCode(rs.getString(1)))
        .list();
  }

  /** How many those are, and when the first of their marks lay; empty if there is none. */
  Optional<SlaClocks.Unheard> unheard(Instant until) {
    writes.flush();
    return jdbc.sql(
            "select count(*) as dossiers, min(next_mark_at) as since from sla_clock"
                + " where next_mark_at <= ?")
        .param(utc(until))
        .query(
            (rs, row) ->
                rs.getLong("dossiers") == 0
                    ? Optional.<SlaClocks.Unheard>empty()
                    : Optional.of(
                        new SlaClocks.Unheard(rs.getLong("dossiers"), instant(rs, "since"))))
        .single();
  }

  /** Takes down what was reckoned anew under the row's lock. */
  void update(ClockRow row, Reckoned reckoned, boolean paused) {
    change(row, reckoned, paused, row.stoppedAt());
  }

  void stop(ClockRow row, Instant at) {
    change(row, row.now(), false, at);
  }

  private void change(ClockRow row, Reckoned now, boolean paused, @Nullable Instant stoppedAt) {
    Held locked = held.get().get(row.dossier());
    if (locked == null || locked.now.revision() != row.revision()) {
      throw new IllegalStateException("a clock changed without its lock: " + row.dossier());
    }
    locked.now =
        new ClockRow(
            row.start(),
            row.hoursRevision(),
            row.dueOriginalAt(),
            now,
            paused,
            stoppedAt,
            row.revision() + 1);
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
