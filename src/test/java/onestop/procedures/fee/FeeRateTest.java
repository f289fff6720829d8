package onestop.procedures.fee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import onestop.procedures.fee.FeeRate.Quantity;
import onestop.procedures.fee.FeeRate.Step;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rate asks for, by the answers of the form. */
@Tag("pure")
class FeeRateTest {
  private static final FeeRate PAGES =
      rate(
          List.of(new Step(2, 2000), new Step(null, 1000)),
          new Quantity("documents", "sets", "pages"),
          200_000L);

  @ParameterizedTest
  @CsvSource({
    "1,1,2000",
    "2,1,4000",
    "3,1,5000",
    "2,3,12000",
    "10,2,24000",
    "198,1,200000",
    "199,1,200000",
    "500,3,600000",
    "0,4,0"
  })
  void countsPagesUpToTheHighestPriceOfACopy(String pages, String sets, long amount) {
    assertThat(PAGES.amount(documents(row(pages, sets)))).hasValue(amount);
  }

  @Test
  void addsUpTheRowsAndPassesOverEmptyOnes() {
    assertThat(PAGES.amount(documents(row("2", "3"), row("", ""), row("1", "1")))).hasValue(14_000);
    assertThat(PAGES.amount(Map.of("documents", List.of()))).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"ba,1", "2,''", "-1,2", "'2,5',1", "1e3,1", "1234567,1", "1,999999999999"})
  void knowsNoAmountWhereTheAnswersAreNoWholeNumbers(String pages, String sets) {
    assertThat(PAGES.amount(documents(row(pages, sets)))).isEqualTo(OptionalLong.empty());
  }

  @Test
  void knowsNoAmountBeyondTheHighest() {
    assertThat(PAGES.amount(documents(row("500", "999999")))).isEmpty();
    assertThat(PAGES.amount(Map.of())).isEmpty();
  }

  @Test
  void multipliesByAFieldOfTheForm() {
    FeeRate copies = rate(List.of(new Step(null, 8000)), new Quantity(null, "copies", null), null);
    assertThat(copies.amount(Map.of("copies", "3"))).hasValue(24_000);
    assertThat(copies.amount(Map.of())).isEmpty();
  }

  @Test
  void asksTheSameOfEveryDossierWithoutAQuantityAndNothingKnownWithoutSteps() {
    assertThat(rate(List.of(new Step(null, 15_000)), null, null).amount(Map.of())).hasValue(15_000);
    assertThat(rate(List.of(), null, null).amount(Map.of())).isEmpty();
    assertThat(rate(List.of(), null, null).isFree()).isFalse();
    assertThat(rate(List.of(new Step(null, 0)), null, null).isFree()).isTrue();
  }

  private static FeeRate rate(List<Step> steps, Quantity quantity, Long most) {
    return new FeeRate("x", "x", "x", List.of(), steps, quantity, most, "x", "H");
  }

  private static Map<String, String> row(String pages, String sets) {
    return Map.of("pages", pages, "sets", sets);
  }

  @SafeVarargs
  private static Map<String, Object> documents(Map<String, String>... rows) {
    return Map.of("documents", List.of(rows));
  }
}
