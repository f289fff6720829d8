package onestop.dossiers.life;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import onestop.agencies.Signer;
import onestop.kernel.OfficerId;

/**
 * The signature of the officer at a signing step, as of that day: later changes of a name, a title
 * or a delegation do not alter it.
 *
 * @param by the officer who signed
 * @param name as printed under the signature
 * @param title the signer's own title, for example {@code Phó Chủ tịch}
 * @param capacity the line over the signature: {@code CHỦ TỊCH}, or {@code KT. CHỦ TỊCH} by a
 *     delegation of that day
 * @param order the number of the delegation; empty for the head
 */
public record OfficialSignature(
    OfficerId by, String name, String title, String capacity, String order, Instant at) {

  /** The signature of {@code signer} at that moment. */
  public static OfficialSignature of(Signer signer, Instant at) {
    return new OfficialSignature(
        signer.officer().id(),
        signer.officer().name(),
        signer.officer().titleVi(),
        signer.capacityLine(),
        signer.under().map(delegation -> delegation.document()).orElse(""),
        at);
  }

  /** Whether a delegate signed. */
  public boolean byDelegation() {
    return !order.isEmpty();
  }

  /** The signature in one line: {@code KT. CHỦ TỊCH, Phó Chủ tịch Trần Thu Hà}. */
  public String line() {
    return byDelegation() ? capacity + ", " + title + " " + name : capacity + " " + name;
  }

  /** The signature as facts of an event. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("signedBy", by.value());
    facts.put("signedName", name);
    facts.put("signedTitle", title);
    facts.put("signedAs", capacity);
    if (byDelegation()) {
      facts.put("order", order);
    }
    return facts;
  }

  /** The signature from the facts of an event; the facts must be present. */
  public static OfficialSignature of(Map<String, Object> facts, Instant at) {
    return new OfficialSignature(
        new OfficerId(String.valueOf(facts.get("signedBy"))),
        String.valueOf(facts.get("signedName")),
        String.valueOf(facts.get("signedTitle")),
        String.valueOf(facts.get("signedAs")),
        String.valueOf(facts.getOrDefault("order", "")),
        at);
  }
}
