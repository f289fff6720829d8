package onestop.forms;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Normalises texts for printing: composed (NFC), one kind of line end, and no character that is
 * invisible on paper but turns or hides the text around it.
 */
final class FormText {
  private static final Pattern LINE_END = Pattern.compile("\r\n?|[\u2028\u2029\u0085]");
  private static final Pattern OTHER_SPACE = Pattern.compile("[\t\\p{Zs}&&[^ \u00a0]]");
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

  private FormText() {}

  static Map<String, Object> composed(Map<String, Object> fields) {
    Map<String, Object> composed = new LinkedHashMap<>();
    fields.forEach((name, value) -> composed.put(name, composed(value)));
    return composed;
  }

  private static Object composed(Object value) {
    if (value instanceof String text) {
      return composed(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(FormText::composed).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, inner) -> copy.put((String) name, composed(inner)));
      return copy;
    }
    if (value instanceof Boolean || value instanceof Integer) {
      return value;
    }
    throw new IllegalArgumentException("No form prints a " + value.getClass().getName());
  }

  static String composed(String text) {
    String lines = LINE_END.matcher(text).replaceAll("\n");
    String spaces = OTHER_SPACE.matcher(lines).replaceAll(" ");
    String visible = INVISIBLE.matcher(spaces).replaceAll("");
    return Normalizer.normalize(visible, Normalizer.Form.NFC);
  }
}
