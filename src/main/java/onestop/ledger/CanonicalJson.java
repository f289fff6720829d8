package onestop.ledger;

import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.kernel.ProcedureKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes canonical JSON: equal facts always give the same characters.
 *
 * <p>The form is that of RFC 8785 for the supported values: no white space, keys sorted by UTF-16
 * code units, shortest escapes. The supported values are texts (in normal form C), integers between
 * -(2^53-1) and 2^53-1 (so that every JSON reader obtains the same number), booleans, null, lists,
 * and maps with text keys. Written as texts are: enumeration constants by name, codes of the
 * kernel, dates as {@code 2026-02-11}, instants in UTC with exactly three decimals ({@code
 * 2026-02-11T03:00:00.000Z}, truncated to the millisecond). Any other value, fractions included, is
 * refused with {@link IllegalArgumentException}: money is whole đồng, time is an instant.
 */
public final class CanonicalJson {
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder(256);

  private CanonicalJson() {}

  /**
   * The canonical text of a value.
   *
   * @throws IllegalArgumentException if a value has no canonical form
   */
  public static String write(@Nullable Object value) {
    CanonicalJson json = new CanonicalJson();
    json.value(value);
    return json.out.toString();
  }

  private void value(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Collection<?> list) {
      list(list);
    } else if (value instanceof Number number) {
      number(number);
    } else {
      text(asText(value));
    }
  }

  private static String asText(Object value) {
    if (value instanceof CharSequence) {
      return value.toString();
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof Instant instant) {
      return MILLIS.format(instant);
    } else if (value instanceof LocalDate
        || value instanceof DossierCode
        || value instanceof AgencyCode
        || value instanceof OfficerId
        || value instanceof ProcedureKey) {
      return value.toString();
    }
    throw new IllegalArgumentException("no canonical form for " + value.getClass().getName());
  }

  private void object(Map<?, ?> map) {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof CharSequence key)) {
        throw new IllegalArgumentException("a key that is no text: " + entry.getKey());
      }
      String normal = Normalizer.normalize(key, Normalizer.Form.NFC);
      if (sorted.containsKey(normal)) {
        throw new IllegalArgumentException("the same key twice: " + normal);
      }
      sorted.put(normal, entry.getValue());
    }
    char before = '{';
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      out.append(before);
      text(entry.getKey());
      out.append(':');
      value(entry.getValue());
      before = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void list(Collection<?> list) {
    char before = '[';
    for (Object item : list) {
      out.append(before);
      value(item);
      before = ',';
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private void number(Number number) {
    BigInteger whole;
    if (number instanceof BigInteger big) {
      whole = big;
    } else if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      whole = BigInteger.valueOf(number.longValue());
    } else {
      throw new IllegalArgumentException("no canonical form for the fraction " + number);
    }
    if (whole.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException("too large for every reader: " + number);
    }
    out.append(whole);
  }

  private void text(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
    out.append('"');
    for (int i = 0; i < normal.length(); i++) {
      char c = normal.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            i + 1 < normal.length() && Character.isSurrogatePair(c, normal.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException("half a character at " + i);
        }
        out.append(c).append(normal.charAt(++i));
      } else {
        character(c);
      }
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < 0x20) {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
