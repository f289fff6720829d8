package onestop.forms;

import java.util.function.IntPredicate;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Says of a text, where it enters by any door, whether both databases keep it as it is and whether
 * people see what programs see. What a form can print is a narrower question: {@link
 * PrintableText}.
 *
 * <p>Refused are control characters other than tabulators and line ends (PostgreSQL keeps no
 * U+0000, XML none of them), halves of surrogate pairs and noncharacters, the replacement character
 * (the text has been read in a wrong encoding before it came here), and characters that turn the
 * reading direction of the text around them (Unicode Technical Report 36, 2.3.1): under those a
 * page shows other words than the database has. A text that is not empty but shows nothing is
 * refused too.
 */
public final class SoundText {
  private static final int REPLACEMENT = 0xFFFD;

  private SoundText() {}

  /**
   * Refuses a text that is not sound; an absent, an empty and a blank one are fine. Safe for any
   * number of threads.
   *
   * @param field the name under which the caller gave it
   * @throws Failure {@code forms/unsound} with the field, the first such character's number and its
   *     place from 1, or {@code forms/invisible} with the field
   */
  public static void require(String field, @Nullable String text) {
    if (text == null) {
      return;
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (isUnsound(c)) {
        throw Failure.badInput(
            "forms", "unsound", "field", field, "codePoint", FormFonts.name(c), "place", i + 1);
      }
    }
    if (!text.isBlank() && text.codePoints().noneMatch(SoundText::isVisible)) {
      throw Failure.badInput("forms", "invisible", "field", field);
    }
  }

  /**
   * The text without the characters that show nothing and change nothing between letters of this
   * country (zero-width spaces and joiners, soft hyphens, marks of order, tags): pasted along, and
   * in the way of whoever compares or searches. As on paper, where they do not show either.
   */
  public static String withoutInvisible(String text) {
    return text.codePoints().allMatch(SoundText::isNoFormat)
        ? text
        : text.codePoints()
            .filter(SoundText::isNoFormat)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isNoFormat(int c) {
    return Character.getType(c) != Character.FORMAT;
  }

  private static boolean isUnsound(int c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r' && c != 0x85;
    boolean noCharacter =
        Character.getType(c) == Character.SURROGATE
            || c == REPLACEMENT
            || (c & 0xFFFE) == 0xFFFE
            || c >= 0xFDD0 && c <= 0xFDEF;
    boolean turns = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return control || noCharacter || turns;
  }

  /** Whether anything of it can be seen: ink, or a letter's mark. */
  private static boolean isVisible(int c) {
    IntPredicate filler =
        f -> f == 0x115F || f == 0x1160 || f == 0x3164 || f == 0xFFA0 || f == 0x2800;
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.UNASSIGNED ->
          false;
      default -> !filler.test(c);
    };
  }
}
