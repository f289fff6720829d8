package onestop.delivery;

import static onestop.delivery.DeliveryState.AMBIGUOUS;
import static onestop.delivery.DeliveryState.DELIVERED;
import static onestop.delivery.DeliveryState.FAILED;
import static onestop.delivery.DeliveryState.FALLBACK;
import static onestop.delivery.DeliveryState.QUEUED;
import static onestop.delivery.DeliveryState.SENDING;
import static onestop.delivery.DeliveryState.SENT;
import static onestop.kernel.TransitionTable.permit;

import java.util.List;
import onestop.kernel.Failure;
import onestop.kernel.TransitionTable;

/**
 * The life of a message on one channel as one table; a step that is not in the table is refused.
 *
 * <p>No step of the relay leads out of a settled state, except the news that a message of unknown
 * outcome was sent after all: what may be with its addressee is repeated only by a person's
 * decision.
 */
public final class DeliveryLifecycle {

  /** The steps of a message; the last five are decisions of a person. */
  public enum Step {
    /** A relay begins to send it. */
    TAKE(SENDING),
    /** The receiving side accepts it. */
    ACCEPT(SENT),
    /** The receiving side has handed it to the addressee. */
    DELIVER(DELIVERED),
    /** Its outcome stays unknown. */
    LOSE(AMBIGUOUS),
    /** It was not sent, or a second time does no harm; it is tried again later. */
    RETRY(QUEUED),
    /** It was certainly not sent; the next channel takes over. */
    PASS_ON(FALLBACK),
    /** It was certainly not sent, and there is no other channel. */
    GIVE_UP(FAILED),
    /** A relay learns after its lease that the message was sent. */
    LEARN(SENT),
    /** It is sent again on the same channel and may arrive twice. */
    SEND_AGAIN(QUEUED),
    /** A person has found that it was sent. */
    SETTLE_AS_SENT(SENT),
    /** A person has found that the addressee has it. */
    CONFIRM_DELIVERY(DELIVERED),
    /** A person has found that it came back undelivered. */
    COME_BACK(FAILED),
    /** A person sends it another way, to another address or on another channel. */
    REDIRECT(FALLBACK);

    private final DeliveryState to;

    Step(DeliveryState to) {
      this.to = to;
    }

    private TransitionTable.Transition<DeliveryState, Step> from(DeliveryState from) {
      return permit(from, this, to);
    }
  }

  /** All permitted steps. */
  public static final TransitionTable<DeliveryState, Step> TABLE =
      new TransitionTable<>(
          (state, step, id) ->
              Failure.conflict(
                  "delivery",
                  "not-to-be-decided",
                  "id",
                  id,
                  "state",
                  state.name(),
                  "wanted",
                  step.to.name()),
          List.of(
              Step.TAKE.from(QUEUED),
              Step.PASS_ON.from(QUEUED),
              Step.ACCEPT.from(SENDING),
              Step.DELIVER.from(SENDING),
              Step.LOSE.from(SENDING),
              Step.RETRY.from(SENDING),
              Step.PASS_ON.from(SENDING),
              Step.GIVE_UP.from(SENDING),
              Step.LEARN.from(AMBIGUOUS),
              Step.SEND_AGAIN.from(AMBIGUOUS),
              Step.SETTLE_AS_SENT.from(AMBIGUOUS),
              Step.CONFIRM_DELIVERY.from(AMBIGUOUS),
              Step.SEND_AGAIN.from(FAILED),
              Step.SETTLE_AS_SENT.from(FAILED),
              Step.CONFIRM_DELIVERY.from(FAILED),
              Step.CONFIRM_DELIVERY.from(SENT),
              Step.COME_BACK.from(AMBIGUOUS),
              Step.COME_BACK.from(SENT),
              Step.REDIRECT.from(FAILED)));

  private DeliveryLifecycle() {}
}
