package onestop.inbox;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text without tones and marks, for a search by what somebody types in a hurry. */
final class PlainText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private PlainText() {}

  /** The text in lower case, without tones and marks, one blank between words. */
  static String of(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    String lower = bare.toLowerCase(Locale.ROOT).replace('đ', 'd');
    return BLANKS.matcher(lower.strip()).replaceAll(" ");
  }
}
