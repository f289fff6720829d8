package onestop.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.calendar.OfficeHours.Interval;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Which days and hours count, in one agency, by one version of one calendar. Immutable; answers for
 * every date from {@link #firstDay()} on.
 *
 * <p>Dates after {@link #lastDecreedDay()} are answered from weekdays and the holidays that have a
 * fixed date; {@link #isDecreed} tells which answers are of that kind.
 */
public final class WorkingCalendar {
  private final CalendarVersion version;
  private final ZoneId zone;
  private final OfficeHours hours;
  private final Map<LocalDate, CalendarDay> days;
  private final @Nullable LocalDate firstDay;
  private final @Nullable LocalDate lastDecreedDay;

  /**
   * A calendar of the given special days; with no special days at all it is Monday to Friday for
   * ever, in both directions.
   */
  public WorkingCalendar(
      CalendarVersion version, ZoneId zone, OfficeHours hours, List<CalendarDay> specialDays) {
    this.version = version;
    this.zone = zone;
    this.hours = hours;
    this.days = new HashMap<>();
    LocalDate first = null;
    LocalDate last = null;
    for (CalendarDay day : specialDays) {
      days.put(day.date(), day);
      first = first == null || day.date().isBefore(first) ? day.date() : first;
      last = last == null || day.date().isAfter(last) ? day.date() : last;
    }
    this.firstDay = first == null ? null : first.withDayOfYear(1);
    this.lastDecreedDay = last == null ? null : last.withDayOfYear(last.lengthOfYear());
  }

  public CalendarVersion version() {
    return version;
  }

  public ZoneId zone() {
    return zone;
  }

  public OfficeHours hours() {
    return hours;
  }

  /** The first date this calendar answers for; null if it has no beginning. */
  public @Nullable LocalDate firstDay() {
    return firstDay;
  }

  /** The last date whose holidays are decreed; null if it knows no holidays. */
  public @Nullable LocalDate lastDecreedDay() {
    return lastDecreedDay;
  }

  /** Whether the answer for the date rests on a decree. */
  public boolean isDecreed(LocalDate date) {
    return lastDecreedDay == null || !date.isAfter(lastDecreedDay);
  }

  /** What the date is. */
  public DayKind kind(LocalDate date) {
    CalendarDay special = special(date);
    if (special != null) {
      return special.kind();
    }
    DayOfWeek weekday = date.getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY
        ? DayKind.WEEKEND
        : DayKind.WORKING;
  }

  /** The holiday that makes the date special, if any. */
  public @Nullable CalendarDay special(LocalDate date) {
    if (firstDay != null && date.isBefore(firstDay)) {
      throw Failure.badInput("calendar", "before-first-year", "date", date, "first", firstDay);
    }
    CalendarDay special = days.get(date);
    return special == null && !isDecreed(date) ? FixedHolidays.on(date) : special;
  }

  /** Whether the offices are open on that day, make-up days included. */
  public boolean isWorkingDay(LocalDate date) {
    return kind(date).isWorking();
  }

  /** The {@code n}-th working day after the date; {@code n} at least 0, 0 is the date itself. */
  public LocalDate plusWorkingDays(LocalDate date, int n) {
    LocalDate day = date;
    for (int left = n; left > 0; ) {
      day = day.plusDays(1);
      if (isWorkingDay(day)) {
        left--;
      }
    }
    return day;
  }

  /** The {@code n}-th working day before the date; {@code n} at least 0. */
  public LocalDate minusWorkingDays(LocalDate date, int n) {
    LocalDate day = date;
    for (int left = n; left > 0; ) {
      day = day.minusDays(1);
      if (isWorkingDay(day)) {
        left--;
      }
    }
    return day;
  }

  /** The date itself if it is worked, otherwise the next date that is. */
  public LocalDate workingDayFrom(LocalDate date) {
    return isWorkingDay(date) ? date : plusWorkingDays(date, 1);
  }

  /** The date on which the instant falls in this calendar's zone. */
  public LocalDate dateOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** The opening of office on the date, whether it is worked or not. */
  public Instant openOf(LocalDate date) {
    return at(date, hours.opens());
  }

  /** The close of office on the date, whether it is worked or not. */
  public Instant closeOf(LocalDate date) {
    return at(date, hours.closes());
  }

  /** The instant of a local time of this calendar's zone. */
  public Instant at(LocalDate date, LocalTime time) {
    return ZonedDateTime.of(LocalDateTime.of(date, time), zone).toInstant();
  }

  /** The instant itself if the office is open then, otherwise the next opening. */
  public Instant nextOpening(Instant instant) {
    LocalDate date = dateOf(instant);
    if (isWorkingDay(date)) {
      LocalTime time = instant.atZone(zone).toLocalTime();
      for (Interval interval : hours.intervals()) {
        if (time.isBefore(interval.from())) {
          return at(date, interval.from());
        }
        if (time.isBefore(interval.to())) {
          return instant;
        }
      }
    }
    return openOf(plusWorkingDays(date, 1));
  }

  /**
   * The moment at which the given working time has passed since the instant; time outside office
   * hours does not count. A whole day ends at its close, not at the next opening.
   */
  public Instant plusWorking(Instant from, Duration working) {
    Instant at = nextOpening(from);
    Duration left = working;
    while (true) {
      Instant end = endOfInterval(at);
      Duration rest = Duration.between(at, end);
      if (left.compareTo(rest) <= 0) {
        return at.plus(left);
      }
      left = left.minus(rest);
      at = nextOpening(end);
    }
  }

  /** The latest moment from which the given working time remains until the instant. */
  public Instant minusWorking(Instant until, Duration working) {
    Duration left = working;
    LocalDate date = dateOf(until);
    Instant limit = until;
    while (true) {
      if (isWorkingDay(date)) {
        for (int i = hours.intervals().size() - 1; i >= 0; i--) {
          Instant from = at(date, hours.intervals().get(i).from());
          Instant to = min(at(date, hours.intervals().get(i).to()), limit);
          if (from.isBefore(to)) {
            Duration length = Duration.between(from, to);
            if (left.compareTo(length) <= 0) {
              return to.minus(left);
            }
            left = left.minus(length);
          }
        }
      }
      date = date.minusDays(1);
      limit = closeOf(date);
    }
  }

  /** The working time between two instants; zero if the second is not after the first. */
  public Duration workingBetween(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    LocalDate last = dateOf(to);
    for (LocalDate date = dateOf(from); !date.isAfter(last); date = date.plusDays(1)) {
      if (isWorkingDay(date)) {
        for (Interval interval : hours.intervals()) {
          Instant start = max(at(date, interval.from()), from);
          Instant end = min(at(date, interval.to()), to);
          if (start.isBefore(end)) {
            sum = sum.plus(Duration.between(start, end));
          }
        }
      }
    }
    return sum;
  }

  private Instant endOfInterval(Instant open) {
    LocalDate date = dateOf(open);
    LocalTime time = open.atZone(zone).toLocalTime();
    return hours.intervals().stream()
        .filter(interval -> time.isBefore(interval.to()))
        .findFirst()
        .map(interval -> at(date, interval.to()))
        .orElseThrow();
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
