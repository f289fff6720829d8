package onestop.engine.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import onestop.node.DatabaseSessions;
import onestop.node.SameTime;
import onestop.store.Sql;
import onestop.store.Vendor;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells PostgreSQL that the transaction at hand finds every row by a key.
 *
 * <p>Its planner goes by the size that a table had when the statement was planned, and a session
 * keeps that plan until the table is analysed next, a minute or more later. A table that was small
 * then and has grown since, as all of a new installation and every queue after a quiet night, is
 * read from end to end by each batch meanwhile: a third of the throughput was left. With these
 * settings, which end with the transaction, no such plan is made, and none is made twice. How long
 * the transaction may wait for a row that another one holds is said in the same statement; on H2
 * that is a setting of the session ({@link DatabaseSessions}). The same statement tells the
 * database's time, and {@link SameTime} whether it is ours.
 */
@Component
public class TransactionSettings {
  private static final String BY_KEY =
      """
      select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
             set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true),
             set_config('lock_timeout', ?, true), clock_timestamp()
      """;

  private final JdbcOperations jdbc;
  private final SameTime time;
  private final boolean postgres;

  TransactionSettings(JdbcTemplate jdbc, SameTime time) {
    this.jdbc = jdbc;
    this.time = time;
    this.postgres = Vendor.of(jdbc) == Vendor.POSTGRESQL;
  }

  /**
   * From here to the end of the transaction that this thread is in.
   *
   * @param patience how long each lock may be waited for, in whole milliseconds
   * @throws onestop.kernel.Failure {@code kernel/clock-differs} if this node's clock is wrong
   */
  public void apply(Duration patience) {
    if (!postgres) {
      return;
    }
    Instant asked = time.asking();
    long nanos = System.nanoTime();
    Instant told =
        Objects.requireNonNull(
            jdbc.queryForObject(
                BY_KEY,
                (row, n) -> Sql.instant(row, "clock_timestamp"),
                patience.toMillis() + "ms"));
    time.check(asked, told, Duration.ofNanos(System.nanoTime() - nanos));
  }
}
