package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Days and hours of a calendar beyond what due dates show. */
@Tag("pure")
class WorkingCalendarTest {
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final WorkingCalendar VN = Calendars.shipped(HANOI);

  @Test
  void knowsTheFixedHolidaysOfAYearWithoutADecreeAndTheDaysInLieu() {
    assertThat(VN.kind(LocalDate.of(2027, 4, 30))).isEqualTo(DayKind.PUBLIC);
    assertThat(VN.kind(LocalDate.of(2027, 5, 1))).isEqualTo(DayKind.PUBLIC);
    assertThat(VN.kind(LocalDate.of(2027, 5, 3))).isEqualTo(DayKind.IN_LIEU);
    assertThat(VN.kind(LocalDate.of(2027, 2, 8))).isEqualTo(DayKind.WORKING);
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

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(HANOI).toInstant();
  }
}
