package onestop.apologies.obligation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import onestop.store.Sql;

/**
 * Numbers of new rows of obligations, fetched from the database fifty at a time; unique on all
 * nodes, not without gaps, and part of no evidence. Safe for any number of threads.
 */
final class RowNumbers {
  /** As the sequence steps; see the migration. */
  private static final int STEP = 50;

  private final Sql sql;

  @GuardedBy("this")
  private long next;

  @GuardedBy("this")
  private long end;

  RowNumbers(Sql sql) {
    this.sql = sql;
  }

  synchronized long next() {
    if (next == end) {
      next =
          sql.client()
              .sql("select nextval('apology_obligation_number')")
              .query(Long.class)
              .single();
      end = next + STEP;
    }
    return next++;
  }
}
