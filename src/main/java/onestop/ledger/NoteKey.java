package onestop.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import onestop.kernel.Failure;

/**
 * A verifier key of notes: Ed25519, in the format C2SP signed-note. Its text form ("vkey") is
 * {@code name+id+key}.
 *
 * @param name the name of the key, without white space and plus signs; for a log, the log's origin
 * @param type {@link #LOG} or {@link #WITNESS}
 * @param bytes the public key, 32 bytes, by RFC 8032
 */
public record NoteKey(String name, int type, byte[] bytes) {
  /** The type of a key that signs the text of a note. */
  public static final int LOG = 1;

  /** The type of a key that cosigns a checkpoint with a time, {@code cosignature/v1}. */
  public static final int WITNESS = 4;

  /** The prefix of the 32 bytes of a public key in the encoding that the JDK reads, RFC 8410. */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  public NoteKey {
    checkName(name);
    if ((type != LOG && type != WITNESS) || bytes.length != 32) {
      throw Failure.badInput("ledger", "verifier-key", "value", name);
    }
  }

  /**
   * Parses a key from its text form.
   *
   * @throws onestop.kernel.Failure {@code ledger/verifier-key} if the text is no key
   */
  public static NoteKey parse(String vkey) {
    String[] parts = vkey.strip().split("\\+", 3);
    try {
      byte[] key = Base64.getDecoder().decode(parts[2]);
      NoteKey parsed = new NoteKey(parts[0], key[0], Arrays.copyOfRange(key, 1, key.length));
      if (!parts[1].equals(parsed.idText())) {
        throw new IllegalArgumentException("another key's id");
      }
      return parsed;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw Failure.badInput("ledger", "verifier-key", "value", vkey.strip()).causedBy(e);
    }
  }

  /**
   * Checks the name of a key or log and returns it.
   *
   * @throws onestop.kernel.Failure {@code ledger/origin} if the name is not allowed
   */
  static String checkName(String name) {
    boolean usable =
        !name.isEmpty()
            && name.codePoints()
                .noneMatch(
                    c ->
                        c == '+'
                            || Character.isWhitespace(c)
                            || Character.isSpaceChar(c)
                            || Character.isISOControl(c));
    if (!usable) {
      throw Failure.badInput("ledger", "origin", "value", name);
    }
    return name;
  }

  /**
   * The id by which a signature refers to its key: the first four bytes of SHA-256 over name, type
   * and key.
   */
  byte[] id() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(typed(bytes()));
    return Arrays.copyOf(MerkleTree.sha256(bytes.toByteArray()), 4);
  }

  private String idText() {
    return HexFormat.of().formatHex(id());
  }

  /** The type, followed by the bytes of a key. */
  byte[] typed(byte[] key) {
    byte[] typed = new byte[key.length + 1];
    typed[0] = (byte) type;
    System.arraycopy(key, 0, typed, 1, key.length);
    return typed;
  }

  /** The key in text form, without a line end. */
  public String text() {
    return name + "+" + idText() + "+" + Base64.getEncoder().encodeToString(typed(bytes));
  }

  /** Whether the signature, of 64 bytes, over the message is valid for this key. */
  boolean signed(byte[] message, byte[] signature) {
    try {
      byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + bytes.length);
      System.arraycopy(bytes, 0, encoded, SPKI.length, bytes.length);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey key && key.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
