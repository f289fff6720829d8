package onestop.kernel;

import java.text.Normalizer;
import java.util.Locale;

/** Text as somebody types it in a hurry, so that what was typed and what is searched can meet. */
public final class PlainText {
  private PlainText() {}

  /**
   * The text in lower case, without tones and other marks, {@code đ} as {@code d}, one blank
   * between words and none at the ends.
   */
  public static String of(String text) {
    return plain(text, false);
  }

  /** As {@link #of}, with a blank for everything but letters and digits. */
  public static String words(String text) {
    return plain(text, true);
  }

  private static String plain(String text, boolean lettersAndDigits) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder(apart.length());
    boolean gap = false;
    for (int i = 0; i < apart.length(); i += Character.charCount(apart.codePointAt(i))) {
      int c = apart.codePointAt(i);
      if (isMark(c)) {
        continue;
      }
      if (lettersAndDigits ? !isLetterOrNumber(c) : Character.isWhitespace(c)) {
        gap = !plain.isEmpty();
        continue;
      }
      if (gap) {
        plain.append(' ');
        gap = false;
      }
      plain.appendCodePoint(c == 'đ' ? 'd' : c);
    }
    return plain.toString();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isLetterOrNumber(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
