package onestop.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * The timers of all dossiers, for callers that set the clock themselves: a simulation, the demo
 * city, a replay, a test. On a server, threads fire the timers by the same code.
 */
public interface Timers {
  /** The due time of the earliest timer, in whole milliseconds; empty if none waits. */
  Optional<Instant> nextAt();

  /**
   * Fires timers due at or before {@code now}, oldest first, and the urgent ones ({@link
   * NextMark#urgentUntil}) before all others. A timer that another transaction has locked is
   * skipped. A timer that fails uses up one of its tries, waits for its retry and is recorded as an
   * incident; it affects no other.
   *
   * <p>Opens transactions of its own. Inside a transaction of the caller, all timers fire in that
   * transaction and the first failure is thrown, which rolls back the caller's work as well.
   *
   * @return the number of timers handled, including those that failed; at most {@code max}
   */
  int fire(Instant now, int max);
}
