package onestop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** The benchmark runs, and measures what it says it measures. */
@Tag("load")
class DueDateBenchmarkTest {

  @Test
  void computesTheSameDueDatesAsWhenItsFiguresWereTaken() {
    DueDateBenchmark benchmark = new DueDateBenchmark();
    benchmark.layOut();
    assertThat(benchmark.checksum()).isEqualTo(58_489_733_475L);
  }

  @Test
  void runsUnderTheHarness() throws RunnerException {
    assertThat(Harness.once(DueDateBenchmark.class))
        .hasSize(4)
        .allSatisfy(r -> assertThat(r.getPrimaryResult().getScore()).isPositive());
  }
}
