package onestop.engine.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import onestop.kernel.SettableClock;
import onestop.node.NodeSettings;
import onestop.node.NodeState;
import onestop.node.SameTime;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows that a batch changes are found by their keys, whatever size the planner believes in. */
@Tag("store")
class TransactionSettingsTest {
  private static final String CHANGE =
      "explain update small as t set n = 0 from generate_series(1, 3000) as v(k) where t.k = v.k";

  @Test
  void aSmallTableIsNotReadFromEndToEndWithinTheTransaction() {
    DataSource source = TestDatabase.POSTGRES.fresh();
    JdbcTemplate jdbc = new JdbcTemplate(source);
    jdbc.execute("create table small (k int primary key, n int)");
    assertThat(plan(jdbc)).contains("Seq Scan on small");
    TransactionSettings session = new TransactionSettings(jdbc, anyTime());
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(source));
    List<String> within =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  session.apply(Duration.ofMillis(300));
                  return List.of(
                      plan(jdbc), setting(jdbc, "plan_cache_mode"), setting(jdbc, "lock_timeout"));
                }));
    assertThat(within.get(0)).contains("using small_pkey").doesNotContain("Seq Scan");
    assertThat(within.get(1)).isEqualTo("force_generic_plan");
    assertThat(within.get(2)).isEqualTo("300ms");
    assertThat(plan(jdbc)).contains("Seq Scan on small");
    assertThat(setting(jdbc, "plan_cache_mode")).isEqualTo("auto");
    assertThat(setting(jdbc, "lock_timeout")).isEqualTo("0");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void asksNothingThatTheDatabaseDoesNotKnow(TestDatabase database) {
    JdbcTemplate jdbc = new JdbcTemplate(database.fresh());
    new TransactionSettings(jdbc, anyTime()).apply(Duration.ofSeconds(1));
    assertThat(jdbc.queryForObject("select 1", Integer.class)).isEqualTo(1);
  }

  private static SameTime anyTime() {
    SettableClock clock = new SettableClock(Instant.EPOCH, ZoneOffset.UTC);
    NodeSettings settings =
        new NodeSettings("", Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(2));
    return new SameTime(new NodeState(), settings, clock);
  }

  private static String plan(JdbcTemplate jdbc) {
    return String.join("\n", jdbc.queryForList(CHANGE, String.class));
  }

  private static String setting(JdbcTemplate jdbc, String name) {
    return Objects.requireNonNull(jdbc.queryForObject("show " + name, String.class));
  }
}
