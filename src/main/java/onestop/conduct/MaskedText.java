package onestop.conduct;

import java.util.regex.Pattern;
import onestop.mail.MailAddress;

/** A text without the numbers that lead to a person. */
final class MaskedText {
  /**
   * Nine digits or more, in any script, with the signs between them that people write in telephone
   * numbers, personal numbers and dossier codes, or seven without a sign, with the letters of a
   * passport; a day, an hour and most amounts have fewer.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\p{Lu}{0,2}\\p{Nd}{7,}"
              + "|\\+?\\p{Nd}(?:[\\s.,()/_\\-\\u2010-\\u2015]{0,3}\\p{Nd}){8,}");

  private static final String MASK = "***";

  private MaskedText() {}

  /**
   * The text with telephone numbers, personal numbers and dossier codes replaced, and mail
   * addresses shortened. Names stay: no rule finds them.
   */
  static String of(String text) {
    return NUMBER.matcher(MailAddress.masked(text)).replaceAll(MASK);
  }
}
