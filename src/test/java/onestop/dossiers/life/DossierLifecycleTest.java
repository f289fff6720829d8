package onestop.dossiers.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import onestop.testing.StatedLifecycle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of a dossier by Decree 61/2018 and its successors, step by step. */
@Tag("pure")
class DossierLifecycleTest {
  private static final Set<DossierState> AT_WORK =
      EnumSet.of(DossierState.RECEIVED, DossierState.IN_PROGRESS);
  private static final Set<DossierState> WAITING =
      EnumSet.of(
          DossierState.WAITING_FOR_SUPPLEMENT,
          DossierState.WAITING_FOR_PAYMENT,
          DossierState.WAITING_FOR_POSTING);

  @Test
  void permitsWhatTheDecreeDoesAndRefusesEverythingElse() {
    new StatedLifecycle<>(
            DossierState.class,
            LifecycleStep.class,
            DossierLifecycleTest::byTheDecree,
            (state, step) ->
                "CONFLICT dossiers/step-not-possible {step=%s, code=X-1, state=%s}"
                    .formatted(step, state))
        .assertIs(DossierLifecycle.TABLE);
  }

  private static @Nullable DossierState byTheDecree(DossierState state, LifecycleStep step) {
    boolean submitted = state == DossierState.SUBMITTED;
    boolean atWork = AT_WORK.contains(state);
    boolean accepted = atWork || WAITING.contains(state);
    return switch (step) {
      // article 17: a desk accepts with a receipt, or refuses with the form of refusal
      case ACCEPT -> submitted ? DossierState.RECEIVED : null;
      case REFUSE -> submitted || accepted ? DossierState.REFUSED : null;
      // article 19: the work begins once; who has asked for papers or money waits for the answer
      case START_WORK -> state == DossierState.RECEIVED ? DossierState.IN_PROGRESS : null;
      case REQUEST_SUPPLEMENT -> atWork ? DossierState.WAITING_FOR_SUPPLEMENT : null;
      case REQUEST_PAYMENT -> atWork ? DossierState.WAITING_FOR_PAYMENT : null;
      case POST_NOTICE -> atWork ? DossierState.WAITING_FOR_POSTING : null;
      case RESUME -> WAITING.contains(state) ? DossierState.IN_PROGRESS : null;
      case RESOLVE -> atWork ? DossierState.RESOLVED : null;
      // article 20: nothing is handed over before there is a result, and nothing twice
      case RETURN -> state == DossierState.RESOLVED ? DossierState.RETURNED : null;
      // the applicant may withdraw, and the agency stop, as long as no result exists
      case WITHDRAW -> submitted || accepted ? DossierState.WITHDRAWN : null;
      case STOP -> accepted ? DossierState.STOPPED : null;
    };
  }

  @Test
  void everyStateIsReachedFromTheSubmission() {
    assertThat(StatedLifecycle.reached(DossierLifecycle.TABLE, DossierState.SUBMITTED))
        .containsExactlyInAnyOrder(DossierState.values());
  }

  @Test
  void aDecisionIsOwedUntilThereIsAnEnd() {
    assertThat(Arrays.stream(DossierState.values()).filter(state -> !state.isOpen()))
        .containsExactlyInAnyOrder(
            DossierState.RESOLVED,
            DossierState.RETURNED,
            DossierState.REFUSED,
            DossierState.WITHDRAWN,
            DossierState.STOPPED);
  }

  @Test
  void theApplicantsTurnIsExactlyWhatCanBeResumed() {
    assertThat(Arrays.stream(DossierState.values()).filter(DossierState::isWaiting))
        .containsExactlyElementsOf(WAITING)
        .allMatch(s -> DossierLifecycle.TABLE.next(s, LifecycleStep.RESUME).isPresent());
  }
}
