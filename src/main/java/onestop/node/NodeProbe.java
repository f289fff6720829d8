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
import java.util.Properties;
import onestop.node.NodeState.Clockwork;
import onestop.store.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the database beside the pool, for looks alone: a pool in which all wait for each
 * other is not a database that is away. Bounded in time by the driver. For one thread.
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
   * Asks the database for its time: that it answers, and by how much this node's clock differs from
   * it at the middle of the journey there and back.
   *
   * @param allowed the most it may differ beyond half the journey, which nobody can tell apart
   * @throws SQLException if the database does not answer; the next look connects anew
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
      close();
      throw e;
    }
  }

  /** The judgement on one journey, begun at {@code asked} by our clock. */
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
        // it is gone either way
      }
    }
  }
}
