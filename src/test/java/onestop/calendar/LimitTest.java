package onestop.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How limits are written, and what is none. */
@Tag("pure")
class LimitTest {

  @ParameterizedTest
  @ValueSource(strings = {"1wd", "3wd", "9999wd", "1d", "15d", "1wh", "8wh", "same-day"})
  void isReadBackAsItIsWritten(String text) {
    assertThat(Limit.parse(text).text()).isEqualTo(text);
    assertThat(Limit.parse(" " + text + " ")).isEqualTo(Limit.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "wd", "0wd", "00d", "-1d", "3 wd", "10000wd", "1w", "same day"})
  void refusesWhatIsNoLimitAndNamesIt(String text) {
    assertThatThrownBy(() -> Limit.parse(text))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.slug()).isEqualTo("limit");
              assertThat(failure.arguments()).containsEntry("value", text);
            });
  }

  static Stream<IntFunction<Limit>> counted() {
    return Stream.of(Limit.WorkingDays::new, Limit.CalendarDays::new, Limit.WorkingHours::new);
  }

  @ParameterizedTest
  @MethodSource("counted")
  void countsFromOneToFourDigits(IntFunction<Limit> limit) {
    assertThat(limit.apply(1).text()).startsWith("1");
    assertThat(limit.apply(9_999).text()).startsWith("9999");
    assertThatThrownBy(() -> limit.apply(0)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> limit.apply(10_000)).isInstanceOf(Failure.class);
  }
}
