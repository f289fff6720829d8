package onestop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every session of the pool comes with its time-outs; migrations have none. */
@Tag("world")
class DatabaseSessionsTest {

  @Test
  void endsWhatStandsStillOnPostgres() throws SQLException {
    try (World world =
        World.with(
            TestDatabase.POSTGRES.ready(),
            "2026-03-02T10:00",
            "--onestop.database.lock-timeout=300ms",
            "--onestop.database.statement-timeout=4s",
            "--onestop.database.idle-in-transaction-timeout=700ms")) {
      JdbcClient jdbc = world.get(JdbcClient.class);
      assertThat(DatabaseTrouble.of(catchThrowable(() -> ask(jdbc, "select pg_sleep(60)"))))
          .contains(DatabaseTrouble.SLOW);
      assertThat(ask(jdbc, "show lock_timeout")).isEqualTo("300ms");
      Connection one = world.get(DataSource.class).getConnection();
      try {
        one.setAutoCommit(false);
        one.createStatement().execute("lock table officer");
        assertThat(
                DatabaseTrouble.of(
                    catchThrowable(() -> ask(jdbc, "select max(name) from officer"))))
            .contains(DatabaseTrouble.HELD);
        // the holder does nothing more: its transaction ends, and the table comes free
        String free = "select count(*)::text from officer";
        String count = null;
        for (int i = 0; i < 50 && count == null; i++) {
          try {
            count = ask(jdbc, free);
          } catch (RuntimeException held) {
            assertThat(DatabaseTrouble.of(held)).contains(DatabaseTrouble.HELD);
          }
        }
        assertThat(count).isEqualTo("0");
      } finally {
        assertThat(catchThrowable(one::close)).as("it was ended").isNotNull();
      }
      DataSource migrations = world.get(Flyway.class).getConfiguration().getDataSource();
      try (Connection connection = migrations.getConnection();
          ResultSet row = connection.createStatement().executeQuery("show statement_timeout")) {
        row.next();
        assertThat(row.getString(1)).as("a migration takes as long as it takes").isEqualTo("0");
      }
    }
  }

  @Test
  void boundsSessionsOfH2Too() {
    try (World world = World.on(TestDatabase.H2, "2026-03-02T10:00")) {
      JdbcClient jdbc = world.get(JdbcClient.class);
      assertThat(ask(jdbc, "call lock_timeout()")).isEqualTo("1000");
    }
  }

  private static String ask(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query((row, n) -> String.valueOf(row.getString(1))).single();
  }
}
