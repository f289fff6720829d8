package onestop.agencies;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A recorded delegation.
 *
 * @param id the number by which the delegation can be ended
 * @param endedAt the end of its validity, exclusive; null if it was not ended before its last day
 */
public record DelegationRecord(long id, Delegation order, @Nullable Instant endedAt) {

  /** Whether the order is in force on that day, at that moment of it. */
  public boolean isInForce(LocalDate day, Instant at) {
    return order.isInForce(day) && (endedAt == null || at.isBefore(endedAt));
  }
}
