package onestop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import onestop.delivery.DeliveryLifecycle.Step;
import onestop.testing.StatedLifecycle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The life of a message: sent once, and again only where it certainly was not, or a person says.
 */
@Tag("pure")
class DeliveryLifecycleTest {

  @Test
  void permitsWhatKeepsALetterFromGoingOutTwiceAndRefusesEverythingElse() {
    new StatedLifecycle<>(
            DeliveryState.class,
            Step.class,
            DeliveryLifecycleTest::bySafety,
            (state, step) ->
                "CONFLICT delivery/not-to-be-decided {id=X-1, state=%s, wanted=%s}"
                    .formatted(state, wanted(step)))
        .assertIs(DeliveryLifecycle.TABLE);
  }

  private static @Nullable DeliveryState bySafety(DeliveryState state, Step step) {
    boolean sending = state == DeliveryState.SENDING;
    boolean queued = state == DeliveryState.QUEUED;
    boolean unsettled = state == DeliveryState.AMBIGUOUS || state == DeliveryState.FAILED;
    boolean permitted =
        switch (step) {
          case TAKE -> queued;
          // only what a courier has in hand has an outcome
          case ACCEPT, DELIVER, LOSE, RETRY, GIVE_UP -> sending;
          // what waits for a resting channel may go to the next one
          case PASS_ON -> sending || queued;
          case LEARN -> state == DeliveryState.AMBIGUOUS;
          case SEND_AGAIN, SETTLE_AS_SENT -> unsettled;
          case CONFIRM_DELIVERY -> unsettled || state == DeliveryState.SENT;
          // what a person holds in hand again has not arrived
          case COME_BACK -> state == DeliveryState.AMBIGUOUS || state == DeliveryState.SENT;
          case REDIRECT -> state == DeliveryState.FAILED;
        };
    return permitted ? wanted(step) : null;
  }

  private static DeliveryState wanted(Step step) {
    return switch (step) {
      case TAKE -> DeliveryState.SENDING;
      case ACCEPT, LEARN, SETTLE_AS_SENT -> DeliveryState.SENT;
      case DELIVER, CONFIRM_DELIVERY -> DeliveryState.DELIVERED;
      case LOSE -> DeliveryState.AMBIGUOUS;
      case RETRY, SEND_AGAIN -> DeliveryState.QUEUED;
      case PASS_ON, REDIRECT -> DeliveryState.FALLBACK;
      case GIVE_UP, COME_BACK -> DeliveryState.FAILED;
    };
  }

  @Test
  void everyStateIsReachedFromTheQueue() {
    assertThat(StatedLifecycle.reached(DeliveryLifecycle.TABLE, DeliveryState.QUEUED))
        .containsExactlyInAnyOrder(DeliveryState.values());
  }

  @Test
  void theRelayIsDoneWithEveryStateThatItNeitherHoldsNorTakes() {
    assertThat(Arrays.stream(DeliveryState.values()).filter(state -> !state.isSettled()))
        .containsExactly(DeliveryState.QUEUED, DeliveryState.SENDING);
  }
}
