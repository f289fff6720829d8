package onestop.engine.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bytes of a tree while they are written: numbers in as few bytes as they need. */
final class TreeOutput {
  private static final int UUID_LENGTH = 36;

  private final TreeTexts texts;
  private byte[] bytes = new byte[256];
  private int length;

  TreeOutput(TreeTexts texts) {
    this.texts = texts;
  }

  /** A number that is not negative in most cases: seven bits a byte, lowest first. */
  void number(long value) {
    long left = value;
    require(10);
    while ((left & ~0x7fL) != 0) {
      bytes[length++] = (byte) ((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  /** A text in full. */
  void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    require(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** A text that recurs: by its number if it has one, else in full. */
  void word(String text) {
    int known = texts.number(text);
    number(known);
    if (known == 0) {
      text(text);
    }
  }

  /** An id of the engine: a UUID in canonical form as sixteen bytes, anything else in full. */
  void id(String id) {
    UUID uuid = canonical(id);
    if (uuid == null) {
      number(1);
      text(id);
    } else {
      number(0);
      fixed(uuid.getMostSignificantBits());
      fixed(uuid.getLeastSignificantBits());
    }
  }

  private static @Nullable UUID canonical(String id) {
    if (id.length() != UUID_LENGTH || id.charAt(8) != '-') {
      return null;
    }
    try {
      UUID uuid = UUID.fromString(id);
      return uuid.toString().equals(id) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void fixed(long value) {
    require(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  private void require(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
