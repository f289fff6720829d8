package onestop.node;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Properties;
import onestop.node.NodeState.Clockwork;
import onestop.store.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * A database connection outside the pool, for probes only: an exhausted or deadlocked pool must not
 * look like an unreachable database. The driver bounds its duration. Confined to one thread.
 */
final class NodeProbe implements AutoCloseable {
  private static final String SECONDS = "5";
  private final String url;
  private final Properties login;
  private final Clock clock;
  private @Nullable Connection connection;

  NodeProbe(String url, @Nullable String user, @Nullable String password, Clock clock) {
    this.url = url;
    this.clock = clock;
    this.login = new Properties();
    login.setProperty("user", user == null ? "" : user);
    login.setProperty("password", password == null ? "" : password);
    if (Vendor.POSTGRESQL.owns(url)) {
      login.setProperty("connectTimeout", SECONDS);
      login.setProperty("socketTimeout", SECONDS);
      login.setProperty("loginTimeout", SECONDS);
      login.setProperty("ApplicationName", "onestop-watch");
    }
  }

  /**
   * Reads the database's time. This shows that the database answers, and by how much this node's
   * clock differs from it, measured at the middle of the round trip.
   *
   * @param allowed the largest allowed difference, beyond half the round trip, which is the error
   *     of the measurement
   * @throws SQLException if the database does not answer; the next probe opens a new connection.
   *     Only a database that is full keeps this one: H2 closes its file after a failed write, and
   *     tells an open connection so at once, but lets a new one wait for a minute
   */
  Clockwork look(Duration allowed) throws SQLException {
    try (Statement statement = connected().createStatement()) {
      Instant asked = clock.instant();
      long nanos = System.nanoTime();
      Instant told;
      try (ResultSet row = statement.executeQuery("select current_timestamp")) {
        row.next();
        told = row.getObject(1, OffsetDateTime.class).toInstant();
      }
      return compare(asked, told, Duration.ofNanos(System.nanoTime() - nanos), allowed);
    } catch (SQLException e) {
      if (!DatabaseTrouble.of(e).equals(Optional.of(DatabaseTrouble.FULL))) {
        close();
      }
      throw e;
    }
  }

  /** Evaluates one round trip, begun at {@code asked} by this node's clock. */
  static Clockwork compare(Instant asked, Instant told, Duration journey, Duration allowed) {
    Duration half = journey.dividedBy(2);
    Duration ahead = Duration.between(told, asked.plus(half));
    boolean agrees = ahead.abs().minus(half).compareTo(allowed) <= 0;
    return new Clockwork(ahead, allowed, agrees);
  }

  private Connection connected() throws SQLException {
    Connection present = connection;
    if (present == null) {
      present = DriverManager.getConnection(url, login);
      connection = present;
    }
    return present;
  }

  @Override
  public void close() {
    Connection present = connection;
    connection = null;
    if (present != null) {
      try {
        present.close();
      } catch (SQLException broken) {
        // the connection is discarded in any case
      }
    }
  }
}
