package onestop.dossiers.registers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;

/**
 * The register of an agency's results of one procedure. Its numbers start again each year.
 *
 * @param procedure the national code of the procedure
 * @param name the name of the book
 * @param pattern how a number is written: {@value #NUMBER} once, {@value #YEAR} at most once
 * @param year the year in which {@code next} is reached
 * @param next the number from which on the first free one is proposed in that year, from 1
 */
public record ResultRegister(
    AgencyCode agency, String procedure, String name, String pattern, int year, int next) {
  /** Where the number stands in a pattern. */
  public static final String NUMBER = "{number}";

  /** Where the year stands in a pattern. */
  public static final String YEAR = "{year}";

  /** The greatest number of characters of a name, inclusive. */
  public static final int LONGEST_NAME = 120;

  /** The greatest number of characters of a pattern, inclusive. */
  public static final int LONGEST_PATTERN = 60;

  /** The greatest number, inclusive. */
  public static final int GREATEST = 9_999_999;

  /**
   * A register with its pattern in the form in which it is stored; the words {@code {số}} and
   * {@code {năm}} may stand for the two places.
   *
   * @throws Failure {@code dossiers/register-name}, {@code register-pattern} or {@code
   *     register-next}, each with its field
   */
  public ResultRegister {
    name = name.strip();
    pattern =
        Normalizer.normalize(pattern.strip(), Normalizer.Form.NFC)
            .replace("{số}", NUMBER)
            .replace("{năm}", YEAR);
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw Failure.badInput(
          "dossiers", "register-name", "field", "name", "most", LONGEST_NAME, "got", name.length());
    }
    String rest = once(once(pattern, NUMBER), YEAR);
    if (!pattern.contains(NUMBER)
        || rest.contains("{")
        || rest.contains("}")
        || pattern.length() > LONGEST_PATTERN) {
      throw Failure.badInput(
          "dossiers",
          "register-pattern",
          "field",
          "pattern",
          "value",
          pattern,
          "most",
          LONGEST_PATTERN);
    }
    if (next < 1 || next > GREATEST) {
      throw Failure.badInput(
          "dossiers", "register-next", "field", "next", "value", next, "most", GREATEST);
    }
  }

  private static String once(String text, String place) {
    int at = text.indexOf(place);
    return at < 0 ? text : text.substring(0, at) + text.substring(at + place.length());
  }

  /** The first number that may be proposed in a year. */
  public int from(int ofYear) {
    return ofYear == year ? next : 1;
  }

  /** A number as it is written in that year. */
  String written(int number, int ofYear) {
    return pattern.replace(NUMBER, String.valueOf(number)).replace(YEAR, String.valueOf(ofYear));
  }

  /** The year that a number names itself; that year for a text that names none. */
  int year(String text, int otherwise) {
    Matcher read = read(text);
    return pattern.contains(YEAR) && read.matches()
        ? Integer.parseInt(read.group("year"))
        : otherwise;
  }

  /** The number of a text that follows the pattern; empty for any other text. */
  OptionalInt number(String text) {
    Matcher read = read(text);
    return read.matches()
        ? OptionalInt.of(Integer.parseInt(read.group("number")))
        : OptionalInt.empty();
  }

  private Matcher read(String text) {
    String format =
        Pattern.quote(key(pattern))
            .replace(key(NUMBER), "\\E(?<number>\\d{1,7})\\Q")
            .replace(key(YEAR), "\\E(?<year>\\d{4})\\Q");
    return Pattern.compile(format).matcher(key(text));
  }

  /**
   * What two numbers have in common that a reader takes for the same: blanks, the case of letters
   * and zeros before a number do not count.
   */
  public static String key(String number) {
    return Normalizer.normalize(number, Normalizer.Form.NFC)
        .replaceAll("\\s+", "")
        .toUpperCase(Locale.ROOT)
        .replaceAll("(?<!\\d)0+(?=\\d)", "");
  }
}
