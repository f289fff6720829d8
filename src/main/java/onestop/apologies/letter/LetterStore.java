package onestop.apologies.letter;

import static onestop.store.ColumnType.BIGINT;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.apologies.letter.ApologyLetter.Print.Kept;
import onestop.apologies.obligation.ApologyObligation;
import onestop.files.StoredFile;
import onestop.files.StoredFiles;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.ledger.CanonicalJson;
import onestop.ledger.EntryText;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import onestop.store.Table;
import onestop.store.UnitOfWork.Memory;
import org.springframework.stereotype.Repository;

/** Rows of letters and their prints; insert-only. Every call runs in the caller's transaction. */
@Repository
public class LetterStore {
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
  private static final String SELECT =
      """
      select l.*, o.dossier_code, o.appointment_no
        from apology_letter l join apology_obligation o on o.id = l.obligation_id
      """;

  private static final Table<Void, Pinned> LETTER =
      Table.<Pinned>insertOnly("apology_letter")
          .after("apology_obligation")
          .fixed("obligation_id", BIGINT, Pinned::obligation)
          .fixed("agency", VARCHAR, row -> row.agency().value())
          .fixed("series_year", INT, row -> row.letter().year())
          .fixed("letter_number", VARCHAR, row -> row.letter().number())
          .fixed("content", VARCHAR, Pinned::content)
          .fixed("content_sha256", VARCHAR, Pinned::sha256)
          .fixed("issued_at", TIMESTAMPTZ, row -> row.letter().issuedAt())
          .build();
  private static final Table<Void, Printed> DOCUMENT =
      Table.<Printed>insertOnly("letter_document")
          .after("apology_letter")
          .fixed("obligation_id", BIGINT, Printed::obligation)
          .fixed("file_sha256", VARCHAR, Printed::sha256)
          .fixed("sha256", VARCHAR, Printed::sha256)
          .fixed("printed_at", TIMESTAMPTZ, Printed::at)
          .build();

  private final Sql sql;
  private final ObjectMapper json;
  private final StoredFiles files;
  private final AppendOnly<Pinned> letters;
  private final AppendOnly<Printed> prints;

  LetterStore(Sql sql, ObjectMapper json, StoredFiles files) {
    this.sql = sql;
    this.json = json;
    this.files = files;
    this.letters = new AppendOnly<>(sql, LETTER);
    this.prints = new AppendOnly<>(sql, DOCUMENT);
  }

  /** A letter's row. */
  private record Pinned(
      long obligation, AgencyCode agency, PinnedLetter letter, String content, String sha256) {}

  /** A print's row. */
  private record Printed(long obligation, String sha256, Instant at) {}

  /** Pins the content of a letter and returns its hash. */
  public String insert(ApologyObligation obligation, PinnedLetter letter) {
    String content = CanonicalJson.write(letter.fields());
    String sha256 = EntryText.hash(content);
    letters.append(new Pinned(obligation.id(), obligation.agency(), letter, content, sha256));
    return sha256;
  }

  /** A letter at its issue. */
  public record PinnedLetter(
      String number, int year, Map<String, Object> fields, Instant issuedAt) {}

  /** The letter of an obligation; empty if none was issued. */
  public Optional<ApologyLetter> find(long obligationId) {
    return sql.reading("apology_letter", "apology_obligation")
        .sql(SELECT + " where l.obligation_id = ?")
        .param(obligationId)
        .query(this::letter)
        .optional();
  }

  /** Letters without a print, in the order of their issue; letters that failed before come last. */
  List<ApologyLetter> unprinted(int max) {
    return sql.reading("apology_letter", "apology_obligation", "letter_document")
        .sql(
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

  /** The letters that have a print, read once per transaction. */
  Memory<Set<Long>> printed(Collection<Long> obligationIds) {
    return sql.unit()
        .memory(
            () ->
                new HashSet<>(
                    sql.reading("letter_document")
                        .sql(
                            "select obligation_id from letter_document where obligation_id = any(?)")
                        .param(Sql.numbers(obligationIds))
                        .query(Long.class)
                        .list()));
  }

  /** Stores the PDFs of prints, to be named by {@link #insertPrint} in a later transaction. */
  List<StoredFile> storePdfs(List<byte[]> pdfs) {
    return files.storeAll(pdfs);
  }

  /** Inserts the print of a letter. */
  void insertPrint(long obligationId, StoredFile pdf, Instant at) {
    files.claim(pdf);
    prints.append(new Printed(obligationId, pdf.sha256(), at));
  }

  /** The print of a letter; empty if none was made. */
  public Optional<ApologyLetter.Print> print(long obligationId) {
    return sql.reading("letter_document")
        .sql("select * from letter_document where obligation_id = ?")
        .param(obligationId)
        .query(this::readPrint)
        .optional();
  }

  private ApologyLetter.Print readPrint(ResultSet rs, int row) throws SQLException {
    String sha256 = rs.getString("sha256");
    Instant at = Sql.instant(rs, "printed_at");
    byte[] inRow = rs.getBytes("pdf");
    return inRow == null
        ? new ApologyLetter.Print(sha256, at, Kept.AS_FILE, () -> files.read(sha256))
        : new ApologyLetter.Print(sha256, at, Kept.IN_ROW, () -> inRow);
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
          Sql.instant(rs, "issued_at"));
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
  }
}
