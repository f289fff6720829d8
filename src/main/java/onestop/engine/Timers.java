package onestop.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * The timers of all dossiers, fired by whoever sets the clock by hand: a simulation, the demo city,
 * a replay, a test. On a server threads fire them, by the same code.
 */
public interface Timers {
  /** When the earliest timer of all is due, to the millisecond; empty if none waits. */
  Optional<Instant> nextAt();

  /**
   * Fires timers due at or before {@code now}, oldest first, and the urgent ones ({@link
   * NextMark#urgentUntil}) before all others. A timer that another transaction holds is passed
   * over. One that fails uses up one of its tries, waits and is an incident; it hinders no other.
   *
   * <p>Opens transactions of its own. In a transaction of the caller all of them fire in that one,
   * and the first failure is thrown: the caller's work is lost with it.
   *
   * @return with how many it dealt, failed ones included: at most {@code max}
   */
  int fire(Instant now, int max);
}
