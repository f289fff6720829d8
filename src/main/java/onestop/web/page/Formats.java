package onestop.web.page;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import onestop.facts.Rate;
import onestop.web.sheets.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Formats dates, hours and numbers in the reader's language and the city's zone. */
@Component("formats")
public final class Formats {
  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
  private static final DateTimeFormatter MOMENT_VI =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", VIETNAMESE);
  private static final DateTimeFormatter MOMENT_EN =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_VI =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", VIETNAMESE);
  private static final DateTimeFormatter DAY_EN =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private static final DateTimeFormatter MONTH_VI = DateTimeFormatter.ofPattern("MM/yyyy");
  private static final DateTimeFormatter MONTH_EN =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

  private final ZoneId zone;
  private final Clock clock;

  Formats(ZoneId zone, Clock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /** Hour, minute and day; empty for null. */
  public String moment(@Nullable Instant instant) {
    return instant == null ? "" : instant.atZone(zone).format(english() ? MOMENT_EN : MOMENT_VI);
  }

  /** The day alone. */
  public String day(@Nullable LocalDate date) {
    return date == null ? "" : date.format(english() ? DAY_EN : DAY_VI);
  }

  /** The day of an instant. */
  public String dayOf(@Nullable Instant instant) {
    return instant == null ? "" : day(instant.atZone(zone).toLocalDate());
  }

  /** The name of a month given as {@code 2026-03}; any other text is returned unchanged. */
  public String month(String text) {
    if (!text.matches("\\d{4}-\\d{2}")) {
      return text;
    }
    YearMonth month = YearMonth.parse(text);
    return month.format(english() ? MONTH_EN : MONTH_VI);
  }

  /** A period in display form: days and months in the reader's format, a year unchanged. */
  public String period(String text) {
    int to = text.indexOf("..");
    return to < 0
        ? month(text)
        : day(LocalDate.parse(text.substring(0, to)))
            + " – "
            + day(LocalDate.parse(text.substring(to + 2)));
  }

  /** For {@code <time datetime>}: with the city's offset. */
  public String machine(@Nullable Instant instant) {
    return instant == null ? "" : instant.atZone(zone).toOffsetDateTime().toString();
  }

  /** This moment. */
  public String now() {
    return moment(clock.instant());
  }

  /** A whole number with the thousands mark of the reader's language. */
  public String number(long value) {
    return String.format(english() ? Locale.ENGLISH : Locale.GERMANY, "%,d", value);
  }

  /**
   * A rate in percent with the decimal mark of the reader's language, without the sign; a dash if
   * undefined.
   */
  public String rate(Rate rate) {
    return new Sheet.Cell.Share(rate.part(), rate.whole()).shown(LocaleContextHolder.getLocale());
  }

  /** A mean with one decimal and the decimal mark of the reader's language. */
  public String mean(double value) {
    return String.format(english() ? Locale.ENGLISH : Locale.GERMANY, "%.1f", value);
  }

  private static boolean english() {
    return LocaleContextHolder.getLocale().getLanguage().equals("en");
  }
}
