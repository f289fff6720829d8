package onestop.web.page;

import java.util.Arrays;
import java.util.Locale;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** Parses choices from an address. */
public final class Choices {
  private Choices() {}

  /** The choice; null if there is none. */
  public static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The chosen agency; null if there is none. */
  public static @Nullable AgencyCode agency(@Nullable String text) {
    String code = orNull(text);
    return code == null ? null : new AgencyCode(code);
  }

  /** The constant behind a word such as {@code open-overdue}; null if there is no choice. */
  public static <E extends Enum<E>> @Nullable E of(Class<E> type, @Nullable String word) {
    if (word == null || word.isBlank()) {
      return null;
    }
    String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.badInput(
                    "web",
                    "choice-unknown",
                    "value",
                    word,
                    "allowed",
                    String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                            .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .toList())));
  }
}
