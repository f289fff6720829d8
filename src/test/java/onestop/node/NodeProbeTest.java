package onestop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.logging.Logger;
import onestop.node.NodeState.Clockwork;
import onestop.node.NodeState.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a journey to the database and back is judged. */
@Tag("pure")
class NodeProbeTest {
  private static final Instant DATABASE = Instant.parse("2026-03-02T03:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // asked by our clock in ms before the database told, journey in ms, ahead in ms, agrees
    "0, 0, 0, true",
    "-5, 10, 0, true", // the middle of the journey is the database's moment
    "2000, 0, 2000, true", // just as much as is allowed
    "2001, 0, 2001, false",
    "-2001, 0, -2001, false", // behind is as wrong as ahead
    "900000, 4, 900002, false", // a quarter of an hour
    "-900000, 4, -899998, false",
    "-4000, 8000, 0, true", // a slow journey says nothing against the clock
    "2000, 3000, 3500, true", // 3.5 s at the middle, but perhaps no more than 2
    "4000, 3000, 5500, false", // at least 4, however the journey was divided
    "3600000, 1000, 3600500, false" // a zone's worth
  })
  void tellsADifferenceFromAJourney(long asked, long journey, long ahead, boolean agrees) {
    Clockwork seen =
        NodeProbe.compare(
            DATABASE.plusMillis(asked),
            DATABASE,
            Duration.ofMillis(journey),
            Duration.ofSeconds(2));
    assertThat(seen.ahead()).isEqualTo(Duration.ofMillis(ahead));
    assertThat(seen.agrees()).isEqualTo(agrees);
  }

  @Test
  void aDatabaseThatWasNotSeenForLongIsSilentAndOneThatNobodyLooksAtIsNot() {
    Duration silence = Duration.ofMinutes(1);
    long now = System.nanoTime();
    assertThat(NodeWatch.trouble(new Database(null, null), silence)).isEmpty();
    assertThat(NodeWatch.trouble(new Database(now, null), silence)).isEmpty();
    long before = now - Duration.ofMinutes(2).toNanos();
    assertThat(NodeWatch.trouble(new Database(before, null), silence)).contains("SILENT");
    assertThat(NodeWatch.trouble(new Database(now, DatabaseTrouble.AWAY), silence))
        .contains("AWAY");
  }

  @ParameterizedTest
  @CsvSource({
    "53100, 1", // no room left: the same connection tells whether the file was closed
    "08006, 2", // the connection is broken
    "57P01, 2", // ended by the administrator
    "XX000, 2" // an error of the database itself
  })
  void onlyAFullDatabaseIsAskedAgainOnTheSameConnection(String state, int connections)
      throws SQLException {
    Failing driver = new Failing(state);
    DriverManager.registerDriver(driver);
    try (NodeProbe probe =
        new NodeProbe("jdbc:failing:", null, null, Clock.fixed(DATABASE, ZoneOffset.UTC))) {
      assertThatThrownBy(() -> probe.look(Duration.ZERO)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> probe.look(Duration.ZERO)).isInstanceOf(SQLException.class);
    } finally {
      DriverManager.deregisterDriver(driver);
    }
    assertThat(driver.opened).isEqualTo(connections);
    assertThat(driver.closed).isEqualTo(connections);
  }

  /** A driver whose connections execute nothing. */
  private static final class Failing implements Driver {
    private final String state;
    private int opened;
    private int closed;

    Failing(String state) {
      this.state = state;
    }

    @Override
    public @Nullable Connection connect(String url, Properties login) {
      if (!acceptsURL(url)) {
        return null;
      }
      opened++;
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(), new Class<?>[] {Connection.class}, this::answer);
    }

    private @Nullable Object answer(Object connection, Method method, Object[] arguments)
        throws SQLException {
      if (method.getName().equals("close")) {
        closed++;
        return null;
      }
      throw new SQLException("no", state);
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.equals("jdbc:failing:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties login) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }
  }
}
