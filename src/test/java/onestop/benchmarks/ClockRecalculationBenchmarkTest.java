package onestop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark runs, and moves what a day off moves. */
@Tag("load")
class ClockRecalculationBenchmarkTest {

  @Test
  void movesTheSameDueDatesAsWhenItsFiguresWereTaken() throws Exception {
    ClockRecalculationBenchmark benchmark = new ClockRecalculationBenchmark();
    benchmark.layOut();
    assertThat(benchmark.checksum()).isEqualTo(2_341_440L);
    assertThat(Harness.once(ClockRecalculationBenchmark.class)).hasSize(1);
  }
}
