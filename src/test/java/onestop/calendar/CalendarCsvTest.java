package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendar as shipped, and what a wrong file is told. */
@Tag("pure")
class CalendarCsvTest {
  private static final WorkingCalendar SHIPPED = Calendars.shipped(ZoneId.of("Asia/Ho_Chi_Minh"));

  @Test
  void countsTheWorkingDaysOfEachYear() {
    Map<Integer, Integer> expected =
        Map.of(
            2017, 250, 2018, 250, 2019, 252, 2020, 252, 2021, 250, 2022, 249, 2023, 249, 2024, 251,
            2025, 250, 2026, 250);
    expected.forEach(
        (year, days) ->
            assertThat(
                    LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(SHIPPED::isWorkingDay)
                        .count())
                .as("year %s", year)
                .isEqualTo(days.longValue()));
  }

  @Test
  void countsNothingOnADayThatIsOnlyAnnounced() {
    assertThat(SHIPPED.isWorkingDay(LocalDate.of(2026, 11, 24))).isTrue();
    assertThat(SHIPPED.kind(LocalDate.of(2026, 11, 24))).isEqualTo(DayKind.PROVISIONAL);
  }

  @Test
  void saysWhichYearsNoDecreeHasSpokenOf() {
    assertThat(SHIPPED.isDecreed(LocalDate.of(2026, 12, 31))).isTrue();
    assertThat(SHIPPED.isDecreed(LocalDate.of(2027, 1, 1))).isFalse();
    assertThat(SHIPPED.isWorkingDay(LocalDate.of(2027, 1, 1))).isFalse();
    assertThatThrownBy(() -> SHIPPED.isWorkingDay(LocalDate.of(2016, 12, 30)))
        .isInstanceOf(Failure.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv-makeup|2026-01-09,MAKEUP,X",
        "csv-weekday|2026-01-10,SWAP_OFF,X",
        "csv-kind|2026-01-10,HOLIDAY,X",
        "csv-date|2026-13-10,PUBLIC,X",
        "csv-row|2026-01-10,PUBLIC",
        "csv-duplicate|2026-01-01,PUBLIC,X\\n2026-01-01,PUBLIC,X",
        "csv-year|2026-01-01,PUBLIC,X"
      })
  void namesTheBadRow(String slug, String rows) {
    assertThatThrownBy(() -> CalendarCsv.parse("date,kind,holiday\n" + rows.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }
}
