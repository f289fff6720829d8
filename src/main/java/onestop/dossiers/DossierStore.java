package onestop.dossiers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.calendar.CalendarVersion;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.kernel.ProcedureKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of dossiers and their events. Every call runs in the caller's transaction. */
@Repository
class DossierStore {
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  DossierStore(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Dossier dossier, String source, String idempotencyKey) {
    jdbc.sql(
            """
            insert into dossier (dossier_code, procedure_code, procedure_version, rule_pack,
              rule_pack_version, calendar, calendar_version, receiving_agency, resolving_agency,
              parent_code, leg, applicant_name, applicant_address, applicant_phone,
              applicant_email, applicant_id_number, subject, channel, papers, state, submitted_at,
              received_at, source, idempotency_key, event_count, revision)
            values (:code, :procedureCode, :procedureVersion, :rulePack, :rulePackVersion,
              :calendar, :calendarVersion, :receiving, :resolving, :parent, :leg, :name, :address,
              :phone, :email, :idNumber, :subject, :channel, :papers, :state, :submittedAt,
              :receivedAt, :source, :idempotencyKey, 0, 0)
            """)
        .param("code", dossier.code().value())
        .param("procedureCode", dossier.pins().procedure().code())
        .param("procedureVersion", dossier.pins().procedure().version())
        .param("rulePack", dossier.pins().rulePack())
        .param("rulePackVersion", dossier.pins().rulePackVersion())
        .param("calendar", dossier.pins().calendar().calendar())
        .param("calendarVersion", dossier.pins().calendar().version())
        .param("receiving", dossier.agencies().receiving().value())
        .param("resolving", dossier.agencies().resolving().value())
        .param("parent", dossier.parent() == null ? null : dossier.parent().value())
        .param("leg", dossier.leg())
        .param("name", dossier.applicant().name())
        .param("address", dossier.applicant().address())
        .param("phone", dossier.applicant().phone())
        .param("email", dossier.applicant().email())
        .param("idNumber", dossier.applicant().idNumber())
        .param("subject", dossier.subject())
        .param("channel", dossier.channel().name())
        .param("papers", write(dossier.papers()))
        .param("state", dossier.state().name())
        .param("submittedAt", utc(dossier.submittedAt()))
        .param("receivedAt", utc(dossier.receivedAt()))
        .param("source", source)
        .param("idempotencyKey", idempotencyKey)
        .update();
  }

  Optional<Dossier> find(DossierCode code) {
    return jdbc.sql("select * from dossier where dossier_code = ?")
        .param(code.value())
        .query(this::dossier)
        .optional();
  }

  /** The row, held against every other change until the transaction ends. */
  Optional<Dossier> lock(DossierCode code) {
    return jdbc.sql("select * from dossier where dossier_code = ? for update")
        .param(code.value())
        .query(this::dossier)
        .optional();
  }

  Optional<Dossier> findSubmitted(String source, String idempotencyKey) {
    return jdbc.sql("select * from dossier where source = ? and idempotency_key = ?")
        .param(source)
        .param(idempotencyKey)
        .query(this::dossier)
        .optional();
  }

  List<Dossier> legsOf(DossierCode parent) {
    return jdbc.sql("select * from dossier where parent_code = ? order by dossier_code")
        .param(parent.value())
        .query(this::dossier)
        .list();
  }

