package onestop.apologies.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onestop.apologies.obligation.ObligationLifecycle.Transition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class ObligationLifecycleTest {

  @Test
  void everyTransitionIsTakenAndNoOtherIs() {
    Set<Transition> taken = new HashSet<>();
    for (ObligationState from : ObligationState.values()) {
      for (ObligationStep step : ObligationStep.values()) {
        ObligationLifecycle.next(from, step)
            .ifPresent(to -> assertThat(taken.add(new Transition(from, step, to))).isTrue());
      }
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(ObligationLifecycle.TABLE);
  }

  @Test
  void nothingLeadsOutOfAnEnd() {
    for (ObligationState end :
        List.of(ObligationState.ISSUED, ObligationState.WAIVED, ObligationState.VOID)) {
      assertThat(end.isOwed()).isFalse();
      for (ObligationStep step : ObligationStep.values()) {
        assertThat(ObligationLifecycle.next(end, step)).as("%s %s", end, step).isEmpty();
      }
    }
  }

  @Test
  void everyStateIsReachedFromTheFirst() {
    Set<ObligationState> reached = EnumSet.of(ObligationState.OPENED);
    while (reached.addAll(
        ObligationLifecycle.TABLE.stream()
            .filter(transition -> reached.contains(transition.from()))
            .map(Transition::to)
            .toList())) {
      // until nothing new is reached
    }
    assertThat(reached).containsExactlyInAnyOrder(ObligationState.values());
  }

  @Test
  void aLetterCanBeIssuedWheneverItIsOwed() {
    assertThat(Arrays.stream(ObligationState.values()).filter(ObligationState::isOwed))
        .allMatch(state -> ObligationLifecycle.next(state, ObligationStep.ISSUE).isPresent());
  }

  @Test
  void silenceIsNoReasonThatAnOfficerMayChoose() {
    assertThat(Arrays.stream(ApologyReason.values()).filter(reason -> !reason.isForOfficers()))
        .containsExactly(ApologyReason.NOT_STATED);
  }
}
