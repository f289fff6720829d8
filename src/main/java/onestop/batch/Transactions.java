package onestop.batch;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Port: runs groups of items in transactions and reports how these ended. */
public interface Transactions<I> {
  /**
   * Runs the group in one transaction, in order. Throws nothing: a failure is returned as an
   * ending.
   *
   * @param lockTimeout the longest wait for each lock that another transaction holds
   */
  Attempt<I> attempt(List<I> group, Duration lockTimeout);

  /**
   * The exclusive keys of an item; items that share a key wait or run together when it is locked.
   */
  default Set<?> exclusive(I item) {
    return Set.of();
  }

  /**
   * The items of the group that another transaction blocks at this moment, as far as that can be
   * determined without waiting.
   */
  default Set<I> locked(List<I> group) {
    return Set.of();
  }

  /** Called when a group that was rolled back is retried, whole or in parts. */
  default void again() {}
}
