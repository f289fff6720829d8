package onestop.node;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * The operational reason why a database did not execute a statement, as opposed to an error of the
 * caller. It is derived from the codes of PostgreSQL (<a
 * href="https://www.postgresql.org/docs/17/errcodes-appendix.html">appendix A</a>) and H2, through
 * any wrapping exceptions.
 */
public enum DatabaseTrouble {
  /** Another transaction held a row for longer than the lock time-out; nothing was done. */
  HELD,
  /** A statement exceeded its time-out. */
  SLOW,
  /** There is no connection, or the connection broke; transient, the database may soon be back. */
  AWAY,
  /** The database has no room left, on its disk or for another session. */
  FULL,
  /** H2 has closed its file after an error; only a new process can open it again. */
  CLOSED;

  private static final Set<Integer> CLOSED_IN_H2 = Set.of(90098, 90121);
  private static final Set<Integer> FULL_IN_H2 = Set.of(90028, 90031);

  /** The pool's message, without a code, for a connection that it has discarded as broken. */
  private static final String POOL_SAYS = "Connection is closed";

  private static final int LOCK_TIMEOUT_IN_H2 = 50200;
  private static final int BROKEN_IN_H2 = 90067;

  /** The trouble that caused an exception; empty if it is none of these. */
  public static Optional<DatabaseTrouble> of(Throwable thrown) {
    DatabaseTrouble found = null;
    int depth = 0;
    for (Throwable cause = thrown; cause != null && depth < 50; cause = cause.getCause()) {
      depth++;
      if (cause instanceof TransactionSystemException rollback) {
        // the rollback failed as well; the reason is the exception that made it necessary
        Throwable first = rollback.getApplicationException();
        Optional<DatabaseTrouble> trouble = first == null ? Optional.empty() : of(first);
        found = trouble.orElse(found);
      }
      if (cause instanceof SQLException || cause instanceof MVStoreException) {
        DatabaseTrouble trouble =
            cause instanceof SQLException sql ? of(sql) : of((MVStoreException) cause);
        if (trouble == CLOSED) {
          return Optional.of(CLOSED); // whatever the cause of the closing
        }
        // the innermost cause is the most precise: a pool reports "no connection" for a broken one,
        // too
        found = trouble == null ? found : trouble;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether the database can execute nothing at all now. */
  public boolean stopsEverything() {
    return this == AWAY || this == FULL || this == CLOSED;
  }

  private static @Nullable DatabaseTrouble of(MVStoreException store) {
    return switch (store.getErrorCode()) {
      case DataUtils.ERROR_WRITING_FAILED -> FULL;
      case DataUtils.ERROR_CLOSED, DataUtils.ERROR_INTERNAL -> CLOSED;
      default -> null;
    };
  }

  private static @Nullable DatabaseTrouble of(SQLException sql) {
    int code = sql.getErrorCode();
    if (CLOSED_IN_H2.contains(code)) {
      return CLOSED;
    } else if (FULL_IN_H2.contains(code)) {
      return FULL;
    } else if (code == LOCK_TIMEOUT_IN_H2) {
      return HELD;
    } else if (code == BROKEN_IN_H2) {
      return AWAY;
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    return switch (state) {
      case "55P03" -> HELD;
      case "57014" -> SLOW;
      // ended by the administrator or a crash, or not yet up; transaction or session idle too long
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> AWAY;
      default -> ofClass(sql, state);
    };
  }

  private static @Nullable DatabaseTrouble ofClass(SQLException sql, String state) {
    if (state.startsWith("53") || state.startsWith("58")) {
      return FULL;
    }
    boolean away =
        state.startsWith("08")
            || sql instanceof SQLTransientConnectionException
            || sql instanceof SQLNonTransientConnectionException
            || sql instanceof SQLRecoverableException
            || POOL_SAYS.equals(sql.getMessage());
    return away ? AWAY : null;
  }
}
