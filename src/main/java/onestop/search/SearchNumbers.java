package onestop.search;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of dossiers and people in the one notation in which they are compared. */
final class SearchNumbers {
  static final char PHONE = '+';
  static final char IDENTITY = '#';
  static final char CODE = '-';

  private static final int LONGEST = 40;

  private SearchNumbers() {}

  /** Letters A to Z in lower case and digits, in digits of any script; the end of a longer one. */
  static String bare(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder bare = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> Character.isDigit(c) || c >= 'a' && c <= 'z')
        .forEach(
            c ->
                bare.append(
                    Character.isDigit(c)
                        ? Character.forDigit(Character.digit(c, 10), 10)
                        : (char) c));
    return bare.substring(Math.max(0, bare.length() - LONGEST));
  }

  /** A telephone number with the national prefix, whatever it was written with. */
  static String phone(@Nullable String text) {
    String digits = bare(text).replaceAll("\\D", "");
    return digits.length() >= 11 && digits.startsWith("84") ? "0" + digits.substring(2) : digits;
  }
}
