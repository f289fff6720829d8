package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours as they are written, and the order in which revisions of them hold. */
@Tag("pure")
class OfficeHoursTest {

  @ParameterizedTest
  @CsvSource({
    "08:00-12:00 13:00-17:00,''",
    "07:30-11:30,SATURDAY 08:00-11:30",
    "08:00-12:00,SATURDAY 08:00-09:00 10:00-11:00;SUNDAY 09:00-10:00"
  })
  void areReadBackAsTheyAreWritten(String processing, String reception) {
    OfficeHours hours = OfficeHours.parse(processing, reception);
    assertThat(hours.processingText()).isEqualTo(processing);
    assertThat(hours.receptionText()).isEqualTo(reception);
  }

  @Test
  void openWithTheFirstStretchAndCloseWithTheLast() {
    assertThat(OfficeHours.STANDARD.opens()).isEqualTo(LocalTime.of(8, 0));
    assertThat(OfficeHours.STANDARD.closes()).isEqualTo(LocalTime.of(17, 0));
    assertThat(OfficeHours.STANDARD.length()).isEqualTo(Duration.ofHours(8));
  }

  @ParameterizedTest
  @CsvSource({
    "office-hours,'',''",
    "office-hours,12:00-08:00,''",
    "office-hours,08:00-08:00,''",
    "office-hours,08:00-12:00 12:00-17:00,''",
    "office-hours,08:00-12:00 11:00-13:00,''",
    "office-hours,8-12,''",
    "office-hours,08:00,''",
    "office-hours,08:00-12:00,SATURDAY",
    "office-hours,08:00-12:00,SATURDAY 10:00-09:00",
    "reception-weekday,08:00-12:00,FRIDAY 08:00-11:00",
    "reception-weekday,08:00-12:00,CATURDAY 08:00-11:00",
    "reception-weekday,08:00-12:00,;"
  })
  void refuseWhatIsNoneByName(String slug, String processing, String reception) {
    assertThatThrownBy(() -> OfficeHours.parse(processing, reception))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  @Test
  void holdFromTheirFirstDayOn() {
    LocalDate day = LocalDate.of(2026, 3, 4);
    OfficeHours mornings = OfficeHours.parse("08:00-12:00", "");
    OfficeSchedule schedule =
        new OfficeSchedule(
            1,
            List.of(
                new OfficeSchedule.Period(LocalDate.MIN, OfficeHours.STANDARD),
                new OfficeSchedule.Period(day, mornings)));
    assertThat(schedule.on(day.minusDays(1))).isEqualTo(OfficeHours.STANDARD);
    assertThat(schedule.on(day)).isEqualTo(mornings);
    assertThat(schedule.on(day.plusDays(1))).isEqualTo(mornings);
  }
}
