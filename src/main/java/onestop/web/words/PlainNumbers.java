package onestop.web.words;

import java.io.Serial;
import java.text.FieldPosition;
import java.text.Format;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Formats whole numbers in a sentence: numbers of up to four digits have no mark, because they may
 * be years; longer ones have the language's mark of thousands. Any other value is its own text.
 */
final class PlainNumbers extends Format {
  @Serial private static final long serialVersionUID = 1L;
  private static final long LONGEST_WITHOUT_MARKS = 9_999;

  private final Locale locale;

  PlainNumbers(Locale locale) {
    this.locale = locale;
  }

  @Override
  public StringBuffer format(Object value, StringBuffer text, FieldPosition at) {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      return text.append(
          Math.abs(number) <= LONGEST_WITHOUT_MARKS
              ? Long.toString(number)
              : NumberFormat.getIntegerInstance(locale).format(number));
    }
    return text.append(
        value instanceof Number ? NumberFormat.getInstance(locale).format(value) : value);
  }

  @Override
  public @Nullable Object parseObject(String source, ParsePosition position) {
    throw new UnsupportedOperationException("texts are only written");
  }
}
