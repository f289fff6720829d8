package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days and hours of a calendar beyond what due dates show. */
@Tag("pure")
class WorkingCalendarTest {
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final WorkingCalendar VN = Calendars.shipped(HANOI);

  /**
   * Labour Code 2019, articles 111 and 112: of a year without a decree only the fixed holidays are
   * certain, and one that falls on a weekend is made good on the next working day.
   */
  @Test
  void knowsTheFixedHolidaysOfAYearWithoutADecreeAndTheDaysInLieu() {
    WorkingCalendar calendar = decreedUpTo2026();
    for (int year = 2027; year <= DayIndex.LAST_YEAR; year++) {
      Set<LocalDate> fixed =
          new TreeSet<>(
              List.of(
                  LocalDate.of(year, 1, 1),
                  LocalDate.of(year, 4, 30),
                  LocalDate.of(year, 5, 1),
                  LocalDate.of(year, 9, 2)));
      Set<LocalDate> inLieu = new TreeSet<>();
      for (LocalDate holiday : fixed) {
        LocalDate day = holiday;
        while (isWeekend(holiday)
            && (isWeekend(day) || fixed.contains(day) || inLieu.contains(day))) {
          day = day.plusDays(1);
        }
        if (isWeekend(holiday)) {
          inLieu.add(day);
        }
      }
      LocalDate.of(year, 1, 1)
          .datesUntil(LocalDate.of(year + 1, 1, 1))
          .forEach(
              day ->
                  assertThat(calendar.kind(day)).as("%s", day).isEqualTo(kind(day, fixed, inLieu)));
    }
  }

