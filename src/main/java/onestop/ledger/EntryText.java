package onestop.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import onestop.kernel.DossierCode;

/** The text of an entry, and the hashes of texts. Depends on the JDK only; stateless. */
public final class EntryText {
  /**
   * The maximum length of an entry in bytes, inclusive: a bundle stores the length in two bytes.
   */
  public static final int MAX_BYTES = 65_535;

  /** The format number of newly written entries. */
  static final int FORMAT = 1;

  private EntryText() {}

  /**
   * The text of an entry, as stored and hashed.
   *
   * @throws IllegalArgumentException if facts have no canonical form, or the text would be longer
   *     than {@link #MAX_BYTES}
   */
  public static String text(
      String kind, DossierCode dossier, Map<String, Object> facts, Instant at) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("v", FORMAT);
    entry.put("kind", kind);
    entry.put("dossier", dossier);
    entry.put("facts", facts);
    entry.put("at", at);
    String text = CanonicalJson.write(entry);
    if (bytes(text).length > MAX_BYTES) {
      throw new IllegalArgumentException("an entry of more than " + MAX_BYTES + " bytes");
    }
    return text;
  }

  /** SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits. */
  public static String hash(String text) {
    return HexFormat.of().formatHex(MerkleTree.sha256(bytes(text)));
  }

  /** The hash of an entry as a leaf of the tree, in the same form. */
  public static String leafHash(String text) {
    return HexFormat.of().formatHex(MerkleTree.leaf(bytes(text)));
  }

  /** The bytes of an entry as hashed and published: UTF-8. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
