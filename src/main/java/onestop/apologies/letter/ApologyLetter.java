package onestop.apologies.letter;

import java.time.Instant;
import java.util.Map;
import onestop.kernel.DossierCode;

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

  /**
   * The print of a letter.
   *
   * @param sha256 of the bytes; recorded in the ledger
   */
  public record Print(byte[] pdf, String sha256, Instant printedAt) {}
}
