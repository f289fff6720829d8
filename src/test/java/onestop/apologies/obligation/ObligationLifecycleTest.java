package onestop.apologies.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import onestop.testing.StatedLifecycle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of an obligation: one letter, also a late one, unless it is waived or void. */
@Tag("pure")
class ObligationLifecycleTest {

  @Test
  void permitsWhatTheRuleDoesAndRefusesEverythingElse() {
    new StatedLifecycle<>(
            ObligationState.class,
            ObligationStep.class,
            ObligationLifecycleTest::byTheRule,
            (state, step) ->
                "CONFLICT apologies/step-not-possible {step=%s, code=X-1, state=%s}"
                    .formatted(step, state))
        .assertIs(ObligationLifecycle.TABLE);
  }

  private static @Nullable ObligationState byTheRule(ObligationState state, ObligationStep step) {
    boolean inTime = state == ObligationState.OPENED || state == ObligationState.DRAFTED;
    boolean unsigned = inTime || state == ObligationState.BREACHED;
    boolean owed = unsigned || state == ObligationState.SIGNED;
    return switch (step) {
      // a draft can be replaced until it is signed; one made after the limit heals no breach
      case DRAFT -> inTime ? ObligationState.DRAFTED : unsigned ? state : null;
      // who has begun a letter can no longer state that none will be needed
      case STATE_ON_TIME -> state == ObligationState.OPENED ? state : null;
      // a limit that has passed stays where it was
      case MOVE_LIMIT -> inTime ? state : null;
      // nobody signs what nobody has written
      case SIGN -> unsigned && state != ObligationState.OPENED ? ObligationState.SIGNED : null;
      // a late letter is still sent
      case ISSUE -> owed ? ObligationState.ISSUED : null;
      case BREACH -> inTime ? ObligationState.BREACHED : null;
      // what is signed goes out
      case WAIVE -> unsigned ? ObligationState.WAIVED : null;
      case VOID -> unsigned ? ObligationState.VOID : null;
    };
  }

  @Test
  void everyStateIsReachedFromTheFirst() {
    assertThat(StatedLifecycle.reached(ObligationLifecycle.TABLE, ObligationState.OPENED))
        .containsExactlyInAnyOrder(ObligationState.values());
  }

  @Test
  void aLetterIsOwedExactlyWhileItCanBeIssued() {
    assertThat(ObligationState.values())
        .allMatch(
            state ->
                state.isOwed()
                    == ObligationLifecycle.TABLE.next(state, ObligationStep.ISSUE).isPresent());
  }

  @Test
  void silenceIsNoReasonThatAnOfficerMayChoose() {
    assertThat(Arrays.stream(ApologyReason.values()).filter(reason -> !reason.isForOfficers()))
        .containsExactly(ApologyReason.NOT_STATED);
  }
}
