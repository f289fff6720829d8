package onestop.benchmarks;

import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks once, as short as can be, in this process. */
final class Harness {
  private Harness() {}

  /** The results of all benchmarks of a class; an error in one of them is thrown. */
  static Collection<RunResult> once(Class<?> benchmarks) throws RunnerException {
    return once(benchmarks, new OptionsBuilder());
  }

  /** As {@link #once(Class)}, with options of its own: a smaller parameter for example. */
  static Collection<RunResult> once(Class<?> benchmarks, ChainedOptionsBuilder options)
      throws RunnerException {
    return new Runner(
            options
                .include("^" + Pattern.quote(benchmarks.getName()) + "\\.")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }
}
