package onestop.apologies.letter;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * A letter of apology as issued. Its content never changes, and the print is made from it alone.
 *
 * @param obligationId the obligation that the letter discharges; one letter each
 * @param fields the content of the letter by name; instants as ISO-8601 text in UTC
 * @param contentSha256 of the canonical JSON of {@code fields}; recorded in the ledger
 */
public record ApologyLetter(
    long obligationId,
    DossierCode dossier,
    int appointmentNo,
    String number,
    Map<String, Object> fields,
    String contentSha256,
    Instant issuedAt) {

  /** The value of a field that every letter has, as text. */
  String text(String field) {
    return String.valueOf(Objects.requireNonNull(fields.get(field), field));
  }

  /** The value of a field as text; null if the letter does not have it. */
  @Nullable String optional(String field) {
    Object value = fields.get(field);
    return value == null ? null : String.valueOf(value);
  }

  /**
   * The print of a letter; its bytes are read when they are asked for.
   *
   * @param sha256 of the bytes; recorded in the ledger
   * @param kept where the bytes are
   */
  public record Print(String sha256, Instant printedAt, Kept kept, Supplier<byte[]> bytes) {

    /** Where the bytes of a print are. */
    public enum Kept {
      /** In a stored file, which is verified whenever it is read. */
      AS_FILE,
      /** In the row, as releases before 0.2.0 kept them, unverified. */
      IN_ROW
    }

    /**
     * The bytes.
     *
     * @throws onestop.kernel.Failure if the stored file is missing or damaged
     */
    public byte[] pdf() {
      return bytes.get();
    }
  }
}
