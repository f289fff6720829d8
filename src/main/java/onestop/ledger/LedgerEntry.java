package onestop.ledger;

import java.time.Instant;
import java.util.Map;
import onestop.kernel.DossierCode;

/**
 * One integrated entry of the ledger.
 *
 * @param position the index of the entry as a leaf of the tree, from 0, without gaps
 * @param kind the kind of event, for example {@code LETTER_ISSUED}
 * @param canonicalJson the complete entry as hashed and published: {@code at}, {@code dossier},
 *     {@code facts}, {@code kind} and the format {@code v}
 * @param leafHash SHA-256 of a byte 0 and {@code canonicalJson} in UTF-8: the leaf hash of RFC 6962
 * @param at the time of the event, in whole milliseconds
 */
public record LedgerEntry(
    long position,
    String kind,
    DossierCode dossier,
    String canonicalJson,
    String leafHash,
    Instant at) {

  /**
   * Whether the entry's facts include all the given facts, with the same values.
   *
   * <p>The facts are searched for in the text: canonical text has only one form of a fact, and a
   * quote inside a text is escaped, so a fact's name cannot be mistaken. A fact in a nested map
   * counts like one at the top level.
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
