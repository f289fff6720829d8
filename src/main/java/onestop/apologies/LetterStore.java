package onestop.apologies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.ledger.CanonicalJson;
import onestop.ledger.EntryText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of letters and their prints; insert-only. Every call runs in the caller's transaction. */
@Repository
class LetterStore {
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
  private static final String SELECT =
      """
      select l.*, o.dossier_code, o.appointment_no
        from apology_letter l join apology_obligation o on o.id = l.obligation_id
      """;

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final DeferredWrites writes;

  LetterStore(JdbcClient jdbc, ObjectMapper json, DeferredWrites writes) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.json = json;
  }

  /** Pins what a letter says; the hash of the content is the answer. */
  String insert(ApologyObligation obligation, PinnedLetter letter) {
    String content = CanonicalJson.write(letter.fields());
    String sha256 = EntryText.hash(content);
    writes.add(
        DeferredWrites.Stage.OTHER,
        """
        insert into apology_letter (obligation_id, agency, series_year, letter_number, content,
          content_sha256, issued_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        obligation.id(),
        obligation.agency().value(),
        letter.year(),
        letter.number(),
        content,
        sha256,
        ObligationStore.utc(letter.issuedAt()));
    return sha256;
  }

  /** A letter as it is issued. */
  record PinnedLetter(String number, int year, Map<String, Object> fields, Instant issuedAt) {}

  Optional<ApologyLetter> find(long obligationId) {
    writes.flush();
    return jdbc.sql(SELECT + " where l.obligation_id = ?")
        .param(obligationId)
        .query(this::letter)
        .optional();
  }

  /** Letters without a print, in the order of their issue; those that failed before come last. */
  List<ApologyLetter> unprinted(int max) {
    return jdbc.sql(
            SELECT
                + """
                   where not exists (select 1 from letter_document d
                                      where d.obligation_id = l.obligation_id)
                   order by case when exists (select 1 from incident i
                                               where i.dossier_code = o.dossier_code
                                                 and i.kind = 'LETTER_UNPRINTABLE')
                                 then 1 else 0 end,
                            l.issued_at, o.dossier_code, o.appointment_no
                   fetch first :max rows only
                  """)
        .param("max", max)
        .query(this::letter)
        .list();
  }

  /** Those of the letters that have a print. */
  Set<Long> printed(Collection<Long> obligationIds) {
    return Set.copyOf(
        jdbc.sql("select obligation_id from letter_document where obligation_id in (:ids)")
            .param("ids", obligationIds)
            .query(Long.class)
            .list());
  }

  void insertPrint(long obligationId, ApologyLetter.Print print) {
    writes.add(
        DeferredWrites.Stage.OTHER,
        """
        insert into letter_document (obligation_id, pdf, sha256, printed_at)
        values (?, ?, ?, ?)
        """,
        obligationId,
        print.pdf(),
        print.sha256(),
        ObligationStore.utc(print.printedAt()));
  }

  Optional<ApologyLetter.Print> print(long obligationId) {
    return jdbc.sql("select * from letter_document where obligation_id = ?")
        .param(obligationId)
        .query(
            (rs, row) ->
                new ApologyLetter.Print(
                    rs.getBytes("pdf"),
                    rs.getString("sha256"),
                    ObligationStore.instant(rs, "printed_at")))
        .optional();
  }

  private ApologyLetter letter(ResultSet rs, int row) throws SQLException {
    try {
      return new ApologyLetter(
          rs.getLong("obligation_id"),
          new DossierCode(rs.getString("dossier_code")),
          rs.getInt("appointment_no"),
          rs.getString("letter_number"),
          json.readValue(rs.getString("content"), FIELDS),
          rs.getString("content_sha256"),
          ObligationStore.instant(rs, "issued_at"));
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
  }
}
