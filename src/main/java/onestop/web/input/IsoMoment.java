package onestop.web.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses moments and dates in the full form of ISO 8601, in the years that both databases and every
 * form can show: 0001 to 9999. Nothing is adjusted: the 31st of February is invalid, and so are a
 * count of seconds, a moment without its offset and the hour 24.
 */
public final class IsoMoment {
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final String YEAR_NOUGHT = "0000";
  private static final DateTimeFormatter STRICT_MOMENT =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  private IsoMoment() {}

  /** The moment; empty if the text is invalid. */
  public static Optional<Instant> instant(String text) {
    if (!MOMENT.matcher(text).matches() || text.startsWith(YEAR_NOUGHT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text, STRICT_MOMENT).toInstant());
    } catch (DateTimeException noSuchMoment) {
      return Optional.empty();
    }
  }

  /** The date; empty if the text is invalid. */
  public static Optional<LocalDate> date(String text) {
    if (!DATE.matcher(text).matches() || text.startsWith(YEAR_NOUGHT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }
}
