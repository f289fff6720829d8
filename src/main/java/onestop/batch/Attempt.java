package onestop.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ending of one transaction of a group.
 *
 * @param why the exception; null if the transaction committed
 * @param culprit the item that caused the failure; null if it is not known. No item fails for the
 *     failure of another
 */
public record Attempt<I>(
    Ending ending, @Nullable RuntimeException why, @Nullable I culprit, Phase phase) {

  /** The ways in which a transaction ends. */
  public enum Ending {
    /** The transaction took effect. */
    COMMITTED,
    /** Rolled back because of one of the items; a retry of the same group would fail again. */
    FAILED,
    /**
     * Rolled back because of a conflict with another transaction; transient, a retry may succeed.
     */
    CONFLICT,
    /** Rolled back because another transaction held a lock for longer than the lock time-out. */
    LOCKED,
    /** No item can run now, since all of them would meet the same obstacle. */
    UNAVAILABLE,
    /**
     * The answer to the commit is lost: the transaction may have taken effect, and is never
     * retried.
     */
    UNKNOWN
  }

  /** The phase in which the transaction ended. */
  public enum Phase {
    /** Taking the locks of the whole group. */
    LOCKING,
    /** Doing the items' work, or writing its results. */
    WORKING
  }

  /** An attempt that committed. */
  public static <I> Attempt<I> committed() {
    return new Attempt<>(Ending.COMMITTED, null, null, Phase.WORKING);
  }

  /** An attempt that did not commit. */
  public static <I> Attempt<I> rolledBack(
      Ending ending, RuntimeException why, @Nullable I culprit, Phase phase) {
    return new Attempt<>(ending, why, culprit, phase);
  }

  /** The exception; to be called only if the transaction did not commit. */
  public RuntimeException reason() {
    return Objects.requireNonNull(why);
  }
}
