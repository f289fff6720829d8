package onestop.forms;

import java.util.function.IntPredicate;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Checks at every input whether both databases store a text unchanged and whether its display
 * matches its characters. Whether a form can print it is a narrower check: {@link PrintableText}.
 *
 * <p>The refused characters are control characters other than tabulators and line ends (PostgreSQL
 * keeps no U+0000, XML none of them), halves of surrogate pairs and noncharacters, the replacement
 * character (the text was decoded in a wrong encoding before), and characters that turn the reading
 * direction of the text around them (Unicode Technical Report 36, 2.3.1): with those, a page shows
 * other words than the database holds. A text that is not empty but has nothing visible is refused
 * too.
 */
public final class SoundText {
  private static final int REPLACEMENT = 0xFFFD;

  private SoundText() {}

  /**
   * Refuses a text that is not sound; an absent, an empty and a blank one are accepted. Safe for
   * any number of threads.
   *
   * @param field the name of the field in the caller's input
   * @throws Failure {@code forms/unsound} with the field, the first such character's number and its
   *     position from 1, or {@code forms/invisible} with the field
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
   * The text without the characters that are invisible and have no effect between Vietnamese
   * letters (zero-width spaces and joiners, soft hyphens, byte order marks, tags). They come in
   * with pasted text and disturb comparison and search; on paper they are invisible too.
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

  /** Whether the character is visible: ink, or a letter's mark. */
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
