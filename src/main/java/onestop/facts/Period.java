package onestop.facts;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.Failure;

/**
 * The days that a report covers.
 *
 * @param kind the kind of period
 * @param text the form used in an address: {@code 2026-W07}, {@code 2026-02}, {@code 2026-Q1},
 *     {@code 2026-H1}, {@code 2026} or {@code 2026-01-15..2026-03-14}
 * @param from the first day, inclusive
 * @param to the last day, inclusive
 */
public record Period(Kind kind, String text, LocalDate from, LocalDate to) {
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{1,2})");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{1,2})");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
  private static final Pattern HALF = Pattern.compile("(\\d{4})-H([12])");
  private static final Pattern YEAR = Pattern.compile("(\\d{4})");
  private static final Pattern DAYS =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.\\.(\\d{4}-\\d{2}-\\d{2})");

  /** The kind of a period. */
  public enum Kind {
    WEEK,
    MONTH,
    QUARTER,
    HALF_YEAR,
    YEAR,
    /** Any range of days. */
    DAYS
  }

  /**
   * The cut-off days of the statistics.
   *
   * @param day the last day counted of a period's last month, 1 to 28, so that the next period
   *     begins on the day after; 0 where months are counted whole
   * @param weekEndsOn the last day of a reporting week
   */
  public record CutOffs(int day, DayOfWeek weekEndsOn) {
    /** Whole months, and weeks that end on Sunday. */
    public static final CutOffs CALENDAR = new CutOffs(0, DayOfWeek.SUNDAY);

    public CutOffs {
      Objects.requireNonNull(weekEndsOn);
      if (day < 0 || day > 28) {
        throw Failure.badInput("reports", "cut-off-day", "day", day);
      }
    }

    private LocalDate lastOf(YearMonth month) {
      return day == 0 ? month.atEndOfMonth() : month.atDay(day);
    }
  }

  /**
   * Parses a period; a failure {@code reports/period}, which names the allowed forms, if the text
   * is none.
   */
  public static Period parse(String text, CutOffs cut) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    try {
      Matcher days = DAYS.matcher(word);
      if (days.matches()) {
        return ofDays(LocalDate.parse(days.group(1)), LocalDate.parse(days.group(2)));
      }
      Matcher week = WEEK.matcher(word);
      if (week.matches()) {
        return week(number(week, 1), number(week, 2), cut);
      }
      Matcher month = MONTH.matcher(word);
      if (month.matches()) {
        return months(Kind.MONTH, YearMonth.of(number(month, 1), number(month, 2)), cut);
      }
      Matcher quarter = QUARTER.matcher(word);
      if (quarter.matches()) {
        return months(Kind.QUARTER, YearMonth.of(number(quarter, 1), number(quarter, 2) * 3), cut);
      }
      Matcher half = HALF.matcher(word);
      if (half.matches()) {
        return months(Kind.HALF_YEAR, YearMonth.of(number(half, 1), number(half, 2) * 6), cut);
      }
      Matcher year = YEAR.matcher(word);
      if (year.matches()) {
        return months(Kind.YEAR, YearMonth.of(number(year, 1), 12), cut);
      }
    } catch (java.time.DateTimeException e) {
      throw unreadable(text).causedBy(e);
    }
    throw unreadable(text);
  }

  /** A range of days, both ends inclusive; a failure {@code reports/period-backwards} otherwise. */
  public static Period ofDays(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      throw Failure.badInput("reports", "period-backwards", "from", from, "to", to);
    }
    return new Period(Kind.DAYS, from + ".." + to, from, to);
  }

  /** The period of that kind in which the day lies; {@code DAYS} is that one day. */
  public static Period around(Kind kind, LocalDate day, CutOffs cut) {
    return switch (kind) {
      case WEEK -> {
        LocalDate last = day;
        while (last.getDayOfWeek() != cut.weekEndsOn()) {
          last = last.plusDays(1);
        }
        yield weekEnding(last);
      }
      case DAYS -> ofDays(day, day);
      default -> {
        YearMonth month = YearMonth.from(day);
        month = day.isAfter(cut.lastOf(month)) ? month.plusMonths(1) : month;
        int length = length(kind);
        int last = (month.getMonthValue() + length - 1) / length * length;
        yield months(kind, YearMonth.of(month.getYear(), last), cut);
      }
    };
  }

  /** The period of the same kind that begins on the day after this one ends. */
  public Period next(CutOffs cut) {
    return kind == Kind.DAYS
        ? ofDays(to.plusDays(1), to.plusDays(1 + ChronoUnit.DAYS.between(from, to)))
        : around(kind, to.plusDays(1), cut);
  }

  /** Its first moment, inclusive. */
  public Instant start(ZoneId zone) {
    return from.atStartOfDay(zone).toInstant();
  }

  /** Its last moment, inclusive; moments are kept to the millisecond. */
  public Instant end(ZoneId zone) {
    return to.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
  }

  private static Period week(int year, int number, CutOffs cut) {
    LocalDate monday = LocalDate.of(year, 1, 4).with(DayOfWeek.MONDAY).plusWeeks(number - 1L);
    if (number < 1 || monday.get(IsoFields.WEEK_BASED_YEAR) != year) {
      throw new DateTimeParseException("no such week", year + "-W" + number, 0);
    }
    return weekEnding(monday.with(cut.weekEndsOn()));
  }

  private static Period weekEnding(LocalDate last) {
    String text =
        "%d-W%02d"
            .formatted(
                last.get(IsoFields.WEEK_BASED_YEAR), last.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    return new Period(Kind.WEEK, text, last.minusDays(6), last);
  }

  private static Period months(Kind kind, YearMonth last, CutOffs cut) {
    int length = length(kind);
    String text =
        switch (kind) {
          case MONTH -> last.toString();
          case QUARTER -> last.getYear() + "-Q" + last.getMonthValue() / length;
          case HALF_YEAR -> last.getYear() + "-H" + last.getMonthValue() / length;
          default -> String.valueOf(last.getYear());
        };
    LocalDate from = cut.lastOf(last.minusMonths(length)).plusDays(1);
    return new Period(kind, text, from, cut.lastOf(last));
  }

  private static int length(Kind kind) {
    return switch (kind) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case HALF_YEAR -> 6;
      default -> 12;
    };
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static Failure unreadable(String text) {
    return Failure.badInput("reports", "period", "period", text);
  }
}
