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
 * Sets the PostgreSQL planner, for the current transaction, to find every row by a key.
 *
 * <p>The planner relies on the size that a table had when the statement was planned, and a session
 * keeps that plan until the table is analysed next, a minute or more later. A table that has grown
 * since, such as every table of a new installation and every queue after a quiet night, is scanned
 * in full by each batch meanwhile, which cut the throughput to a third. With these settings, which
 * end with the transaction, no such plan is made, and none is made twice. The same statement sets
 * how long the transaction may wait for a row that another one holds; on H2 that is a setting of
 * the session ({@link DatabaseSessions}). The same statement reads the database's time, which
 * {@link SameTime} compares with the time of this node.
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
   * Applies the settings until the end of this thread's transaction.
   *
   * @param patience the longest wait for each lock, in whole milliseconds
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
