package onestop.engine.tree;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The bytes of a tree while they are read: the counterpart of {@link TreeOutput}. */
final class TreeInput {
  private final TreeTexts texts;
  private final byte[] bytes;
  private int at;

  TreeInput(TreeTexts texts, byte[] bytes) {
    this.texts = texts;
    this.bytes = bytes;
  }

  long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
      if (shift > 56) {
        throw new IllegalStateException("a number of a tree does not end");
      }
    }
  }

  int count() {
    long count = number();
    if (count < 0 || count > bytes.length) {
      throw new IllegalStateException("a tree of " + bytes.length + " bytes counts " + count);
    }
    return (int) count;
  }

  String text() {
    int length = count();
    if (at + length > bytes.length) {
      throw new IllegalStateException("a tree ends within a text");
    }
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  String word() {
    long number = number();
    return number == 0 ? text() : texts.text((int) number);
  }

  String id() {
    return number() == 0 ? new UUID(fixed(), fixed()).toString() : text();
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  private long fixed() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (next() & 0xff);
    }
    return value;
  }

  private byte next() {
    if (at == bytes.length) {
      throw new IllegalStateException("a tree ends too early");
    }
    return bytes[at++];
  }
}
