package onestop.desk.calendars;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import onestop.calendar.CalendarDay;
import onestop.calendar.CalendarOrigin;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The present calendars, year by year, and their versions. */
@Service
public final class CalendarYears {
  private final Calendars calendars;
  private final Clock clock;

  CalendarYears(Calendars calendars, Clock clock) {
    this.calendars = calendars;
    this.clock = clock;
  }

  /**
   * The special days of one year, in order.
   *
   * @param days the days whose kind differs from that of their weekday
   */
  public record Year(CalendarVersion version, int year, List<CalendarDay> days) {}

  /** One year of the present version of a calendar; a failure if there is no such calendar. */
  public Year of(String calendar, int year) {
    WorkingCalendar current = calendars.current(calendar);
    List<CalendarDay> days =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .map(current::special)
            .filter(Objects::nonNull)
            .toList();
    return new Year(current.version(), year, days);
  }

  /**
   * The years that a calendar is shown for, both inclusive.
   *
   * @param present the present year
   */
  public record Range(int first, int last, int present) {
    /** The year of the range that is nearest to the wanted one; the present one if none is. */
    public int nearest(@Nullable Integer wanted) {
      return wanted == null ? present : Math.max(first, Math.min(last, wanted));
    }
  }

  /** From the calendar's first day to the year after its last decreed day, or after this year. */
  public Range range(String calendar) {
    WorkingCalendar current = calendars.current(calendar);
    int present = LocalDate.ofInstant(clock.instant(), current.zone()).getYear();
    LocalDate first = current.firstDay();
    LocalDate last = current.lastDecreedDay();
    return new Range(
        first == null ? present : first.getYear(),
        Math.max(present, last == null ? present : last.getYear()) + 1,
        present);
  }

  /** The versions of a calendar, each with its document and its author. */
  public List<CalendarOrigin> history(String calendar) {
    return calendars.history(calendar);
  }
}
