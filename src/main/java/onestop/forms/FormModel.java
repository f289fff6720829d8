package onestop.forms;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything one printed form depends on: equal models print equal bytes.
 *
 * @param template the name of the template, such as {@code apology-2018}, as a rule pack gives it
 * @param fields texts, flags, and lists of maps of them, by the names the template uses
 * @param qrText what the QR code of the form says; none is printed without
 * @param locale Vietnamese, or English for everybody else
 */
public record FormModel(
    String template, Map<String, Object> fields, @Nullable String qrText, Locale locale) {

  /** The template's language: {@code vi} or {@code en}. */
  String language() {
    return FormWords.of(locale).language();
  }
}
