package onestop.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The order in which items are given out. */
@Tag("pure")
class ChanceTest {
  private static Chance of(long left, long work) {
    return new Chance(left, work);
  }

  /** Each list as it must come out, whatever the order before. */
  @Test
  void whatCanBeSavedComesFirstAndTheLeastTimeToSpareBeforeTheOthers() {
    List<List<Chance>> orders =
        List.of(
            List.of(of(60, 60), of(61, 60), of(480, 60)),
            List.of(of(480, 470), of(60, 30)),
            List.of(of(180, 120), of(60, 61)),
            List.of(of(10, 0), of(-1, 0)),
            List.of(of(0, 0), of(-500, 5), of(20, 30)),
            List.of(of(2_000, 100), of(-480, 60), of(-60, 1), of(59, 60)),
            List.of(of(-2, 500), of(-1, 1)));
    Random random = new Random(7);
    for (List<Chance> order : orders) {
      for (int i = 0; i < 20; i++) {
        List<Chance> mixed = new ArrayList<>(order);
        Collections.shuffle(mixed, random);
        assertThat(mixed.stream().sorted().toList()).isEqualTo(order);
      }
    }
  }

  @Test
  void timeThatSufficesToTheMinuteIsEnough() {
    assertThat(of(60, 60).isSaved()).isTrue();
    assertThat(of(59, 60).isSaved()).isFalse();
    assertThat(of(0, 0).isSaved()).as("due now, with nothing to do").isTrue();
    assertThat(of(-1, 0).isSaved()).isFalse();
    assertThat(of(180, 120).spare()).isEqualTo(60);
  }

  @Test
  void theMedianIsOneOfTheValues() {
    assertThat(Median.of(new long[] {5})).isEqualTo(5);
    assertThat(Median.of(new long[] {9, 1})).isEqualTo(1);
    assertThat(Median.of(new long[] {9, 1, 4})).isEqualTo(4);
    assertThat(Median.of(new long[] {9, 1, 4, 100_000})).isEqualTo(4);
    assertThat(Median.of(new long[] {7, 7, 7, 1, 9})).isEqualTo(7);
    assertThatThrownBy(() -> Median.of(new long[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
