package onestop.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which failures are those of a wrong clock. */
@Tag("pure")
class NodeStateTest {
  private static final Failure WRONG =
      Failure.of(Failure.Kind.BUSY, "kernel", "clock-differs", "seconds", 3);

  @Test
  void recognisesAWrongClockAsTheCauseOfAnotherFailure() {
    assertThat(NodeState.isWrongTime(WRONG)).isTrue();
    assertThat(NodeState.isWrongTime(new IllegalStateException(new ExecutionException(WRONG))))
        .isTrue();
  }

  @Test
  void takesNoOtherFailureForAWrongClock() {
    assertThat(NodeState.isWrongTime(null)).isFalse();
    assertThat(NodeState.isWrongTime(new IllegalStateException("clock-differs"))).isFalse();
    assertThat(NodeState.isWrongTime(Failure.conflict("sla", "clock-differs"))).isFalse();
  }
}
