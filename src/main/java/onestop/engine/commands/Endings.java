package onestop.engine.commands;

import java.sql.SQLException;
import java.util.function.Predicate;
import onestop.batch.Attempt.Ending;
import onestop.node.DatabaseTrouble;
import onestop.node.NodeState;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Classifies the failure of a transaction for the items that shared it. */
public final class Endings {
  private Endings() {}

  /** The ending of a transaction that was rolled back for this reason. */
  public static Ending of(Throwable why) {
    if (NodeState.isWrongTime(why)
        || DatabaseTrouble.of(why).filter(DatabaseTrouble::stopsEverything).isPresent()) {
      return Ending.UNAVAILABLE;
    } else if (DatabaseTrouble.of(why).filter(DatabaseTrouble.HELD::equals).isPresent()) {
      return Ending.LOCKED;
    }
    return isTransient(why) ? Ending.CONFLICT : Ending.FAILED;
  }

  /**
   * Whether the failure is transient: a conflict with another transaction, so that a retry may
   * succeed.
   */
  static boolean isTransient(Throwable why) {
    return isConcurrencyConflict(why) || among(why, DuplicateKeyException.class::isInstance);
  }

  /**
   * Whether the failure is a concurrency conflict: a row was changed meanwhile, or a deadlock was
   * broken.
   */
  public static boolean isConcurrencyConflict(Throwable why) {
    return among(
        why,
        cause ->
            cause instanceof ConcurrencyFailureException
                || cause instanceof OptimisticLockingException
                || cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("40"));
  }

  private static boolean among(Throwable why, Predicate<Throwable> wanted) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (wanted.test(cause)) {
        return true;
      }
    }
    return false;
  }
}
