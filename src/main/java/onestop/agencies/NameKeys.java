package onestop.agencies;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Keys by which names are put in the order of a Vietnamese dictionary, in Java and in SQL alike:
 * each letter becomes its place in the alphabet, and its tone a digit. Digits stand before letters
 * in every collation, and small letters in the order of the alphabet.
 */
final class NameKeys {
  private static final String ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

  private static final String NUMBERS = "123456789abcdefghijklmnopqrstuvwx";

  /** In the order of the dictionary; no tone comes first. */
  private static final String MARKS = "\u0300\u0309\u0303\u0301\u0323";

  /** The letters in either case, then marks that stand behind their letter and have no place. */
  static final String LETTERS;

  /** The place of each letter; a space stands before them all. */
  static final String PLACES;

  /** The tone of each letter. */
  static final String TONES;

  static {
    StringBuilder letters = new StringBuilder(" ");
    StringBuilder places = new StringBuilder("0");
    StringBuilder tones = new StringBuilder("0");
    for (char letter = 'A'; letter <= '\u1ef9'; letter++) {
      String parts = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD);
      String base =
          Normalizer.normalize(parts.replaceAll("[" + MARKS + "]", ""), Normalizer.Form.NFC);
      int place = base.length() == 1 ? ALPHABET.indexOf(base.toLowerCase(Locale.ROOT)) : -1;
      if (place >= 0) {
        letters.append(letter);
        places.append(NUMBERS.charAt(place));
        tones.append(parts.chars().map(MARKS::indexOf).max().orElse(-1) + 1);
      }
    }
    LETTERS = letters.append("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323").toString();
    PLACES = places.toString();
    TONES = tones.toString();
  }

  private NameKeys() {}

  /** The text with its letters replaced by their values, as SQL's {@code translate} does. */
  static String of(String text, String values) {
    StringBuilder key = new StringBuilder();
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    for (int i = 0; i < composed.length(); i++) {
      int at = LETTERS.indexOf(composed.charAt(i));
      if (at < 0) {
        key.append(composed.charAt(i));
      } else if (at < values.length()) {
        key.append(values.charAt(at));
      }
    }
    return key.toString();
  }
}
