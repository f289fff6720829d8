package onestop.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an entry's state.
 *
 * @param nextAttemptAt the due time if {@code to} is QUEUED; null means at once
 */
record OutboxMove(DeliveryState to, @Nullable String detail, @Nullable Instant nextAttemptAt) {
  static OutboxMove to(DeliveryState state) {
    return new OutboxMove(state, null, null);
  }

  OutboxMove saying(String what) {
    return new OutboxMove(to, what, nextAttemptAt);
  }

  OutboxMove notBefore(Instant moment) {
    return new OutboxMove(to, detail, moment);
  }
}
