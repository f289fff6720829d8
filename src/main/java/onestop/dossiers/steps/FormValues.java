package onestop.dossiers.steps;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.forms.PrintableText;
import org.jspecify.annotations.Nullable;

/** The typed values of a form by the names of its fields. */
record FormValues(Map<String, ? extends @Nullable Object> entered) {
  String text(String field) {
    return entered.get(field) instanceof String text ? text : "";
  }

  boolean flag(String field) {
    return String.valueOf(entered.get(field)).equals("true");
  }

  LocalDate day(String field) {
    return (LocalDate) Objects.requireNonNull(entered.get(field), field);
  }

  List<String> list(String field) {
    return ((List<?>) Objects.requireNonNull(entered.get(field), field))
        .stream().map(String::valueOf).toList();
  }

  /** The given names and values, in alternation, in this order. */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return values;
  }

  static void requirePrintable(String field, Object value) {
    if (value instanceof Collection<?> entries) {
      entries.forEach(entry -> requirePrintable(field, entry));
    } else if (value instanceof String text) {
      PrintableText.require(field, text);
    }
  }
}
