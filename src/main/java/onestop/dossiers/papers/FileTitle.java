package onestop.dossiers.papers;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a handed-in file as it is shown and saved: what remains of the sender's name without
 * its folders, its extension, and every character that a reader does not see, that turns the
 * direction of the text, or that a file system refuses. The extension comes from the content.
 */
public final class FileTitle {
  /** The most characters; a longer name keeps its beginning. */
  public static final int LONGEST = 100;

  private static final int LONGEST_SHOWN = 250;

  /** The name of a file whose sender gave none. */
  static final String NONE = "tep";

  private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");
  private static final Pattern REFUSED = Pattern.compile("[:*?\"<>|]+");

  private FileTitle() {}

  /** The title of a file that its sender calls so; never empty. */
  public static String of(@Nullable String sent) {
    String title = EXTENSION.matcher(clean(sent)).replaceFirst("").replaceFirst("^[. ]+", "");
    title = cut(title).replaceFirst("[. ]+$", "");
    return title.codePoints().anyMatch(Character::isLetterOrDigit) ? title : NONE;
  }

  /** The end of the sender's name, with its extension, as far as it can be shown in a refusal. */
  static String shown(@Nullable String sent) {
    String name = clean(sent);
    int length = name.codePointCount(0, name.length());
    return length <= LONGEST_SHOWN
        ? name
        : name.substring(name.offsetByCodePoints(0, length - LONGEST_SHOWN));
  }

  private static String clean(@Nullable String sent) {
    String name = sent == null ? "" : sent;
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFC)
        .codePoints()
        .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
        .filter(FileTitle::isShown)
        .forEach(kept::appendCodePoint);
    return REFUSED.matcher(kept).replaceAll("_").replaceAll(" {2,}", " ").strip();
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> c != 0xFFFD;
    };
  }
}
