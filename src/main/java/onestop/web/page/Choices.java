package onestop.web.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** Parses choices from an address. */
public final class Choices {
  /** The earliest and the latest day that a form takes. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

  private static final LocalDate LAST_DAY = LocalDate.of(2200, 12, 31);

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

  /**
   * The typed day, {@code yyyy-MM-dd} as a browser sends it, of the years 1900 to 2200; null if
   * there is none.
   */
  public static @Nullable LocalDate day(@Nullable String text) {
    String typed = orNull(text);
    if (typed == null) {
      return null;
    }
    LocalDate day;
    try {
      day = LocalDate.parse(typed);
    } catch (DateTimeParseException e) {
      throw Failure.badInput("web", "day-unreadable", "value", typed).causedBy(e);
    }
    if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
      throw Failure.badInput("web", "day-unreadable", "value", typed);
    }
    return day;
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