  /** Writes the event as the next in order together with the change of the row it stands for. */
  void record(Dossier locked, DossierEvent event, RowChange change) {
    int rows =
        jdbc.sql(
                """
                update dossier set state = :state, event_count = :no, revision = revision + 1,
                  resolved_at = coalesce(:resolvedAt, resolved_at),
                  result_code = coalesce(:resultCode, result_code),
                  result_document = coalesce(:resultDocument, result_document),
                  result_signer = coalesce(:resultSigner, result_signer),
                  returned_at = coalesce(:returnedAt, returned_at),
                  ended_at = coalesce(:endedAt, ended_at)
                 where dossier_code = :code and event_count = :before
                """)
            .param("state", event.stateAfter().name())
            .param("no", event.no())
            .param("resolvedAt", utc(change.result() == null ? null : change.result().resolvedAt()))
            .param("resultCode", change.result() == null ? null : change.result().code())
            .param("resultDocument", change.result() == null ? null : change.result().document())
            .param("resultSigner", change.result() == null ? null : change.result().signer())
            .param("returnedAt", utc(change.returnedAt()))
            .param("endedAt", utc(change.endedAt()))
            .param("code", locked.code().value())
            .param("before", event.no() - 1)
            .update();
    if (rows != 1) {
      throw new IllegalStateException("dossier changed without its lock: " + locked.code());
    }
    jdbc.sql(
            """
            insert into dossier_event (dossier_code, no, kind, at, actor_kind, actor, actor_agency,
              agency, step, state_after, details)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            java.util.Arrays.asList(
                event.dossier().value(),
                event.no(),
                event.kind(),
                utc(event.at()),
                event.actor().kind(),
                event.actor().name(),
                event.actor() instanceof Actor.Officer officer ? officer.agency().value() : null,
                event.agency() == null ? null : event.agency().value(),
                event.step(),
                event.stateAfter().name(),
                write(event.details())))
        .update();
  }

  List<DossierEvent> events(DossierCode code) {
    return jdbc.sql("select * from dossier_event where dossier_code = ? order by no")
        .param(code.value())
        .query(this::event)
        .list();
  }

  /** What an event changes in the dossier's row beside its state. */
  record RowChange(
      Dossier.@Nullable Result result, @Nullable Instant returnedAt, @Nullable Instant endedAt) {
    static final RowChange STATE_ONLY = new RowChange(null, null, null);
  }

  String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> strings(String text) {
    try {
      return json.readValue(text, STRINGS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private DossierEvent event(ResultSet rs, int row) throws SQLException {
    String actor = rs.getString("actor");
    Actor who =
        switch (rs.getString("actor_kind")) {
          case "OFFICER" ->
              new Actor.Officer(new OfficerId(actor), new AgencyCode(rs.getString("actor_agency")));
          case "APPLICANT" -> new Actor.Applicant(actor);
          default -> new Actor.Automaton(actor);
        };
    String agency = rs.getString("agency");
    Map<String, Object> details;
    try {
      details = json.readValue(rs.getString("details"), DETAILS);
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
    return new DossierEvent(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("no"),
        rs.getString("kind"),
        instant(rs, "at"),
        who,
        agency == null ? null : new AgencyCode(agency),
        rs.getString("step"),
        DossierState.valueOf(rs.getString("state_after")),
        details);
  }

  private Dossier dossier(ResultSet rs, int row) throws SQLException {
    Instant resolvedAt = instantOrNull(rs, "resolved_at");
    String parent = rs.getString("parent_code");
    return new Dossier(
        new DossierCode(rs.getString("dossier_code")),
        new Dossier.Pins(
            new ProcedureKey(rs.getString("procedure_code"), rs.getInt("procedure_version")),
            rs.getString("rule_pack"),
            rs.getInt("rule_pack_version"),
            new CalendarVersion(rs.getString("calendar"), rs.getInt("calendar_version"))),
        new Dossier.Agencies(
            new AgencyCode(rs.getString("receiving_agency")),
            new AgencyCode(rs.getString("resolving_agency"))),
        new Applicant(
            rs.getString("applicant_name"),
            rs.getString("applicant_address"),
            rs.getString("applicant_phone"),
            rs.getString("applicant_email"),
            rs.getString("applicant_id_number")),
        rs.getString("subject"),
        Channel.valueOf(rs.getString("channel")),
        strings(rs.getString("papers")),
        DossierState.valueOf(rs.getString("state")),
        instantOrNull(rs, "submitted_at"),
        instant(rs, "received_at"),
        resolvedAt == null
            ? null
            : new Dossier.Result(
                resolvedAt,
                rs.getString("result_code"),
                rs.getString("result_document"),
                rs.getString("result_signer")),
        instantOrNull(rs, "returned_at"),
        instantOrNull(rs, "ended_at"),
        parent == null ? null : new DossierCode(parent),
        rs.getString("leg"),
        rs.getInt("event_count"),
        rs.getLong("revision"));
  }

  static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
    OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
