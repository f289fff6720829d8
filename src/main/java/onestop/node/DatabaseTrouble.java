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
 * Why a database did not do what it was asked, where that is nobody's mistake: read from the codes
 * of PostgreSQL (<a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">appendix
 * A</a>) and H2, whichever library has wrapped them.
 */
public enum DatabaseTrouble {
  /** A row is held by another transaction for longer than this one may wait; nothing was done. */
  HELD,
  /** A statement ran longer than it may. */
  SLOW,
  /** No connection, or the one at hand broke; the database may be back in a moment. */
  AWAY,
  /** The database has no room left, on its disk or for another session. */
  FULL,
  /** H2 has closed its file after an error and opens it again for a new process only. */
  CLOSED;

  private static final Set<Integer> CLOSED_IN_H2 = Set.of(90098, 90121);
  private static final Set<Integer> FULL_IN_H2 = Set.of(90028, 90031);

  /** The pool's word, without a code, for a connection that it has given up as broken. */
  private static final String POOL_SAYS = "Connection is closed";

  private static final int LOCK_TIMEOUT_IN_H2 = 50200;
  private static final int BROKEN_IN_H2 = 90067;

  /** The trouble behind something thrown; empty if it is none of these. */
  public static Optional<DatabaseTrouble> of(Throwable thrown) {
    DatabaseTrouble found = null;
    int depth = 0;
    for (Throwable cause = thrown; cause != null && depth < 50; cause = cause.getCause()) {
      depth++;
      if (cause instanceof TransactionSystemException rollback) {
        // the rollback failed, too; why it was needed is the reason
        Throwable first = rollback.getApplicationException();
        Optional<DatabaseTrouble> trouble = first == null ? Optional.empty() : of(first);
        found = trouble.orElse(found);
      }
      if (cause instanceof SQLException || cause instanceof MVStoreException) {
        DatabaseTrouble trouble =
            cause instanceof SQLException sql ? of(sql) : of((MVStoreException) cause);
        if (trouble == CLOSED) {
          return Optional.of(CLOSED); // whatever has closed it
        }
        // the innermost cause knows best: a pool says "no connection" of a broken one, too
        found = trouble == null ? found : trouble;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether nothing at all can be done in the database now, whatever is asked. */
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
      // ended by the administrator, by a crash, not yet up; a transaction or session idle too long
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
