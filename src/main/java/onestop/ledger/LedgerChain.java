package onestop.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import onestop.kernel.DossierCode;

/**
 * The arithmetic of the ledger: what an entry looks like as text, and how hashes follow from each
 * other. Needs nothing but the JDK; stateless.
 */
public final class LedgerChain {
  /**
   * The head of an empty ledger: SHA-256 of no bytes at all, like the root of an empty tree in RFC
   * 6962.
   */
  public static final String GENESIS = sha256(new byte[0]);

  /** The format of the text of entries written now. */
  static final int FORMAT = 1;

  private LedgerChain() {}

  /** The text of an entry, as it is stored and hashed. */
  public static String text(
      String kind, DossierCode dossier, Map<String, Object> facts, Instant at) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("v", FORMAT);
    entry.put("kind", kind);
    entry.put("dossier", dossier);
    entry.put("facts", facts);
    entry.put("at", at);
    return CanonicalJson.write(entry);
  }

  /** SHA-256 of a text in UTF-8. */
  public static String hash(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The chain hash of an entry with hash {@code sha256} that follows {@code previous}. */
  public static String chain(String previous, String sha256) {
    MessageDigest digest = digest();
    digest.update(HexFormat.of().parseHex(previous));
    digest.update(HexFormat.of().parseHex(sha256));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
