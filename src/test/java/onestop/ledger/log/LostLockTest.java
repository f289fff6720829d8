package onestop.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import onestop.ledger.Checkpoint;
import onestop.ledger.Ledger;
import onestop.ledger.LogFolder;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A node that stands still while it holds the lock, loses it with its connection, and wakes up when
 * another node has gone on: it integrates nothing a second time and shows nothing that is older.
 */
@Tag("store")
class LostLockTest {
  private static final int SHOWING = 3;

  private final LedgerScene scene = new LedgerScene(TestDatabase.POSTGRES).withKey();

  /** The database takes the present connection away, and with it every lock that it holds. */
  private void loseConnection() {
    Connection mine = DataSourceUtils.getConnection(scene.source);
    try (Statement statement = mine.createStatement();
        ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
      pid.next();
      long lost = pid.getLong(1);
      try (Connection other = scene.source.getConnection();
          Statement kill = other.createStatement()) {
        kill.execute("select pg_terminate_backend(" + lost + ", 10000)");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What another node does meanwhile. */
  private void goOn() {
    scene.sequence(400, 700);
    assertThat(scene.ledger(scene.transactions).publish().orElseThrow().size()).isEqualTo(700);
  }

  /** Stands still before the commit with this number, counted from 1. */
  private final class Standstill extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;
    private final int before;
    private int commits;

    Standstill(DataSource source, int before) {
      super(source);
      this.before = before;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      if (++commits == before) {
        loseConnection();
        Thread other = new Thread(LostLockTest.this::goOn);
        other.start();
        join(other);
      }
      super.doCommit(status);
    }
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void publishedOnce() {
    Checkpoint shown = scene.ledger.checkpoint().orElseThrow();
    assertThat(shown.size()).as("nothing older is shown over it").isEqualTo(700);
    assertThat(shown.isSignedBy(scene.verifier())).isTrue();
    assertThat(scene.ledger.size()).as("nothing has two positions").isEqualTo(700);
    assertThat(scene.ledger.check().differences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, SHOWING})
  void whoLosesTheLockBeforeACommitHasDoneNothing(int commit) {
    scene.sequence(0, 300);
    scene.ledger.publish();
    scene.sequence(300, 400);
    Ledger slow = scene.ledger(new Standstill(scene.source, commit));
    assertThatThrownBy(slow::publish).isInstanceOf(RuntimeException.class);
    publishedOnce();
    assertThat(slow.publish().orElseThrow().size()).isEqualTo(700);
    publishedOnce();
  }

  @Test
  void whoLosesTheLockBeforeShowingShowsNothingOlder() {
    scene.sequence(0, 300);
    scene.ledger.publish();
    scene.sequence(300, 400);
    LogFolder folder =
        new LogFolder(scene.settings.folder()) {
          private int looks;

          @Override
          public Optional<String> readText(String path) {
            Optional<String> text = super.readText(path);
            // the first look is the one before signing, the second the one before showing
            if (path.equals(CHECKPOINT) && ++looks == 2) {
              loseConnection();
              Thread other = new Thread(LostLockTest.this::goOn);
              other.start();
              join(other);
            }
            return text;
          }
        };
    Ledger slow = scene.ledger(scene.transactions, folder);
    // the pool has taken the lost connection away, so that there is nothing to roll back
    assertThatThrownBy(slow::publish)
        .isInstanceOfSatisfying(
            TransactionSystemException.class,
            ended ->
                assertThat(ended.getApplicationException())
                    .isInstanceOf(DataAccessException.class));
    publishedOnce();
  }
}
