package onestop.batch;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of interleavings, each of its own seed: a failure names it, and it plays again. */
@Timeout(120)
@Tag("pure")
class SchedulesTest {
  private static final int SCHEDULES = 3_000;

  @Test
  void everyInterleavingKeepsEveryPromise() {
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      try {
        Schedule.play(seed);
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
  }
}
