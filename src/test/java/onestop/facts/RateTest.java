package onestop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rate is rounded by one rule. */
@Tag("pure")
class RateTest {
  @ParameterizedTest
  @CsvSource({
    "0, 7, 0",
    "7, 7, 1000",
    "1, 3, 333",
    "2, 3, 667",
    "1, 8, 125",
    "1, 16, 63",
    "1, 2000, 1",
    "1, 2001, 0",
    "9994, 10000, 999",
    "9995, 10000, 1000",
    "1, 6, 167"
  })
  void roundsHalfATenthUp(long part, long whole, long tenths) {
    assertThat(new Rate(part, whole).tenths()).hasValue(tenths);
    assertThat(new Rate(part, whole).percent()).isEqualTo(tenths / 10.0);
  }

  @Test
  void isNoneOfNothing() {
    assertThat(new Rate(0, 0).isDefined()).isFalse();
    assertThat(new Rate(0, 0).tenths()).isEmpty();
  }
}
