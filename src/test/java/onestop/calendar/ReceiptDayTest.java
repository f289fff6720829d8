package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The day on which an application counts as received, and the end of a limit counted from it. */
@Tag("pure")
class ReceiptDayTest {
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

  /** The shipped days, built anew, with a desk on Saturday morning that pauses at nine. */
  private static WorkingCalendar withDesk() {
    return calendar("SATURDAY 08:00-09:00 10:00-11:30");
  }

  private static WorkingCalendar calendar(String reception) {
    WorkingCalendar shipped = Calendars.shipped(HANOI);
    return new WorkingCalendar(
        new CalendarVersion("VN", 1),
        HANOI,
        OfficeHours.parse("08:00-12:00 13:00-17:00", reception),
        Stream.iterate(LocalDate.of(2017, 1, 1), d -> d.getYear() < 2027, d -> d.plusDays(1))
            .flatMap(day -> Stream.ofNullable(shipped.special(day)))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    // an ordinary Wednesday: from midnight to the close, exclusive; the noon break does not matter
    "2026-02-11T00:00, 2026-02-11",
    "2026-02-11T12:30, 2026-02-11",
    "2026-02-11T16:59:59.999999999, 2026-02-11",
    "2026-02-11T17:00, 2026-02-12",
    // Friday evening: the desk of Saturday
    "2026-02-06T17:00, 2026-02-07",
    // Saturday: to the close of the desk's last stretch, not of its first
    "2026-02-07T09:30, 2026-02-07",
    "2026-02-07T11:29:59, 2026-02-07",
    "2026-02-07T11:30, 2026-02-09",
    "2026-02-08T09:00, 2026-02-09",
    // a make-up Saturday keeps the hours of the office
    "2026-08-21T17:00, 2026-08-22",
    "2026-08-22T16:59, 2026-08-22",
    "2026-08-22T17:00, 2026-08-24",
    // in the week of Tet nothing opens but the desk of the Saturday after it
    "2026-02-14T11:30, 2026-02-21",
    "2026-02-17T09:00, 2026-02-21",
    // a holiday of fixed date that the decree need not list, since it is on a Saturday
    "2021-05-01T09:00, 2021-05-04",
    "2021-12-31T17:00, 2022-01-04",
    "2022-01-01T09:00, 2022-01-04",
    "2022-04-30T09:00, 2022-05-04",
    "2023-09-02T09:00, 2023-09-05",
    // Labour Day on a Saturday: the desk is closed, and Monday is off in lieu
    "2027-04-29T17:00, 2027-05-04",
    "2027-05-01T09:00, 2027-05-04",
    "2027-05-03T09:00, 2027-05-04"
  })
  void isTheSameDayUntilTheLastCloseAndThenTheNextThatOpens(String submitted, LocalDate received) {
    assertThat(withDesk().receivedOn(at(submitted))).isEqualTo(received);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-06T17:00, 2026-02-09",
    "2026-02-07T09:00, 2026-02-09",
    "2026-02-13T17:00, 2026-02-23",
    "2027-05-01T09:00, 2027-05-04"
  })
  void isAWorkingDayWhereNoDeskOpensOnWeekends(String submitted, LocalDate received) {
    assertThat(calendar("").receivedOn(at(submitted))).isEqualTo(received);
  }

  /** Civil Code 2015, articles 147 and 148: the first day is excluded, the last one works. */
  @ParameterizedTest
  @CsvSource({
    "3wd, 2026-02-11T10:00, 2026-02-23T17:00",
    "1wd, 2026-02-12T10:00, 2026-02-13T17:00",
    "1wd, 2026-08-21T10:00, 2026-08-22T17:00",
    "1wd, 2026-02-07T09:00, 2026-02-09T17:00",
    // a limit of calendar days that ends on a day off ends with the next working day
    "15d, 2026-02-05T10:00, 2026-02-23T17:00",
    "1d, 2026-02-11T10:00, 2026-02-12T17:00",
    "1d, 2026-08-21T10:00, 2026-08-22T17:00",
    "1d, 2026-02-06T10:00, 2026-02-09T17:00",
    // hours run from the minute and stop at a close, not at the next opening
    "1wh, 2026-02-11T10:15, 2026-02-11T11:15",
    "4wh, 2026-02-11T13:00, 2026-02-11T17:00",
    "8wh, 2026-02-13T10:00, 2026-02-23T10:00",
    "1wh, 2026-02-14T09:00, 2026-02-23T09:00",
    // an appointment at a close is later than the cut-off: one working day
    "same-day, 2026-02-11T17:00, 2026-02-12T17:00",
    "same-day, 2026-08-21T17:00, 2026-08-22T17:00",
    "same-day, 2026-02-13T17:00, 2026-02-23T17:00"
  })
  void startsALimitThatEndsOnAWorkingDay(String limit, String from, String end) {
    assertThat(withDesk().endOf(at(from), Limit.parse(limit))).isEqualTo(at(end));
  }

  @Test
  void movesADayOffToTheNextWorkingDayAndNoOther() {
    WorkingCalendar calendar = withDesk();
    LocalDate friday = LocalDate.of(2026, 2, 13);
    assertThat(calendar.workingDayFrom(friday)).isEqualTo(friday);
    assertThat(calendar.workingDayFrom(friday.plusDays(1))).isEqualTo(LocalDate.of(2026, 2, 23));
    assertThat(calendar.workingDayFrom(LocalDate.of(2026, 8, 22)))
        .isEqualTo(LocalDate.of(2026, 8, 22));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(HANOI).toInstant();
  }
}
