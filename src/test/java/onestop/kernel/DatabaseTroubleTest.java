package onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import onestop.node.DatabaseTrouble;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.TransactionSystemException;

/** What nobody did wrong is told from what somebody did, by the databases' own codes. */
@Tag("pure")
class DatabaseTroubleTest {

  @ParameterizedTest
  @CsvSource({
    "55P03, 0, HELD", // PostgreSQL: lock_not_available
    "HYT00, 50200, HELD", // H2: LOCK_TIMEOUT_1
    "57014, 0, SLOW", // PostgreSQL: query_canceled
    "57014, 57014, SLOW", // H2: STATEMENT_WAS_CANCELED
    "08006, 0, AWAY", // connection_failure
    "08001, 0, AWAY", // no connection could be made
    "57P01, 0, AWAY", // admin_shutdown
    "57P03, 0, AWAY", // cannot_connect_now
    "25P03, 0, AWAY", // idle_in_transaction_session_timeout
    "53100, 0, FULL", // disk_full
    "53300, 0, FULL", // too_many_connections
    "58030, 0, FULL", // io_error
    "90031, 90031, FULL", // H2: IO_EXCEPTION_2
    "90098, 90098, CLOSED", // H2: DATABASE_IS_CLOSED
    "90121, 90121, CLOSED" // H2: DATABASE_CALLED_AT_SHUTDOWN
  })
  void readsTheCodesOfBothDatabases(String state, int code, DatabaseTrouble trouble) {
    SQLException sql = new SQLException("x", state, code);
    assertThat(DatabaseTrouble.of(sql)).contains(trouble);
    assertThat(DatabaseTrouble.of(new IllegalStateException(new RuntimeException(sql))))
        .as("however it is wrapped")
        .contains(trouble);
  }

  @ParameterizedTest
  @CsvSource({"23505, 0", "23503, 0", "42P01, 0", "22001, 0", "40001, 0", "22003, 22003"})
  void leavesWhatAProgramDidWrongAlone(String state, int code) {
    assertThat(DatabaseTrouble.of(new SQLException("x", state, code))).isEmpty();
  }

  @Test
  void takesTheInnermostReason() {
    SQLException closed = new SQLException("closed", "90098", 90098);
    SQLException pool = new SQLTransientConnectionException("no connection", closed);
    assertThat(DatabaseTrouble.of(pool)).contains(DatabaseTrouble.CLOSED);
    assertThat(DatabaseTrouble.of(new SQLTransientConnectionException("no connection")))
        .contains(DatabaseTrouble.AWAY);
    assertThat(DatabaseTrouble.of(new SQLRecoverableException("broken")))
        .contains(DatabaseTrouble.AWAY);
    MVStoreException full = new MVStoreException(DataUtils.ERROR_WRITING_FAILED, "no room");
    assertThat(DatabaseTrouble.of(new SQLException("general", "HY000", 50000, full)))
        .contains(DatabaseTrouble.FULL);
    assertThat(DatabaseTrouble.of(new SQLException("closed", "90098", 90098, full)))
        .as("whatever has closed it")
        .contains(DatabaseTrouble.CLOSED);
    assertThat(DatabaseTrouble.of(new SQLException("Connection is closed")))
        .as("the pool's own word")
        .contains(DatabaseTrouble.AWAY);
    TransactionSystemException rollback = new TransactionSystemException("rollback failed");
    rollback.initApplicationException(new IllegalStateException(new SQLException("x", "53100")));
    assertThat(DatabaseTrouble.of(rollback)).contains(DatabaseTrouble.FULL);
    assertThat(DatabaseTrouble.of(new IllegalArgumentException("x"))).isEmpty();
  }

  @Test
  void endsWhenCausesGoInACircle() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);
    assertThat(DatabaseTrouble.of(first)).isEmpty();
  }
}
