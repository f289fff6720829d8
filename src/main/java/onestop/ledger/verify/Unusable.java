package onestop.ledger.verify;

import java.util.Arrays;

/** Input that cannot be checked at all: status 2 and one sentence, whose key is the message. */
final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Longer than any key or sensible path: the rest of a value helps nobody. */
  private static final int LONGEST = 200;

  final transient Object[] values;

  Unusable(String key, Object... values) {
    super(key);
    this.values = Arrays.stream(values).map(Unusable::shown).toArray();
  }

  /** A text may be a file's content: it fits on a terminal and turns nothing in it. */
  private static Object shown(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    String head = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return head.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }
}
