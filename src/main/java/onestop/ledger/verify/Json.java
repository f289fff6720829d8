package onestop.ledger.verify;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads canonical JSON (RFC 8785) as far as our files use it: objects with sorted keys, lists,
 * texts, whole numbers, true and false, no space. A member that is null is left out; all else is
 * refused with {@link Unusable}.
 */
final class Json {
  private static final int DEEPEST = 32;
  private static final String ESCAPES = "\"\\/\b\t\n\f\r";

  private final byte[] in;
  private final int end;
  private int at;
  private int depth;

  private Json(byte[] in, int from, int end) {
    this.in = in;
    this.at = from;
    this.end = end;
  }

  /** The one object between two positions. */
  static Map<String, Object> object(byte[] text, int from, int end) {
    Json json = new Json(text, from, end);
    try {
      Map<String, Object> object = json.members();
      if (json.at < end) {
        throw json.malformed();
      }
      return object;
    } catch (NumberFormatException e) {
      throw json.malformed();
    }
  }

  static String text(Map<String, Object> row, String name) {
    if (row.get(name) instanceof String text) {
      return text;
    }
    throw new Unusable("member", name);
  }

  static long number(Map<String, Object> row, String name) {
    if (row.get(name) instanceof Long number) {
      return number;
    }
    throw new Unusable("member", name);
  }

  /** A moment of a year of four digits: one that sums and differences can be made of. */
  static Instant moment(Map<String, Object> row, String name) {
    try {
      String text = text(row, name);
      return Instant.parse(text.startsWith("+") || text.startsWith("-") ? "" : text);
    } catch (DateTimeException e) {
      throw new Unusable("member", name);
    }
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    String before = null;
    expect('{');
    for (boolean first = true; more('}', first); first = false) {
      String key = text();
      expect(':');
      if (before != null && key.compareTo(before) <= 0) {
        throw malformed();
      }
      before = key;
      if (!skipped("null")) {
        members.put(key, value());
      }
    }
    return members;
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    expect('[');
    for (boolean first = true; more(']', first); first = false) {
      items.add(value());
    }
    return items;
  }

  private boolean more(char close, boolean first) {
    depth += first ? 1 : 0;
    if (at < end && in[at] == close) {
      at++;
      depth--;
      return false;
    }
    if (!first) {
      expect(',');
    }
    if (depth > DEEPEST) {
      throw malformed();
    }
    return true;
  }

  private Object value() {
    return switch (at < end ? in[at] : 0) {
      case '"' -> text();
      case '{' -> members();
      case '[' -> items();
      default -> skipped("true") ? Boolean.TRUE : skipped("false") ? Boolean.FALSE : number();
    };
  }

  private Object number() {
    int from = at;
    while (at < end && (in[at] == '-' || in[at] >= '0' && in[at] <= '9')) {
      at++;
    }
    return Long.valueOf(new String(in, from, at - from, StandardCharsets.US_ASCII));
  }

  private String text() {
    expect('"');
    String text = plain();
    while (at + 1 < end && in[at] == '\\') {
      int escape = "\"\\/btnfr".indexOf(in[at + 1]);
      at += 2;
      if (escape >= 0) {
        text += ESCAPES.charAt(escape);
      } else if (in[at - 1] == 'u' && at + 4 <= end) {
        text += (char) Integer.parseInt(new String(in, at, 4, StandardCharsets.US_ASCII), 16);
        at += 4;
      } else {
        throw malformed();
      }
      text += plain();
    }
    expect('"');
    return text;
  }

  private String plain() {
    int from = at;
    while (at < end && in[at] != '"' && in[at] != '\\') {
      at++;
    }
    return new String(in, from, at - from, StandardCharsets.UTF_8);
  }

  private boolean skipped(String word) {
    boolean found = end - at >= word.length() && in[at] == word.charAt(0);
    for (int i = 1; found && i < word.length(); i++) {
      found = in[at + i] == word.charAt(i);
    }
    at += found ? word.length() : 0;
    return found;
  }

  private void expect(char wanted) {
    if (at >= end || in[at++] != wanted) {
      throw malformed();
    }
  }

  private Unusable malformed() {
    return new Unusable("json", String.valueOf(at));
  }
}
