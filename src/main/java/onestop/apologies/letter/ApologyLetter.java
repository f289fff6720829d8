package onestop.apologies.letter;

import java.time.Instant;
import java.util.Map;
import onestop.kernel.DossierCode;

/**
 * A letter of apology as it was issued. Its content never changes; the print is made from it alone.
 *
 * @param obligationId the obligation it discharges; one letter each
 * @param fields what the letter says, by name; instants as ISO-8601 text in UTC
 * @param contentSha256 of the canonical JSON of {@code fields}; stands in the ledger
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
   * @param sha256 of the bytes; stands in the ledger
   */
  public record Print(byte[] pdf, String sha256, Instant printedAt) {}
}
