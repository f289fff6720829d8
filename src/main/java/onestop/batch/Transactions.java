package onestop.batch;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Port: does groups of items in transactions, and says how these ended. */
public interface Transactions<I> {
  /**
   * Does the group in one transaction, in its order. Throws nothing: a failure is an ending.
   *
   * @param lockTimeout how long it may wait for each lock that another transaction holds
   */
  Attempt<I> attempt(List<I> group, Duration lockTimeout);

  /** The exclusive keys of an item; items that share one stand or go together when it is locked. */
  default Set<?> exclusive(I item) {
    return Set.of();
  }

  /**
   * Those of the group that another transaction holds up at this moment, as far as that can be told
   * without waiting.
   */
  default Set<I> locked(List<I> group) {
    return Set.of();
  }

  /** To be told that a group that was rolled back is done again, whole or in parts. */
  default void again() {}
}
