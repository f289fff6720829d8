package onestop.dossiers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.calendar.CalendarVersion;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.InList;
import onestop.kernel.OfficerId;
import onestop.kernel.ProcedureKey;
import onestop.kernel.Submission;
import onestop.kernel.TransactionLocal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of dossiers and their events. Every call runs in the caller's transaction. */
@Repository
class DossierStore {
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

  private static final String INSERT =
      """
      insert into dossier (dossier_code, procedure_code, procedure_version, rule_pack,
        rule_pack_version, calendar, calendar_version, receiving_agency, resolving_agency,
        parent_code, leg, applicant_name, applicant_address, applicant_phone,
        applicant_email, applicant_id_number, subject, channel, papers, submitted_at,
        received_at, source, idempotency_key, submission_digest, state, event_count, revision,
        resolved_at, result_code, result_document, result_signer, returned_at, ended_at, signature)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?)
      """;
  private static final String UPDATE =
      """
      update dossier set state = ?, event_count = ?, revision = ?, resolved_at = ?,
        result_code = ?, result_document = ?, result_signer = ?, returned_at = ?, ended_at = ?,
        signature = ?
       where dossier_code = ? and event_count = ?
      """;
  private static final String EVENT =
      """
      insert into dossier_event (dossier_code, no, kind, at, actor_kind, actor, actor_agency,
        agency, step, state_after, details, received_year)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final DeferredWrites writes;
  private final TransactionLocal<Map<DossierCode, Held>> held = new TransactionLocal<>(this::begin);
  private final TransactionLocal<Map<Submission, Optional<Earlier>>> submitted =
      new TransactionLocal<>(HashMap::new);

  DossierStore(JdbcClient jdbc, ObjectMapper json, DeferredWrites writes) {
    this.jdbc = jdbc;
    this.json = json;
    this.writes = writes;
  }

  /**
   * What was received under a submission's key.
   *
   * @param digest null for a row from before digests were kept
   */
  record Earlier(DossierCode code, @Nullable String digest) {
    /** Whether an application with that digest is the same one, as far as anybody can tell. */
    boolean sameAs(String other) {
      return digest == null || digest.equals(other);
    }
  }

  /** The key under which a new row came, and the digest of what came. */
  record Sent(Submission submission, String digest) {}

  /** A row that this transaction holds: as it is now, and as the database has it. */
  private static final class Held {
    private Dossier now;
    private @Nullable Sent sent;
    private int written;

    Held(Dossier now, @Nullable Sent sent) {
      this.now = now;
      this.sent = sent;
      this.written = now.eventCount();
    }
  }

  private Map<DossierCode, Held> begin() {
    writes.keep(DeferredWrites.Stage.DOSSIER, this::write);
    return new LinkedHashMap<>();
  }

  private void write() {
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    for (Held row : held.get().values()) {
      Sent sent = row.sent;
      if (sent != null) {
        inserts.add(insertRow(row.now, sent));
        row.sent = null;
      } else if (row.now.eventCount() != row.written) {
        updates.add(updateRow(row.now, row.written));
      }
      row.written = row.now.eventCount();
    }
    writes.send(INSERT, inserts);
    writes.sendChanges(UPDATE, updates);
  }

  void insert(Dossier dossier, Sent sent) {
    writes.rowIsNew();
    held.get().put(dossier.code(), new Held(dossier, sent));
    submitted.get().put(sent.submission(), Optional.of(new Earlier(dossier.code(), sent.digest())));
  }

  private @Nullable Object[] insertRow(Dossier dossier, Sent sent) {
    List<@Nullable Object> row =
        new ArrayList<>(
            Arrays.<@Nullable Object>asList(
                dossier.code().value(),
                dossier.pins().procedure().code(),
                dossier.pins().procedure().version(),
                dossier.pins().rulePack(),
                dossier.pins().rulePackVersion(),
                dossier.pins().calendar().calendar(),
                dossier.pins().calendar().version(),
                dossier.agencies().receiving().value(),
                dossier.agencies().resolving().value(),
                dossier.parent() == null ? null : dossier.parent().value(),
                dossier.leg(),
                dossier.applicant().name(),
                dossier.applicant().address(),
                dossier.applicant().phone(),
                dossier.applicant().email(),
                dossier.applicant().idNumber(),
                dossier.subject(),
                dossier.channel().name(),
                write(dossier.papers()),
                utc(dossier.submittedAt()),
                utc(dossier.receivedAt()),
                sent.submission().source(),
                sent.submission().key(),
                sent.digest()));
    row.addAll(changing(dossier));
    return row.toArray();
  }

  private @Nullable Object[] updateRow(Dossier dossier, int before) {
    List<@Nullable Object> row = new ArrayList<>(changing(dossier));
    row.add(dossier.code().value());
    row.add(before);
    return row.toArray();
  }

  private List<@Nullable Object> changing(Dossier dossier) {
    Dossier.Result result = dossier.result();
    return Arrays.asList(
        dossier.state().name(),
        dossier.eventCount(),
        dossier.revision(),
        utc(result == null ? null : result.resolvedAt()),
        result == null ? null : result.code(),
        result == null ? null : result.document(),
        result == null ? null : result.signer(),
        utc(dossier.returnedAt()),
        utc(dossier.endedAt()),
        signature(dossier.signature()));
  }

  private @Nullable String signature(@Nullable OfficialSignature signed) {
    if (signed == null) {
      return null;
    }
    Map<String, Object> facts = new LinkedHashMap<>(signed.facts());
    facts.put("at", signed.at().toString());
    return write(facts);
  }

  private @Nullable OfficialSignature signature(ResultSet rs) throws SQLException {
    String text = rs.getString("signature");
    if (text == null) {
      return null;
    }
    try {
      Map<String, Object> facts = json.readValue(text, DETAILS);
      return OfficialSignature.of(facts, Instant.parse(String.valueOf(facts.get("at"))));
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
  }

  Optional<Dossier> find(DossierCode code) {
    Optional<Dossier> here = held.peek().map(rows -> rows.get(code)).map(row -> row.now);
    return here.isPresent()
        ? here
        : jdbc.sql("select * from dossier where dossier_code = ?")
            .param(code.value())
            .query(this::dossier)
            .optional();
  }

  /** The row, held against every other change until the transaction ends. */
  Optional<Dossier> lock(DossierCode code) {
    Held row = held.get().get(code);
    if (row == null) {
      lock(Set.of(code));
      row = held.get().get(code);
    }
    return Optional.ofNullable(row).map(locked -> locked.now);
  }

  /** Those rows, held in the order of their codes; a code that does not exist is left out. */
  void lock(Set<DossierCode> codes) {
    hold(codes, "");
  }

  /** The dossiers that the transaction holds. */
  Set<DossierCode> held() {
    return held.peek().map(rows -> Set.copyOf(rows.keySet())).orElse(Set.of());
  }

  boolean holds(DossierCode code) {
    return held.peek().filter(rows -> rows.containsKey(code)).isPresent();
  }

  /** Those of the rows that nobody else holds, held from now on. */
  Set<DossierCode> tryLock(Set<DossierCode> codes) {
    hold(codes, " skip locked");
    return codes.stream().filter(held.get()::containsKey).collect(Collectors.toSet());
  }

  private void hold(Set<DossierCode> codes, String otherwise) {
    Map<DossierCode, Held> rows = held.get();
    List<String> missing =
        codes.stream()
            .filter(code -> !rows.containsKey(code))
            .map(DossierCode::value)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      jdbc.sql(
              "select * from dossier where dossier_code in (:codes) order by dossier_code for"
                  + " update"
                  + otherwise)
          .param("codes", InList.padded(missing))
          .query(this::dossier)
          .list()
          .forEach(dossier -> rows.put(dossier.code(), new Held(dossier, null)));
    }
  }

  /** What was received under that key, by this transaction too. */
  Optional<Earlier> findSubmitted(Submission submission) {
    if (!submitted.get().containsKey(submission)) {
      findSubmitted(List.of(submission));
    }
    return submitted.get().getOrDefault(submission, Optional.empty());
  }

  /** Asks for all of them at once; {@link #findSubmitted(Submission)} knows them from then on. */
  void findSubmitted(List<Submission> submissions) {
    Map<Submission, Optional<Earlier>> known = submitted.get();
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (Submission one : submissions) {
      if (known.putIfAbsent(one, Optional.empty()) == null) {
        keys.computeIfAbsent(one.source(), source -> new ArrayList<>()).add(one.key());
      }
    }
    keys.forEach(
        (source, its) ->
            jdbc.sql(
                    """
                    select dossier_code, idempotency_key, submission_digest from dossier
                     where source = :source and idempotency_key in (:keys)
                    """)
                .param("source", source)
                .param("keys", InList.padded(its))
                .query(
                    (RowCallbackHandler)
                        row ->
                            known.put(
                                new Submission(source, row.getString(2)),
                                Optional.of(
                                    new Earlier(
                                        new DossierCode(row.getString(1)), row.getString(3))))));
  }

  List<Dossier> legsOf(DossierCode parent) {
    writes.flush();
    return jdbc.sql("select * from dossier where parent_code = ? order by dossier_code")
        .param(parent.value())
        .query(this::dossier)
        .list();
  }

  /**
   * Takes down the event as the next in order together with the change of the row it stands for.
   */
  void record(Dossier locked, DossierEvent event, RowChange change) {
    Held row = held.get().get(locked.code());
    if (row == null || row.now.eventCount() != event.no() - 1) {
      throw new IllegalStateException("dossier changed without its lock: " + locked.code());
    }
    row.now = row.now.after(event, change);
    writes.add(
        DeferredWrites.Stage.EVENT,
        EVENT,
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
        write(event.details()),
        receivedYear(locked));
  }

  /**
   * By which events are kept apart. Of the moment of receipt alone, which never changes: in UTC, so
   * that no setting can move a dossier into another year.
   */
  private static int receivedYear(Dossier dossier) {
    return dossier.receivedAt().atOffset(ZoneOffset.UTC).getYear();
  }

  List<DossierEvent> events(DossierCode code) {
    writes.flush();
    return jdbc.sql("select * from dossier_event where dossier_code = ? order by no")
        .param(code.value())
        .query(this::event)
        .list();
  }

  /** What an event changes in the dossier's row beside its state. */
  record RowChange(
      @Nullable OfficialSignature signature,
      Dossier.@Nullable Result result,
      @Nullable Instant returnedAt,
      @Nullable Instant endedAt) {
    static final RowChange STATE_ONLY = new RowChange(null, null, null, null);

    static RowChange signed(OfficialSignature signature) {
      return new RowChange(signature, null, null, null);
    }

    static RowChange resolved(Dossier.Result result) {
      return new RowChange(null, result, null, null);
    }

    static RowChange returned(Instant at) {
      return new RowChange(null, null, at, null);
    }

    static RowChange ended(Instant at) {
      return new RowChange(null, null, null, at);
    }
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
        signature(rs),
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
