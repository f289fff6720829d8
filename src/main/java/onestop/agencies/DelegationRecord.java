package onestop.agencies;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A delegation as it is on record.
 *
 * @param id its number, by which it can be ended
 * @param endedAt from when on it no longer holds, exclusive of that moment; null when nobody ended
 *     it before its last day
 */
public record DelegationRecord(long id, Delegation order, @Nullable Instant endedAt) {

  /** Whether the order holds on that day, at that moment of it. */
  public boolean isInForce(LocalDate day, Instant at) {
    return order.isInForce(day) && (endedAt == null || at.isBefore(endedAt));
  }
}
