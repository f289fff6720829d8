package onestop.forms;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The complete input of one printed form: equal models give equal bytes.
 *
 * @param template the name of the template, such as {@code apology-2018}, as a rule pack gives it
 * @param fields texts, flags, and lists of maps of them, by the names the template uses
 * @param qrText the text of the form's QR code; if absent, none is printed
 * @param locale Vietnamese; any other locale means English
 */
public record FormModel(
    String template, Map<String, Object> fields, @Nullable String qrText, Locale locale) {

  private static final String LETTER = "apology";

  /**
   * Whether the form is printed with its structure for readers that cannot see it (PDF/UA). Letters
   * are printed as ever: the hash of their bytes is evidence, and a letter printed again after a
   * restore must have it.
   */
  boolean isTagged() {
    return !template.startsWith(LETTER);
  }

  /** The template's language: {@code vi} or {@code en}. */
  String language() {
    return FormWords.of(locale).language();
  }
}
