package onestop.notes;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The login names behind the sign {@code @} in a text; an address of mail is none. */
public final class MentionedNames {
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\p{L}\\p{N}._@-])@([a-z0-9]+(?:[._-][a-z0-9]+)*)");

  private MentionedNames() {}

  /** The names without the sign, each once, in their order. */
  public static Set<String> in(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = MENTION.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * The text with other words for the names.
   *
   * @param words the words for a login name, without the sign
   */
  public static String replaced(String text, UnaryOperator<String> words) {
    return MENTION
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement("@" + words.apply(found.group(1))));
  }
}
