package onestop.apologies;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Numbers of new rows of obligations, fetched from the database fifty at a time; unique on all
 * nodes, not without gaps, and part of no evidence. Safe for any number of threads.
 */
final class RowNumbers {
  /** As the sequence steps; see the migration. */
  private static final int STEP = 50;

  private final JdbcClient jdbc;
  private long next;
  private long end;

  RowNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  synchronized long next() {
    if (next == end) {
      next = jdbc.sql("select nextval('apology_obligation_number')").query(Long.class).single();
      end = next + STEP;
    }
    return next++;
  }
}
