package onestop.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Working time only: nobody has a day more because a weekend or Tet lies between. */
@Tag("pure")
class TimeLeftTest {
  private static final WorkingCalendar CALENDAR = Calendars.shipped(World.HANOI);

  @ParameterizedTest
  @CsvSource({
    // Friday afternoon to Monday: one hour, not three days
    "2026-03-06T16:00, 2026-03-09T09:00, left, 2, HOURS",
    "2026-03-06T17:00, 2026-03-09T17:00, left, 1, DAYS",
    "2026-03-06T10:00, 2026-03-09T17:00, left, 1, DAYS",
    "2026-03-06T16:30, 2026-03-06T17:00, left, 30, MINUTES",
    "2026-03-07T10:00, 2026-03-09T08:00, left, 0, MINUTES",
    "2026-03-06T17:00, 2026-03-06T17:00, left, 0, MINUTES",
    // overdue since Friday, seen on Monday: hours, and nothing at all on Sunday
    "2026-03-09T10:00, 2026-03-06T17:00, past, 2, HOURS",
    "2026-03-08T10:00, 2026-03-06T17:00, past, 0, MINUTES",
    "2026-03-10T17:00, 2026-03-06T17:00, past, 2, DAYS",
    // over Tet, and over the noon break
    "2026-02-13T17:00, 2026-02-23T17:00, left, 1, DAYS",
    "2026-03-06T11:30, 2026-03-06T13:20, left, 50, MINUTES"
  })
  void countsTheTimeInWhichOfficesWork(
      String now, String moment, String side, long amount, TimeLeft.Unit unit) {
    assertThat(TimeLeft.of(CALENDAR, World.at(now), World.at(moment)))
        .isEqualTo(new TimeLeft(side.equals("past"), amount, unit));
  }

  @Test
  void lessThanADayIsNear() {
    assertThat(new TimeLeft(false, 3, TimeLeft.Unit.HOURS).isNear()).isTrue();
    assertThat(new TimeLeft(false, 2, TimeLeft.Unit.DAYS).isNear()).isFalse();
    assertThat(new TimeLeft(true, 3, TimeLeft.Unit.HOURS).isNear()).isFalse();
  }
}
