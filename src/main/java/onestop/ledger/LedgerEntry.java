package onestop.ledger;

import java.time.Instant;
import java.util.Map;
import onestop.kernel.DossierCode;

/**
 * One entry of the ledger that is integrated.
 *
 * @param position from 0, without gaps: its index as a leaf of the tree
 * @param kind what happened, for example {@code LETTER_ISSUED}
 * @param canonicalJson the whole entry as it is hashed and published: {@code at}, {@code dossier},
 *     {@code facts}, {@code kind} and the format {@code v}
 * @param leafHash SHA-256 of a byte 0 and {@code canonicalJson} in UTF-8: the leaf hash of RFC 6962
 * @param at when it happened, to the millisecond
 */
public record LedgerEntry(
    long position,
    String kind,
    DossierCode dossier,
    String canonicalJson,
    String leafHash,
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
