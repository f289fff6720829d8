package onestop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import onestop.benchmarks.load.TownBenchmark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Each benchmark of a command runs; it checks itself that nothing is left over. */
@Tag("load")
class TownBenchmarkTest {

  @Test
  void runsEachCommandAndLeavesNothingOver() throws Exception {
    assertThat(Harness.once(TownBenchmark.class, new OptionsBuilder().param("size", "70")))
        .hasSize(5);
  }
}
