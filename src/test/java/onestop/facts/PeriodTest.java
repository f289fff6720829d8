package onestop.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import onestop.facts.Period.CutOffs;
import onestop.facts.Period.Kind;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class PeriodTest {
  private static final CutOffs ON_THE_14TH = new CutOffs(14, DayOfWeek.THURSDAY);

  @ParameterizedTest
  @CsvSource({
    "2026-W01, WEEK, 2025-12-29, 2026-01-04",
    "2026-W53, WEEK, 2026-12-28, 2027-01-03",
    "2026-02, MONTH, 2026-02-01, 2026-02-28",
    "2026-q1, QUARTER, 2026-01-01, 2026-03-31",
    "2026-H2, HALF_YEAR, 2026-07-01, 2026-12-31",
    "2026, YEAR, 2026-01-01, 2026-12-31",
    "2026-01-15..2026-03-14, DAYS, 2026-01-15, 2026-03-14"
  })
  void readsWhatAnAddressSays(String text, Kind kind, LocalDate from, LocalDate to) {
    assertThat(Period.parse(text, CutOffs.CALENDAR))
        .extracting(Period::kind, Period::from, Period::to)
        .containsExactly(kind, from, to);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-W02, 2026-01-02, 2026-01-08",
    "2026-01, 2025-12-15, 2026-01-14",
    "2026-Q1, 2025-12-15, 2026-03-14",
    "2026-H1, 2025-12-15, 2026-06-14",
    "2026, 2025-12-15, 2026-12-14"
  })
  void cutsOffOnTheDayThatIsSet(String text, LocalDate from, LocalDate to) {
    Period period = Period.parse(text, ON_THE_14TH);
    assertThat(period).extracting(Period::from, Period::to).containsExactly(from, to);
    assertThat(period.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2026-Q5", "2026-13", "2026-W54", "2025-W53", "26", "2026-02-30..2026-03-01"})
  void refusesWhatIsNoPeriodAndNamesIt(String text) {
    assertThatThrownBy(() -> Period.parse(text, CutOffs.CALENDAR))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.values()).containsExactly(text));
  }

  @Test
  void refusesDaysThatRunBackwards() {
    assertThatThrownBy(() -> Period.parse("2026-03-01..2026-02-01", CutOffs.CALENDAR))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("period-backwards"));
  }

  @Test
  void leavesNoDayOutAndCountsNoDayTwice() {
    for (CutOffs cut : List.of(CutOffs.CALENDAR, ON_THE_14TH)) {
      for (Kind kind : Kind.values()) {
        Period period = Period.around(kind, LocalDate.of(2023, 12, 20), cut);
        assertThat(LocalDate.of(2023, 12, 20)).isBetween(period.from(), period.to());
        for (int i = 0; i < 120; i++) {
          Period next = period.next(cut);
          assertThat(next.from()).isEqualTo(period.to().plusDays(1));
          assertThat(Period.parse(next.text(), cut)).isEqualTo(next);
          period = next;
        }
      }
    }
  }
}
