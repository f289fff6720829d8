package onestop.engine;

import org.springframework.jdbc.core.ConnectionCallback;
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
 * settings, which end with the transaction, no such plan is made, and none is made twice.
 */
@Component
class KeyedPlans {
  private static final String BY_KEY =
      """
      select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
             set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true)
      """;

  private final JdbcOperations jdbc;
  private final boolean postgres;

  KeyedPlans(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    ConnectionCallback<String> product =
        connection -> connection.getMetaData().getDatabaseProductName();
    this.postgres = "PostgreSQL".equals(jdbc.execute(product));
  }

  /** From here to the end of the transaction that this thread is in. */
  void here() {
    if (postgres) {
      jdbc.query(BY_KEY, row -> {});
    }
  }
}
