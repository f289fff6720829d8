package onestop.dossiers.steps;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.agencies.Role;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of steps that wait for an approver. Every call runs under the dossier's lock. */
@Repository
public class ProposalStore {
  private static final ObjectMapper JSON = mapper();

  private final JdbcClient jdbc;

  ProposalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The JSON text names the kind of a payload by a name of its own, not by a class. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface Kinds {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .registerModule(
                new SimpleModule()
                    .addSerializer(Limit.class, new LimitOut())
                    .addDeserializer(Limit.class, new LimitIn()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addMixIn(StepPayload.class, Kinds.class);
    mapper.registerSubtypes(
        new NamedType(StepPayload.Extension.class, "EXTENSION"),
        new NamedType(StepPayload.Agreement.class, "AGREEMENT"),
        new NamedType(StepPayload.SupplementOrder.class, "SUPPLEMENT"),
        new NamedType(StepPayload.FinanceNotice.class, "FINANCE"),
        new NamedType(StepPayload.PostedNotice.class, "POSTING"),
        new NamedType(StepPayload.Stop.class, "STOP"),
        new NamedType(StepPayload.Refusal.class, "REFUSAL"));
    return mapper;
  }

  private static final class LimitOut extends JsonSerializer<Limit> {
    @Override
    public void serialize(Limit limit, JsonGenerator json, SerializerProvider all)
        throws IOException {
      json.writeString(limit.text());
    }

    @Override
    public void serializeWithType(
        Limit limit, JsonGenerator json, SerializerProvider all, TypeSerializer type)
        throws IOException {
      serialize(limit, json, all);
    }
  }

  private static final class LimitIn extends JsonDeserializer<Limit> {
    @Override
    public Limit deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return Limit.parse(parser.getValueAsString());
    }
  }

  /** Inserts a proposal; it replaces one that waits for the same item. */
  StepProposal insert(StepProposal proposal) {
    close(proposal.workItemId(), "REPLACED", proposal.by(), proposal.at());
    int no =
        jdbc.sql("select coalesce(max(no), 0) + 1 from step_proposal where work_item_id = ?")
            .param(proposal.workItemId())
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            insert into step_proposal (work_item_id, no, dossier_code, outcome, payload,
              approver_role, proposed_by, proposed_agency, proposed_at, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """)
        .params(
            proposal.workItemId(),
            no,
            proposal.dossier().value(),
            proposal.outcome(),
            text(proposal.payload()),
            proposal.approver().code(),
            proposal.by().id().value(),
            proposal.by().agency().value(),
            Sql.utc(proposal.at()))
        .update();
    return find(proposal.workItemId()).orElseThrow();
  }

  /** The waiting proposal of that item. */
  public Optional<StepProposal> find(String workItemId) {
    return jdbc.sql("select * from step_proposal where work_item_id = ? and decided is null")
        .param(workItemId)
        .query(ProposalStore::proposal)
        .optional();
  }

  /** The undecided proposals of a dossier; an ended item may still have one. */
  public List<StepProposal> of(DossierCode dossier) {
    return jdbc.sql(
            "select * from step_proposal where dossier_code = ? and decided is null"
                + " order by work_item_id, no")
        .param(dossier.value())
        .query(ProposalStore::proposal)
        .list();
  }

  /** Records the decision on the waiting proposal, if there is one. */
  void close(String workItemId, String decided, Actor.Officer by, Instant at) {
    jdbc.sql(
            """
            update step_proposal set decided = ?, decided_by = ?, decided_at = ?,
              revision = revision + 1
             where work_item_id = ? and decided is null
            """)
        .params(decided, by.id().value(), Sql.utc(at), workItemId)
        .update();
  }

  private static String text(StepPayload payload) {
    try {
      return JSON.writerFor(StepPayload.class).writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StepProposal proposal(ResultSet rs, int row) throws SQLException {
    StepPayload payload;
    try {
      payload = JSON.readValue(rs.getString("payload"), StepPayload.class);
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
    return new StepProposal(
        rs.getString("work_item_id"),
        rs.getInt("no"),
        new DossierCode(rs.getString("dossier_code")),
        rs.getString("outcome"),
        payload,
        Role.ofCode(rs.getString("approver_role")).orElseThrow(),
        new Actor.Officer(
            new OfficerId(rs.getString("proposed_by")),
            new AgencyCode(rs.getString("proposed_agency"))),
        Sql.instant(rs, "proposed_at"));
  }
}
