package onestop.ledger;

import java.time.Instant;
import java.util.Map;
import onestop.kernel.DossierCode;

/**
 * One entry of the ledger.
 *
 * @param position from 0, without gaps
 * @param kind what happened, for example {@code LETTER_ISSUED}
 * @param canonicalJson the whole entry as it is hashed: {@code at}, {@code dossier}, {@code facts},
 *     {@code kind} and the format {@code v}
 * @param sha256 SHA-256 of {@code canonicalJson} in UTF-8
 * @param chainHash SHA-256 of the previous entry's chain hash followed by this entry's hash, both
 *     as 32 bytes
 * @param at when it happened, to the millisecond
 */
public record LedgerEntry(
    long position,
    String kind,
    DossierCode dossier,
    String canonicalJson,
    String sha256,
    String chainHash,
    Instant at) {

  /**
   * True when the entry's facts include all of those given, with the same values.
   *
   * <p>Found in the text: canonical text has one way only to write a fact, and a quote inside of a
   * text is escaped, so that a fact's name cannot be mistaken. A fact inside of a nested map counts
   * like one at the top.
   */
  public boolean states(Map<String, Object> facts) {
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      String member =
          CanonicalJson.write(fact.getKey()) + ":" + CanonicalJson.write(fact.getValue());
      if (!canonicalJson.contains(member + ",") && !canonicalJson.contains(member + "}")) {
        return false;
      }
    }
    return true;
  }
}
