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
        "csv-row|2026-01-10,PUBLIC,X,Y",
        "csv-row|2026-01-10,PUBLIC, ",
        "csv-row|2026-01-10,PUBLIC,1234567890123456789012345678901234567890123456789012345678901",
        "csv-row|\"2026-01-10,PUBLIC,X",
        "csv-date|1899-12-31,PUBLIC,X",
        "csv-date|2200-01-10,PUBLIC,X",
        "csv-weekday|2026-01-11,IN_LIEU,X",
        "csv-makeup|2026-01-12,MAKEUP,X",
        "csv-empty|#2026-01-01,PUBLIC,X",
        "csv-empty|2026-01-01,PROVISIONAL,X",
        "csv-duplicate|2026-01-01,PUBLIC,X\\n2026-01-01,PUBLIC,X",
        "csv-year|2026-01-01,PUBLIC,X"
      })
  void namesTheBadRow(String slug, String rows) {
    assertThatThrownBy(() -> CalendarCsv.parse("date,kind,holiday\n" + rows.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  /** The eleven days off of a year, and what more the test says. */
  private static String year(int year, int off, String... more) {
    StringBuilder csv = new StringBuilder("date,kind,holiday\n");
    LocalDate.of(year, 6, 1)
        .datesUntil(LocalDate.of(year, 7, 1))
        .filter(day -> day.getDayOfWeek().getValue() < 6)
        .limit(off)
        .forEach(day -> csv.append(day).append(",PUBLIC,X\n"));
    for (String row : more) {
      csv.append(row).append('\n');
    }
    return csv.toString();
  }

  private static void refuses(String slug, String csv) {
    assertThatThrownBy(() -> CalendarCsv.parse(csv))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  @Test
  void takesRemarksBlankLinesSpacesQuotesAndAByteOrderMark() {
    String csv =
        "\ufeff# a remark with \"\n\n  \n"
            + year(2026, 10)
            + "  # another\r\n \"2026-12-24\",PUBLIC,\"X, Y\" \n";
    assertThat(CalendarCsv.parse(csv))
        .hasSize(11)
        .last()
        .isEqualTo(new CalendarDay(LocalDate.of(2026, 12, 24), DayKind.PUBLIC, "X, Y"));
  }

  @Test
  void namesTheLineAndTheFirstOfTwoRowsOfADay() {
    String twice = "date,kind,holiday\n# remark\n\n2026-01-01,PUBLIC,X\n2026-01-01,PUBLIC,Y\n";
    assertThatThrownBy(() -> CalendarCsv.parse(twice))
        .isInstanceOfSatisfying(
            Failure.class,
            failure ->
                assertThat(failure.arguments())
                    .containsEntry("line", 5L)
                    .containsEntry("first", 4L));
    refuses("csv-header", "date;kind;holiday\n2026-01-01,PUBLIC,X\n");
    refuses("csv-quotes", "date,kind,holiday\n\"" + "x".repeat(17_000_000));
  }

  @Test
  void takesTheLongestNameAndTheFirstAndLastYear() {
    String longest = "X".repeat(60);
    assertThat(CalendarCsv.parse(year(2026, 11, "2026-12-24,PUBLIC," + longest)))
        .last()
        .isEqualTo(new CalendarDay(LocalDate.of(2026, 12, 24), DayKind.PUBLIC, longest));
    assertThat(CalendarCsv.parse(year(1900, 10))).hasSize(10);
    assertThat(CalendarCsv.parse(year(2199, 11))).hasSize(11);
  }

  @Test
  void wantsAsManyDaysOffAsTheLawGives() {
    assertThat(CalendarCsv.parse(year(2020, 10))).hasSize(10);
    refuses("csv-year", year(2020, 9));
    refuses("csv-year", year(2020, 11));
    refuses("csv-year", year(2021, 10));
    assertThat(CalendarCsv.parse(year(2021, 11))).hasSize(11);
    assertThat(CalendarCsv.parse(year(2021, 13))).hasSize(13);
    refuses("csv-year", year(2021, 14));
    refuses("csv-year", year(2021, 11, "2023-01-02,PUBLIC,X"));
    assertThat(CalendarCsv.parse(year(2021, 10, "2021-01-04,IN_LIEU,X"))).hasSize(11);
    refuses("csv-year", year(2021, 10, "2021-01-02,PUBLIC,X")); // a Saturday
    assertThat(CalendarCsv.parse(year(2021, 11, "2022-01-03,PROVISIONAL,X"))).hasSize(12);
  }

  @Test
  void wantsAMakeUpDayNearEachSwappedDay() {
    String off = "2026-03-02,SWAP_OFF,A";
    assertThat(CalendarCsv.parse(year(2026, 11, off, "2026-02-28,MAKEUP,A"))).hasSize(13);
    refuses("csv-swap-alone", year(2026, 11, off));
    refuses("csv-swap-alone", year(2026, 11, off, "2026-02-28,MAKEUP,B"));
    refuses("csv-makeup-alone", year(2026, 11, "2026-02-28,MAKEUP,A"));
    // 31 days apart are near, 33 are not
    assertThat(CalendarCsv.parse(year(2026, 11, "2026-03-04,SWAP_OFF,A", "2026-04-04,MAKEUP,A")))
        .hasSize(13);
    refuses("csv-swap-alone", year(2026, 11, off, "2026-04-04,MAKEUP,A"));
    String[] five = new String[10];
    for (int i = 0; i < 5; i++) {
      five[2 * i] = LocalDate.of(2026, 3, 2).plusDays(i) + ",SWAP_OFF,A";
      five[2 * i + 1] = LocalDate.of(2026, 2, 28).plusDays(7L * i) + ",MAKEUP,A";
    }
    assertThat(CalendarCsv.parse(year(2026, 11, five))).hasSize(21);
    String[] six = java.util.Arrays.copyOf(five, 12);
    six[10] = "2026-03-09,SWAP_OFF,A";
    six[11] = "2026-04-04,MAKEUP,A";
    refuses("csv-swaps", year(2026, 11, six));
  }
}
