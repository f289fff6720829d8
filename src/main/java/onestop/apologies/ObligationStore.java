package onestop.apologies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.apologies.ApologyObligation.Draft;
import onestop.apologies.ApologyObligation.How;
import onestop.apologies.ApologyObligation.Issue;
import onestop.apologies.ApologyObligation.Key;
import onestop.apologies.ApologyObligation.Signature;
import onestop.apologies.ApologyObligation.Statement;
import onestop.dossiers.DossierSearch;
import onestop.dossiers.Dossiers;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.InList;
import onestop.kernel.OfficerId;
import onestop.kernel.TransactionLocal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows of obligations and their events. Every call runs in the caller's transaction.
 *
 * <p>Whoever holds a dossier holds its obligations as objects, read once for all dossiers of the
 * transaction, absent ones included; they are written just before the commit.
 */
@Repository
class ObligationStore {
  private static final String INSERT =
      """
      insert into apology_obligation (dossier_code, cause, appointment_no, rule_pack,
        rule_pack_version, agency, opened_at, state, due_at, limit_at, on_time_by, on_time_at,
        reason, reason_text, proposed_due_at, drafted_by, drafted_at, signed_by, signer_name,
        signer_title, signer_order, signed_at, issued_at, issued_in_time, how, letter_number,
        new_due_at, waiver_ground, waiver_document, waived_by, waived_at, ended_at, event_count,
        revision, id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?)
      """;
  private static final String UPDATE =
      """
      update apology_obligation set state = ?, due_at = ?, limit_at = ?, on_time_by = ?,
        on_time_at = ?, reason = ?, reason_text = ?, proposed_due_at = ?, drafted_by = ?,
        drafted_at = ?, signed_by = ?, signer_name = ?, signer_title = ?, signer_order = ?,
        signed_at = ?, issued_at = ?, issued_in_time = ?, how = ?, letter_number = ?,
        new_due_at = ?, waiver_ground = ?, waiver_document = ?, waived_by = ?, waived_at = ?,
        ended_at = ?, event_count = ?, revision = ?
       where id = ? and revision = ?
      """;
  private static final String EVENT =
      """
      insert into apology_event (obligation_id, no, step, state_after, actor_kind, actor,
        details, at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final Dossiers dossiers;
  private final RowNumbers ids;
  private final TransactionLocal<Map<DossierCode, List<Row>>> held =
      new TransactionLocal<>(this::begin);

  ObligationStore(JdbcClient jdbc, DeferredWrites writes, Dossiers dossiers) {
    this.writes = writes;
    this.jdbc = jdbc;
    this.dossiers = dossiers;
    this.ids = new RowNumbers(jdbc);
  }

  /** A new obligation as it is written. */
  record Opening(Key key, AgencyCode agency, Instant openedAt, Instant dueAt, Instant limitAt) {}

  /** A row that this transaction holds: as it is now, and as the database has it. */
  private static final class Row {
    private ApologyObligation now;
    private boolean made;
    private long written;

    Row(ApologyObligation now, boolean made) {
      this.now = now;
      this.made = made;
      this.written = now.revision();
    }
  }

  private Map<DossierCode, List<Row>> begin() {
    writes.keep(DeferredWrites.Stage.OBLIGATION, this::write);
    return new LinkedHashMap<>();
  }

  private void write() {
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    held.get().values().stream()
        .flatMap(List::stream)
        .forEach(
            row -> {
              if (row.made) {
                inserts.add(insertRow(row.now));
                row.made = false;
              } else if (row.now.revision() != row.written) {
                List<@Nullable Object> changes = new ArrayList<>(changing(row.now));
                changes.add(row.now.id());
                changes.add(row.written);
                updates.add(changes.toArray());
              }
              row.written = row.now.revision();
            });
    writes.send(INSERT, inserts);
    writes.sendChanges(UPDATE, updates);
  }

  private static @Nullable Object[] insertRow(ApologyObligation row) {
    Key key = row.key();
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.<@Nullable Object>asList(
                key.dossier().value(),
                key.cause().name(),
                key.appointmentNo(),
                key.rulePack(),
                key.rulePackVersion(),
                row.agency().value(),
                utc(row.openedAt())));
    values.addAll(changing(row));
    values.add(row.id());
    return values.toArray();
  }

  private static List<@Nullable Object> changing(ApologyObligation row) {
    Statement onTime = row.onTime();
    Draft draft = row.draft();
    Signature signature = row.signature();
    Issue issue = row.issue();
    Waiver waiver = row.waiver();
    List<@Nullable Object> values = new ArrayList<>();
    values.add(row.state().name());
    values.add(utc(row.dueAt()));
    values.add(utc(row.limitAt()));
    values.add(onTime == null ? null : onTime.by().value());
    values.add(onTime == null ? null : utc(onTime.at()));
    values.add(draft == null ? null : draft.reason().name());
    values.add(draft == null ? null : draft.text());
    values.add(draft == null ? null : utcOrNull(draft.newDueAt()));
    values.add(draft == null ? null : draft.by().value());
    values.add(draft == null ? null : utc(draft.at()));
    values.add(signature == null ? null : signature.by().value());
    values.add(signature == null ? null : signature.name());
    values.add(signature == null ? null : signature.title());
    values.add(signature == null ? null : signature.order());
    values.add(signature == null ? null : utc(signature.at()));
    values.add(issue == null ? null : utc(issue.at()));
    values.add(issue == null ? null : issue.inTime());
    values.add(issue == null ? null : issue.how().name());
    values.add(issue == null ? null : issue.number());
    values.add(issue == null ? null : utcOrNull(issue.newDueAt()));
    values.add(waiver == null ? null : waiver.ground().name());
    values.add(waiver == null ? null : waiver.document());
    values.add(waiver == null ? null : waiver.by().value());
    values.add(waiver == null ? null : utc(waiver.at()));
    values.add(utcOrNull(row.endedAt()));
    values.add(row.eventCount());
    values.add(row.revision());
    return values;
  }

  /** Takes down a new obligation; the unique key refuses a second one when it is written. */
  ApologyObligation insert(Opening opening) {
    ApologyObligation opened =
        new ApologyObligation(
            ids.next(),
            opening.key(),
            opening.agency(),
            ObligationState.OPENED,
            opening.openedAt(),
            opening.dueAt(),
            opening.limitAt(),
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            0);
    rows(opened.dossier()).add(new Row(opened, true));
    return opened;
  }

  /** The obligation of that key, held against every other change until the transaction ends. */
  Optional<ApologyObligation> lock(DossierCode dossier, Cause cause, int appointmentNo) {
    return rows(dossier).stream()
        .map(row -> row.now)
        .filter(one -> one.key().cause() == cause && one.key().appointmentNo() == appointmentNo)
        .findFirst();
  }

  /** The obligation, held against every other change until the transaction ends. */
  Optional<ApologyObligation> lock(DossierCode dossier, long id) {
    return rows(dossier).stream().map(row -> row.now).filter(one -> one.id() == id).findFirst();
  }

  /**
   * Those of a dossier; at the first question also those of every other dossier that is held by
   * then, since a batch holds its dossiers beforehand.
   */
  private List<Row> rows(DossierCode dossier) {
    Map<DossierCode, List<Row>> known = held.get();
    if (!known.containsKey(dossier)) {
      Set<DossierCode> wanted = new LinkedHashSet<>(known.isEmpty() ? dossiers.held() : Set.of());
      wanted.add(dossier);
      wanted.forEach(code -> known.put(code, new ArrayList<>()));
      jdbc.sql(
              """
              select * from apology_obligation where dossier_code in (:codes)
               order by dossier_code, appointment_no, cause, id for update
              """)
          .param("codes", InList.padded(wanted.stream().map(DossierCode::value).toList()))
          .query(ObligationStore::obligation)
          .list()
          .forEach(
              row ->
                  known
                      .computeIfAbsent(row.dossier(), code -> new ArrayList<>())
                      .add(new Row(row, false)));
    }
    return known.computeIfAbsent(dossier, code -> new ArrayList<>());
  }

  Optional<ApologyObligation> find(long id) {
    writes.flush();
    return jdbc.sql("select * from apology_obligation where id = ?")
        .param(id)
        .query(ObligationStore::obligation)
        .optional();
  }

  /** Those of them that exist, in one statement. */
  Map<Long, ApologyObligation> find(Collection<Long> obligations) {
    writes.flush();
    Map<Long, ApologyObligation> found = new LinkedHashMap<>();
    if (!obligations.isEmpty()) {
      jdbc.sql("select * from apology_obligation where id in (:ids)")
          .param("ids", obligations)
          .query(ObligationStore::obligation)
          .list()
          .forEach(one -> found.put(one.id(), one));
    }
    return found;
  }

  List<ApologyObligation> of(DossierCode dossier) {
    if (dossiers.holds(dossier)) {
      return rows(dossier).stream().map(row -> row.now).toList();
    }
    return jdbc.sql(
            """
            select * from apology_obligation where dossier_code = ?
             order by appointment_no, cause, id
            """)
        .param(dossier.value())
        .query(ObligationStore::obligation)
        .list();
  }

  List<ApologyObligation> find(ObligationFilter filter, int offset, int size) {
    writes.flush();
    Where where = where(filter);
    return jdbc.sql(
            "select * from apology_obligation"
                + where.sql()
                + " order by limit_at, dossier_code, appointment_no"
                + " offset :offset rows fetch next :size rows only")
        .params(where.params())
        .param("offset", offset)
        .param("size", size)
        .query(ObligationStore::obligation)
        .list();
  }

  long count(ObligationFilter filter) {
    writes.flush();
    Where where = where(filter);
    return jdbc.sql("select count(*) from apology_obligation" + where.sql())
        .params(where.params())
        .query(Long.class)
        .single();
  }

  private record Where(String sql, Map<String, Object> params) {}

  private static Where where(ObligationFilter filter) {
    List<String> parts = new ArrayList<>();
    Map<String, Object> params = new LinkedHashMap<>();
    if (!filter.states().isEmpty()) {
      parts.add("state in (:states)");
      params.put("states", filter.states().stream().map(Enum::name).sorted().toList());
    }
    AgencyCode agency = filter.agency();
    if (agency != null) {
      parts.add("agency = :agency");
      params.put("agency", agency.value());
    }
    Instant before = filter.limitBefore();
    if (before != null) {
      parts.add("limit_at < :before");
      params.put("before", utc(before));
    }
    String text = filter.text();
    if (text != null && !text.isBlank()) {
      parts.add("dossier_code in " + DossierSearch.CODES);
      params.putAll(DossierSearch.params(text));
    }
    return new Where(parts.isEmpty() ? "" : " where " + String.join(" and ", parts), params);
  }

  /** One event as it is written. */
  record Event(
      int no,
      @Nullable ObligationStep step,
      ObligationState stateAfter,
      String actorKind,
      String actor,
      String details,
      Instant at) {}

  /** Takes down the event as the next in order together with the row as it stands after it. */
  void record(ApologyObligation after, Event event) {
    Row row =
        rows(after.dossier()).stream()
            .filter(one -> one.now.id() == after.id())
            .filter(one -> one.now.revision() == after.revision() - 1)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "an obligation changed without its lock: " + after.id()));
    row.now = after;
    ObligationStep step = event.step();
    writes.add(
        DeferredWrites.Stage.OTHER,
        EVENT,
        after.id(),
        event.no(),
        step == null ? null : step.name(),
        event.stateAfter().name(),
        event.actorKind(),
        event.actor(),
        event.details(),
        utc(event.at()));
  }

  List<ObligationEvent> events(long id) {
    writes.flush();
    return jdbc.sql("select * from apology_event where obligation_id = ? order by no")
        .param(id)
        .query(
            (rs, row) -> {
              String step = rs.getString("step");
              return new ObligationEvent(
                  rs.getInt("no"),
                  step == null ? null : ObligationStep.valueOf(step),
                  ObligationState.valueOf(rs.getString("state_after")),
                  rs.getString("actor_kind"),
                  rs.getString("actor"),
                  rs.getString("details"),
                  instant(rs, "at"));
            })
        .list();
  }

  private static ApologyObligation obligation(ResultSet rs, int row) throws SQLException {
    return new ApologyObligation(
        rs.getLong("id"),
        new Key(
            new DossierCode(rs.getString("dossier_code")),
            Cause.valueOf(rs.getString("cause")),
            rs.getInt("appointment_no"),
            rs.getString("rule_pack"),
            rs.getInt("rule_pack_version")),
        new AgencyCode(rs.getString("agency")),
        ObligationState.valueOf(rs.getString("state")),
        instant(rs, "opened_at"),
        instant(rs, "due_at"),
        instant(rs, "limit_at"),
        onTime(rs),
        draft(rs),
        signature(rs),
        issue(rs),
        waiver(rs),
        instantOrNull(rs, "ended_at"),
        rs.getInt("event_count"),
        rs.getLong("revision"));
  }

  private static @Nullable Statement onTime(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "on_time_at");
    return at == null ? null : new Statement(new OfficerId(rs.getString("on_time_by")), at);
  }

  private static @Nullable Draft draft(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "drafted_at");
    return at == null
        ? null
        : new Draft(
            ApologyReason.valueOf(rs.getString("reason")),
            rs.getString("reason_text"),
            instantOrNull(rs, "proposed_due_at"),
            new OfficerId(rs.getString("drafted_by")),
            at);
  }

  private static @Nullable Signature signature(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "signed_at");
    return at == null
        ? null
        : new Signature(
            new OfficerId(rs.getString("signed_by")),
            rs.getString("signer_name"),
            rs.getString("signer_title"),
            rs.getString("signer_order"),
            at);
  }

  private static @Nullable Issue issue(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "issued_at");
    return at == null
        ? null
        : new Issue(
            at,
            rs.getBoolean("issued_in_time"),
            How.valueOf(rs.getString("how")),
            rs.getString("letter_number"),
            instantOrNull(rs, "new_due_at"));
  }

  private static @Nullable Waiver waiver(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "waived_at");
    return at == null
        ? null
        : new Waiver(
            Waiver.Ground.valueOf(rs.getString("waiver_ground")),
            rs.getString("waiver_document"),
            new OfficerId(rs.getString("waived_by")),
            at);
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

  private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant at) {
    return at == null ? null : utc(at);
  }
}
