package onestop.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import onestop.calendar.OfficeHours.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The days and hours that count, in one agency, by one version of one calendar. Immutable and
 * thread-safe. Covers every date from {@link #firstDay()} to the end of the year 2199; other dates
 * fail with {@code calendar/outside-years}, which names the years covered.
 *
 * <p>For dates after {@link #lastDecreedDay()} only weekdays and the holidays fixed by law count;
 * {@link #isDecreed} is false for them. Results for such dates are recomputed when the decree, and
 * with it the new calendar, arrives.
 */
public final class WorkingCalendar {
  private final CalendarVersion version;
  private final WallTime wall;
  private final OfficeSchedule schedule;
  private final DayIndex days;

  /**
   * A calendar of the given special days with the same hours every day; without special days every
   * Monday to Friday is a working day.
   */
  public WorkingCalendar(
      CalendarVersion version, ZoneId zone, OfficeHours hours, List<CalendarDay> specialDays) {
    this(version, new WallTime(zone), OfficeSchedule.always(hours), new DayIndex(specialDays));
  }

  WorkingCalendar(CalendarVersion version, WallTime wall, OfficeSchedule schedule, DayIndex days) {
    this.version = version;
    this.wall = wall;
    this.schedule = schedule;
    this.days = days;
  }

  /** The version of this calendar. */
  public CalendarVersion version() {
    return version;
  }

  /** The zone of its days and hours. */
  public ZoneId zone() {
    return wall.zone();
  }

  /** The office hours through time. */
  public OfficeSchedule schedule() {
    return schedule;
  }

  /** The first date that this calendar covers; null for a calendar without holidays. */
  public @Nullable LocalDate firstDay() {
    return days.firstDay();
  }

  /** The last date whose holidays are decreed; null for a calendar without holidays. */
  public @Nullable LocalDate lastDecreedDay() {
    return days.lastDecreedDay();
  }

  /** Whether the kind of the date rests on a decree. */
  public boolean isDecreed(LocalDate date) {
    return days.isDecreed(date);
  }

  /** The kind of the date. */
  public DayKind kind(LocalDate date) {
    return days.kind(date);
  }

  /** The special day of the date; null for an ordinary day. */
  public @Nullable CalendarDay special(LocalDate date) {
    return days.special(date);
  }

  /** Whether the offices work on that day, make-up days included. */
  public boolean isWorkingDay(LocalDate date) {
    return days.kind(date).isWorking();
  }

  /** The {@code n}-th working day after the date; {@code n} at least 0, 0 is the date itself. */
  public LocalDate plusWorkingDays(LocalDate date, int n) {
    return n == 0 ? date : days.plus(date, n);
  }

  /** The {@code n}-th working day before the date; {@code n} at least 0. */
  public LocalDate minusWorkingDays(LocalDate date, int n) {
    return n == 0 ? date : days.minus(date, n);
  }

  /** The date itself if it is a working day, otherwise the next working day. */
  public LocalDate workingDayFrom(LocalDate date) {
    return isWorkingDay(date) ? date : days.plus(date, 1);
  }

  /** The number of working days from {@code after}, exclusive, to {@code last}, inclusive. */
  public int workingDaysBetween(LocalDate after, LocalDate last) {
    return last.isAfter(after)
        ? days.workedBefore(last.plusDays(1)) - days.workedBefore(after.plusDays(1))
        : 0;
  }

  /** The date on which the instant falls in this calendar's zone. */
  public LocalDate dateOf(Instant instant) {
    return wall.dateOf(instant);
  }

  /** The time of day of the instant in this calendar's zone. */
  public LocalTime timeOf(Instant instant) {
    return wall.timeOf(instant);
  }

  /** The opening of office on the date, even on a day off. */
  public Instant openOf(LocalDate date) {
    return wall.at(date, schedule.on(date).opens());
  }

  /** The close of office on the date, even on a day off. */
  public Instant closeOf(LocalDate date) {
    return wall.at(date, schedule.on(date).closes());
  }

  /**
   * The end of a limit counted from {@code from}: a day limit excludes that day and ends at a close
   * of office, hours run from the minute. The same day is one day: only a receipt has a cut-off.
   */
  public Instant endOf(Instant from, Limit limit) {
    LocalDate day = dateOf(from);
    if (limit instanceof Limit.WorkingHours hours) {
      return plusWorking(from, Duration.ofHours(hours.count()));
    } else if (limit instanceof Limit.CalendarDays days) {
      return closeOf(workingDayFrom(day.plusDays(days.count())));
    }
    return closeOf(
        plusWorkingDays(day, limit instanceof Limit.WorkingDays days ? days.count() : 1));
  }

  /** The instant of a local time in this calendar's zone. */
  public Instant at(LocalDate date, LocalTime time) {
    return wall.at(date, time);
  }

  /** The instant itself if it lies in office hours, otherwise the next opening. */
  public Instant nextOpening(Instant instant) {
    LocalDate date = dateOf(instant);
    if (isWorkingDay(date)) {
      LocalTime time = timeOf(instant);
      for (Interval interval : schedule.on(date).intervals()) {
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
   * The day on which an application submitted at the instant counts as received: the same day until
   * the close of the office or of its weekend desk, otherwise the next day on which either opens.
   */
  public LocalDate receivedOn(Instant instant) {
    LocalDate date = dateOf(instant);
    LocalTime close = lastClose(date);
    if (close != null && timeOf(instant).isBefore(close)) {
      return date;
    }
    do {
      date = date.plusDays(1);
    } while (lastClose(date) == null);
    return date;
  }

  private @Nullable LocalTime lastClose(LocalDate date) {
    DayKind kind = kind(date);
    OfficeHours hours = schedule.on(date);
    if (kind.isWorking()) {
      return hours.closes();
    }
    List<Interval> desk = hours.reception().get(date.getDayOfWeek());
    boolean closed = kind != DayKind.WEEKEND || FixedHolidays.isOne(date);
    return closed || desk == null ? null : desk.get(desk.size() - 1).to();
  }

  /**
   * The moment at which the given working time has passed since the instant; time outside office
   * hours does not count. A whole day ends at its close, not at the next opening.
   */
  public Instant plusWorking(Instant from, Duration working) {
    Instant at = nextOpening(from);
    LocalDate date = dateOf(at);
    Duration left = working;
    while (true) {
      for (Interval interval : schedule.on(date).intervals()) {
        Instant start = max(at(date, interval.from()), at);
        Instant end = at(date, interval.to());
        if (start.isBefore(end)) {
          Duration rest = Duration.between(start, end);
          if (left.compareTo(rest) <= 0) {
            return start.plus(left);
          }
          left = left.minus(rest);
        }
      }
      date = plusWorkingDays(date, 1);
      int whole = wholeDays(date, left);
      date = plusWorkingDays(date, whole);
      left = left.minus(schedule.on(date).length().multipliedBy(whole));
    }
  }

  /** The number of days to skip at once with some time left; 0 where the hours may change. */
  private int wholeDays(LocalDate date, Duration left) {
    return schedule.isConstant()
        ? Math.toIntExact(left.minusNanos(1).dividedBy(schedule.on(date).length()))
        : 0;
  }

  /** The latest moment from which the given working time remains until the instant. */
  public Instant minusWorking(Instant until, Duration working) {
    Duration left = working;
    LocalDate date = dateOf(until);
    Instant limit = until;
    while (true) {
      if (isWorkingDay(date)) {
        List<Interval> intervals = schedule.on(date).intervals();
        for (int i = intervals.size() - 1; i >= 0; i--) {
          Instant from = at(date, intervals.get(i).from());
          Instant to = min(at(date, intervals.get(i).to()), limit);
          if (from.isBefore(to)) {
            Duration length = Duration.between(from, to);
            if (left.compareTo(length) <= 0) {
              return to.minus(left);
            }
            left = left.minus(length);
          }
        }
      }
      date = minusWorkingDays(date, 1);
      limit = closeOf(date);
    }
  }

  /** The working time between two instants; zero if the second is not after the first. */
  public Duration workingBetween(Instant from, Instant to) {
    if (!to.isAfter(from)) {
      return Duration.ZERO;
    }
    LocalDate first = dateOf(from);
    LocalDate last = dateOf(to);
    Duration sum = workingOn(first, from, to);
    if (last.isAfter(first)) {
      sum = sum.plus(workingOn(last, from, to)).plus(wholeDaysBetween(first, last));
    }
    return sum;
  }

  private Duration wholeDaysBetween(LocalDate first, LocalDate last) {
    if (schedule.isConstant()) {
      int whole = workingDaysBetween(first, last.minusDays(1));
      return schedule.on(first).length().multipliedBy(whole);
    }
    Duration sum = Duration.ZERO;
    for (LocalDate date = first.plusDays(1); date.isBefore(last); date = date.plusDays(1)) {
      sum = isWorkingDay(date) ? sum.plus(schedule.on(date).length()) : sum;
    }
    return sum;
  }

  private Duration workingOn(LocalDate date, Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    if (isWorkingDay(date)) {
      for (Interval interval : schedule.on(date).intervals()) {
        Instant start = max(at(date, interval.from()), from);
        Instant end = min(at(date, interval.to()), to);
        if (start.isBefore(end)) {
          sum = sum.plus(Duration.between(start, end));
        }
      }
    }
    return sum;
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
