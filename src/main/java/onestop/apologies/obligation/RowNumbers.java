package onestop.apologies.obligation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import onestop.store.Sql;

/**
 * Numbers of new rows of obligations, fetched from the database 50 at a time; unique across nodes,
 * possibly with gaps, and not part of any evidence. Thread-safe.
 */
final class RowNumbers {
  /** The increment of the sequence; see the migration. */
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
