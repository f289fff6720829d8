package onestop.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import onestop.calendar.WorkingCalendar;

/**
 * The distance of a moment in working time: a weekend in between does not count. Whole units only,
 * rounded down.
 *
 * @param past whether the moment has passed; false at the moment itself
 * @param amount the number of units; 0 if no minute of office hours lies between
 */
record TimeLeft(boolean past, long amount, Unit unit) {
  /** The unit; a working day is as long as the office hours on the day of the moment. */
  enum Unit {
    DAYS,
    HOURS,
    MINUTES
  }

  static TimeLeft of(WorkingCalendar calendar, Instant now, Instant moment) {
    boolean past = now.isAfter(moment);
    Duration time =
        past ? calendar.workingBetween(moment, now) : calendar.workingBetween(now, moment);
    Duration day = calendar.schedule().on(calendar.dateOf(moment)).length();
    if (time.compareTo(day) >= 0) {
      return new TimeLeft(past, time.dividedBy(day), Unit.DAYS);
    }
    return time.toHours() > 0
        ? new TimeLeft(past, time.toHours(), Unit.HOURS)
        : new TimeLeft(past, time.toMinutes(), Unit.MINUTES);
  }

  /** Whether less than a working day is left. */
  boolean isNear() {
    return !past && (unit != Unit.DAYS || amount <= 1);
  }

  /** The message key of its text: {@code left.days}, {@code overdue.hours}, {@code left.none} … */
  String key(String passed) {
    String what = amount == 0 ? "none" : unit.name().toLowerCase(Locale.ROOT);
    return (past ? passed : "left") + "." + what;
  }
}
