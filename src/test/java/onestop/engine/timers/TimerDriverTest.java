package onestop.engine.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How lanes divide what is due. */
@Tag("pure")
class TimerDriverTest {

  @Test
  void wholePortionsAreTakenFromBothEnds() {
    Deque<List<String>> plan = plan();
    assertThat(TimerDriver.take(plan, false, 100)).containsExactly("a", "b", "c");
    assertThat(TimerDriver.take(plan, true, 100)).containsExactly("d", "e", "f");
    assertThat(TimerDriver.take(plan, true, 100)).isEmpty();
  }

  @Test
  void ofASmallWaveTheRestStaysWhereItWas() {
    Deque<List<String>> plan = plan();
    assertThat(TimerDriver.take(plan, false, 2)).containsExactly("a", "b");
    assertThat(TimerDriver.take(plan, true, 2)).containsExactly("e", "f");
    assertThat(plan).containsExactly(List.of("c"), List.of("d"));
  }

  @Test
  void smallWavesLeaveNothingOutAndTakeNothingTwice() {
    Deque<List<String>> plan = plan();
    List<String> taken = new ArrayList<>();
    boolean fromTheEnd = false;
    for (List<String> wave = TimerDriver.take(plan, false, 2);
        !wave.isEmpty();
        wave = TimerDriver.take(plan, fromTheEnd, 2)) {
      taken.addAll(wave);
      fromTheEnd = !fromTheEnd;
    }
    assertThat(taken).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
  }

  private static Deque<List<String>> plan() {
    return new ArrayDeque<>(List.of(List.of("a", "b", "c"), List.of("d", "e", "f")));
  }
}
