package onestop.apologies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.apologies.ApologyObligation.Draft;
import onestop.apologies.ApologyObligation.How;
import onestop.apologies.ApologyObligation.Issue;
import onestop.apologies.ApologyObligation.Key;
import onestop.apologies.ApologyObligation.Signature;
import onestop.apologies.ApologyObligation.Statement;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of obligations and their events. Every call runs in the caller's transaction. */
@Repository
class ObligationStore {
  private final JdbcClient jdbc;
  private final DeferredWrites writes;

  ObligationStore(JdbcClient jdbc, DeferredWrites writes) {
    this.writes = writes;
    this.jdbc = jdbc;
  }

  /** A new obligation as it is written. */
  record Opening(Key key, AgencyCode agency, Instant openedAt, Instant dueAt, Instant limitAt) {}

  void insert(Opening opening) {
    writes.flushNewRows();
    Key key = opening.key();
    jdbc.sql(
            """
            insert into apology_obligation (dossier_code, cause, appointment_no, rule_pack,
              rule_pack_version, agency, state, opened_at, due_at, limit_at, event_count, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
            """)
        .params(
            key.dossier().value(),
            key.cause().name(),
            key.appointmentNo(),
            key.rulePack(),
            key.rulePackVersion(),
            opening.agency().value(),
            ObligationState.OPENED.name(),
            utc(opening.openedAt()),
            utc(opening.dueAt()),
            utc(opening.limitAt()))
        .update();
  }

  /** The obligation of that key, held against every other change until the transaction ends. */
  Optional<ApologyObligation> lock(DossierCode dossier, Cause cause, int appointmentNo) {
    return jdbc.sql(
            """
            select * from apology_obligation
             where dossier_code = ? and cause = ? and appointment_no = ?
               for update
            """)
        .params(dossier.value(), cause.name(), appointmentNo)
        .query(ObligationStore::obligation)
        .optional();
  }

  /** The obligation, held against every other change until the transaction ends. */
  Optional<ApologyObligation> lock(long id) {
    return jdbc.sql("select * from apology_obligation where id = ? for update")
        .param(id)
        .query(ObligationStore::obligation)
        .optional();
  }

  Optional<ApologyObligation> find(long id) {
    return jdbc.sql("select * from apology_obligation where id = ?")
        .param(id)
        .query(ObligationStore::obligation)
        .optional();
  }

  List<ApologyObligation> of(DossierCode dossier) {
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

  /**
   * Writes the event as the next in order together with the change of the row it stands for.
   *
   * @param columns the columns that change beside the state; names from code only
   */
  void record(ApologyObligation locked, Event event, Map<String, @Nullable Object> columns) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    StringBuilder set = new StringBuilder();
    columns.forEach(
        (column, value) -> {
          set.append(", ").append(column).append(" = :").append(column);
          params.put(column, value instanceof Instant at ? utc(at) : value);
        });
    params.put("state", event.stateAfter().name());
    params.put("event_no", event.no());
    params.put("ended", event.stateAfter().isOwed() ? null : utc(event.at()));
    params.put("id", locked.id());
    params.put("before", locked.revision());
    int rows =
        jdbc.sql(
                "update apology_obligation set state = :state, event_count = :event_no,"
                    + " revision = revision + 1,"
                    + " ended_at = coalesce(ended_at, cast(:ended as timestamp with time zone))"
                    + set
                    + " where id = :id and revision = :before")
            .params(params)
            .update();
    if (rows != 1) {
      throw new IllegalStateException("an obligation changed without its lock: " + locked.id());
    }
    insert(locked.id(), event);
  }

  private void insert(long id, Event event) {
    ObligationStep step = event.step();
    jdbc.sql(
            """
            insert into apology_event (obligation_id, no, step, state_after, actor_kind, actor,
              details, at)
            values (:id, :no, :step, :state, :actorKind, :actor, :details, :at)
            """)
        .param("id", id)
        .param("no", event.no())
        .param("step", step == null ? null : step.name())
        .param("state", event.stateAfter().name())
        .param("actorKind", event.actorKind())
        .param("actor", event.actor())
        .param("details", event.details())
        .param("at", utc(event.at()))
        .update();
  }

  List<ObligationEvent> events(long id) {
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
}
