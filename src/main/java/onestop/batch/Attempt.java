package onestop.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one transaction of a group ended.
 *
 * @param why what was thrown; null if it committed
 * @param culprit the item at which it failed, if that can be told: nobody fails for another
 */
public record Attempt<I>(
    Ending ending, @Nullable RuntimeException why, @Nullable I culprit, Phase phase) {

  /** The ways in which a transaction ends. */
  public enum Ending {
    /** It took effect. */
    COMMITTED,
    /** It was rolled back for a reason of one of the items; the same would happen again. */
    FAILED,
    /** It was rolled back since it met another transaction; done again it may well succeed. */
    CONFLICT,
    /** It was rolled back since another transaction holds a lock for longer than it may wait. */
    LOCKED,
    /** Nothing can be done at all now, whatever the item: each would only wait for the same. */
    UNAVAILABLE,
    /** The answer to its commit is lost: it may have taken effect, and is never done again. */
    UNKNOWN
  }

  /** How far it came. */
  public enum Phase {
    /** It was still taking the locks of the whole group. */
    LOCKING,
    /** It was at the items' own work, or at writing it. */
    WORKING
  }

  /** It took effect. */
  public static <I> Attempt<I> committed() {
    return new Attempt<>(Ending.COMMITTED, null, null, Phase.WORKING);
  }

  /** It did not. */
  public static <I> Attempt<I> rolledBack(
      Ending ending, RuntimeException why, @Nullable I culprit, Phase phase) {
    return new Attempt<>(ending, why, culprit, phase);
  }

  /** What was thrown; only of one that did not commit. */
  public RuntimeException reason() {
    return Objects.requireNonNull(why);
  }
}