  private static DayKind kind(LocalDate day, Set<LocalDate> fixed, Set<LocalDate> inLieu) {
    if (fixed.contains(day)) {
      return DayKind.PUBLIC;
    }
    if (inLieu.contains(day)) {
      return DayKind.IN_LIEU;
    }
    return isWeekend(day) ? DayKind.WEEKEND : DayKind.WORKING;
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static WorkingCalendar decreedUpTo2026() {
    return new WorkingCalendar(
        new CalendarVersion("VN", 2),
        HANOI,
        OfficeHours.STANDARD,
        List.of(new CalendarDay(LocalDate.of(2026, 2, 16), DayKind.PUBLIC, "TET_NGUYEN_DAN")));
  }

  /** A decree speaks for its whole year; before the first one nothing is known. */
  @Test
  void beginsWithItsFirstDecreeAndEndsWithItsLastYear() {
    WorkingCalendar calendar = decreedUpTo2026();
    LocalDate end = LocalDate.of(DayIndex.LAST_YEAR, 12, 31);
    assertThat(calendar.version()).hasToString("VN/2");
    assertThat(calendar.firstDay()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(calendar.lastDecreedDay()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(calendar.kind(LocalDate.of(2026, 9, 2))).isEqualTo(DayKind.WORKING);
    assertThat(calendar.kind(end)).isNotNull();
    assertThatThrownBy(() -> calendar.kind(LocalDate.of(2025, 12, 31))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> calendar.kind(end.plusDays(1))).isInstanceOf(Failure.class);
    // the first working day of the calendar has none before it, the last none after it
    assertThat(calendar.minusWorkingDays(LocalDate.of(2026, 1, 2), 1))
        .isEqualTo(LocalDate.of(2026, 1, 1));
    assertThatThrownBy(() -> calendar.minusWorkingDays(LocalDate.of(2026, 1, 1), 1))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> calendar.plusWorkingDays(end, 1)).isInstanceOf(Failure.class);
  }

  @Test
  void knowsNoHolidayWithoutSpecialDaysAndNoDecreeOfProvisionalOnes() {
    LocalDate victoryDay = LocalDate.of(2027, 4, 30);
    var weekdays = new WorkingCalendar(Calendars.WEEKDAYS, HANOI, OfficeHours.STANDARD, List.of());
    assertThat(weekdays.kind(victoryDay)).isEqualTo(DayKind.WORKING);
    assertThat(weekdays.isDecreed(victoryDay)).isTrue();
    assertThat(weekdays.lastDecreedDay()).isNull();
    var announced =
        new WorkingCalendar(
            new CalendarVersion("VN", 1),
            HANOI,
            OfficeHours.STANDARD,
            List.of(new CalendarDay(LocalDate.of(2027, 2, 8), DayKind.PROVISIONAL, "X")));
    assertThat(announced.kind(victoryDay)).isEqualTo(DayKind.PUBLIC);
    assertThat(announced.isDecreed(victoryDay)).isFalse();
    assertThat(announced.isDecreed(LocalDate.of(2026, 12, 31))).isTrue();
    assertThat(announced.lastDecreedDay()).isEqualTo(LocalDate.of(2026, 12, 31));
  }

  @Test
  void takesAYearOfProvisionalDaysForNotDecreed() {
    StringBuilder csv = new StringBuilder("date,kind,holiday\n");
    LocalDate.of(2025, 1, 1)
        .datesUntil(LocalDate.of(2027, 1, 1))
        .map(VN::special)
        .filter(java.util.Objects::nonNull)
        .forEach(d -> csv.append(d.date() + "," + d.kind() + "," + d.holiday() + "\n"));
    csv.append("2027-02-08,PROVISIONAL,TET_NGUYEN_DAN\n2027-04-30,PROVISIONAL,X\n");
    var calendar =
        new WorkingCalendar(
            new CalendarVersion("VN", 2),
            HANOI,
            OfficeHours.STANDARD,
            CalendarCsv.parse(csv.toString()));
    assertThat(calendar.lastDecreedDay()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 8))).isTrue();
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 4, 30))).isFalse();
  }

  @Test
  void countsWholeDaysLikeSingleHours() {
    Instant from = at("2026-02-11T10:15");
    Instant byHours = from;
    for (int i = 0; i < 50; i++) {
      byHours = VN.plusWorking(byHours, Duration.ofHours(1));
    }
    assertThat(VN.plusWorking(from, Duration.ofHours(50))).isEqualTo(byHours);
    assertThat(VN.workingBetween(from, byHours)).isEqualTo(Duration.ofHours(50));
    assertThat(VN.minusWorking(byHours, Duration.ofHours(50))).isEqualTo(from);
  }

  @Test
  void changesTheHoursOnTheDayTheyAreValidFrom() {
    var calendar =
        new WorkingCalendar(
            new CalendarVersion("VN", 1),
            new WallTime(HANOI),
            new OfficeSchedule(
                1,
                List.of(
                    new OfficeSchedule.Period(LocalDate.MIN, OfficeHours.STANDARD),
                    new OfficeSchedule.Period(
                        LocalDate.of(2026, 3, 4), OfficeHours.parse("08:00-12:00", "")))),
            new DayIndex(List.of()));
    assertThat(calendar.closeOf(LocalDate.of(2026, 3, 3))).isEqualTo(at("2026-03-03T17:00"));
    assertThat(calendar.closeOf(LocalDate.of(2026, 3, 4))).isEqualTo(at("2026-03-04T12:00"));
    assertThat(calendar.plusWorking(at("2026-03-03T08:00"), Duration.ofHours(16)))
        .isEqualTo(at("2026-03-05T12:00"));
    assertThat(calendar.workingBetween(at("2026-03-02T08:00"), at("2026-03-06T08:00")))
        .isEqualTo(Duration.ofHours(24));
  }

  @Test
  void skipsNoDayOnTheWayToAChangeOfHours() {
    var calendar =
        new WorkingCalendar(
            new CalendarVersion("VN", 1),
            new WallTime(HANOI),
            new OfficeSchedule(
                1,
                List.of(
                    new OfficeSchedule.Period(LocalDate.MIN, OfficeHours.STANDARD),
                    new OfficeSchedule.Period(
                        LocalDate.of(2026, 3, 5), OfficeHours.parse("08:00-12:00", "")))),
            new DayIndex(List.of()));
    // three days of eight hours, then four of four
    assertThat(calendar.plusWorking(at("2026-03-02T08:00"), Duration.ofHours(40)))
        .isEqualTo(at("2026-03-10T12:00"));
    assertThat(calendar.minusWorking(at("2026-03-10T12:00"), Duration.ofHours(40)))
        .isEqualTo(at("2026-03-02T08:00"));
  }

  /** Time that just fills a stretch ends at its close and, counted back, begins at its opening. */
  @Test
  void fillsAStretchToItsEnds() {
    assertThat(VN.plusWorking(at("2026-02-11T08:00"), Duration.ofHours(4)))
        .isEqualTo(at("2026-02-11T12:00"));
    assertThat(VN.plusWorking(at("2026-02-11T08:00"), Duration.ofHours(16)))
        .isEqualTo(at("2026-02-12T17:00"));
    assertThat(VN.minusWorking(at("2026-02-11T17:00"), Duration.ofHours(4)))
        .isEqualTo(at("2026-02-11T13:00"));
    assertThat(VN.minusWorking(at("2026-02-12T17:00"), Duration.ofHours(16)))
        .isEqualTo(at("2026-02-11T08:00"));
  }

  @Test
  void refusesDatesOutsideItsYearsAndHoursThatOverlap() {
    assertThatThrownBy(() -> VN.kind(LocalDate.of(2200, 1, 1))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> OfficeHours.parse("08:00-12:00 11:00-17:00", ""))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> OfficeHours.parse("08:00-12:00", "MONDAY 08:00-09:00"))
        .isInstanceOf(Failure.class);
  }

  @Test
  void readsLocalTimesOfAZoneWithSummerTimeByItsRules() {
    WallTime berlin = new WallTime(ZoneId.of("Europe/Berlin"));
    Instant summer = Instant.parse("2026-07-01T22:30:00Z");
    assertThat(berlin.dateOf(summer)).isEqualTo(LocalDate.of(2026, 7, 2));
    assertThat(berlin.at(LocalDate.of(2026, 7, 2), berlin.timeOf(summer))).isEqualTo(summer);
    Instant saigon = Instant.parse("1970-06-01T03:00:00Z");
    assertThat(new WallTime(HANOI).timeOf(saigon)).isEqualTo(saigon.atZone(HANOI).toLocalTime());
  }

  /**
   * To the nanosecond, through every change of offset of zones that settled and one that has not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Asia/Ho_Chi_Minh", "Asia/Tokyo", "Europe/Berlin", "Etc/GMT-7"})
  void readsLocalTimesLikeTheRulesOfTheZone(ZoneId zone) {
    WallTime wall = new WallTime(zone);
    Set<Instant> around = new TreeSet<>(Set.of(Instant.EPOCH, at("2026-02-11T10:15")));
    zone.getRules().getTransitions().forEach(change -> around.add(change.getInstant()));
    for (Instant middle : around) {
      for (int hour : new int[] {-49, -47, -25, -8, -1, 0, 1, 8, 25, 47, 49}) {
        for (long nano : new long[] {-1, 0, 1}) {
          Instant instant = middle.plus(Duration.ofHours(hour)).plusNanos(nano);
          LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
          assertThat(wall.dateOf(instant).atTime(wall.timeOf(instant))).isEqualTo(local);
          assertThat(wall.at(local.toLocalDate(), local.toLocalTime()))
              .as("%s", local)
              .isEqualTo(local.atZone(zone).toInstant());
        }
      }
    }
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(HANOI).toInstant();
  }
}
