package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new version may change of a calendar that is decreed from 2025 to 2026. */
@Tag("pure")
class CalendarBoundsTest {
  private static final String FIRST = "2025-01-01";
  private static final String LAST = "2026-02-16";

  private static List<CalendarDay> days(String... dates) {
    return Arrays.stream(dates)
        .map(date -> new CalendarDay(LocalDate.parse(date), DayKind.PUBLIC, "X"))
        .toList();
  }

  private static void require(String today, String... dates) {
    CalendarBounds.require(new DayIndex(days(FIRST, LAST)), days(dates), LocalDate.parse(today));
  }

  @Test
  void leaveTodayAndTheDaysAfterItFree() {
    assertThatCode(() -> require("2026-02-11", FIRST, LAST)).doesNotThrowAnyException();
    assertThatCode(() -> require("2026-02-11", FIRST, LAST, "2026-02-11"))
        .doesNotThrowAnyException();
    assertThatCode(() -> require("2026-02-16", FIRST, "2026-12-31")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    // a past day that was worked becomes free: yesterday, the first day of the calendar's years
    "change-past-worked, 2026-02-11, 2025-01-01 2026-02-10 2026-02-16, 2026-02-10",
    "change-past-worked, 2026-02-11, 2025-01-01 2025-01-02 2026-02-16, 2025-01-02",
    // one that was free becomes worked
    "change-past-free, 2026-02-17, 2025-01-01 2026-12-31, 2026-02-16",
    "change-past-free, 2026-02-11, 2025-12-31 2026-02-16, 2025-01-01",
    // after the last decreed year all of that year is past
    "change-past-worked, 2028-06-01, 2025-01-01 2026-02-16 2026-12-31, 2026-12-31"
  })
  void keepThePastAsItWas(String slug, String today, String dates, LocalDate changed) {
    assertThatThrownBy(() -> require(today, dates.split(" ")))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.slug()).isEqualTo(slug);
              assertThat(failure.arguments()).containsEntry("date", changed);
            });
  }

  /** Only the fixed holidays counted in a year without a decree: its decree may add to them. */
  @Test
  void letALateDecreeChangeDaysThatWereNotDecreed() {
    assertThatCode(
            () -> require("2028-06-01", FIRST, LAST, "2027-01-01", "2027-02-08", "2028-01-03"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "change-years, 2026-02-11, 2026-02-16",
    "change-years, 2026-02-11, 2025-01-01",
    // next year may be decreed, the year after it cannot
    "change-far, 2026-02-11, 2025-01-01 2026-02-16 2028-01-03",
    "change-far, 2025-06-01, 2025-01-01 2026-02-16 2027-01-01"
  })
  void dropNoYearAndReachNoFurtherThanTheNext(String slug, String today, String dates) {
    assertThatThrownBy(() -> require(today, dates.split(" ")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  @Test
  void takeTheDecreeOfNextYearAndAYearThatIsDecreedAlready() {
    assertThatCode(() -> require("2026-02-11", FIRST, LAST, "2027-01-01"))
        .doesNotThrowAnyException();
    assertThatCode(() -> require("2024-06-01", FIRST, LAST)).doesNotThrowAnyException();
  }

  @Test
  void doNotHoldForACalendarWithoutHolidays() {
    LocalDate today = LocalDate.of(2026, 2, 11);
    DayIndex weekdays = new DayIndex(List.of());
    assertThatCode(() -> CalendarBounds.require(weekdays, days("2026-02-10"), today))
        .doesNotThrowAnyException();
    assertThatCode(() -> CalendarBounds.require(new DayIndex(days(FIRST, LAST)), List.of(), today))
        .doesNotThrowAnyException();
  }
}
