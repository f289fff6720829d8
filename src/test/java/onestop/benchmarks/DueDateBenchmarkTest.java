package onestop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmark runs, and measures what it says it measures. */
class DueDateBenchmarkTest {

  @Test
  void computesTheSameDueDatesAsWhenItsFiguresWereTaken() {
    DueDateBenchmark benchmark = new DueDateBenchmark();
    benchmark.layOut();
    assertThat(benchmark.checksum()).isEqualTo(58_489_733_475L);
  }

  @Test
  void runsUnderTheHarness() throws RunnerException {
    Options once =
        new OptionsBuilder()
            .include("^" + DueDateBenchmark.class.getName() + "\\.")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(20))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(once).run();
    assertThat(results)
        .hasSize(4)
        .allSatisfy(r -> assertThat(r.getPrimaryResult().getScore()).isPositive());
  }
}
