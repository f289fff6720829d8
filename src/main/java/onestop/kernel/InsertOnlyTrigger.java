package onestop.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, on H2, every update and delete of a row of an evidence table.
 *
 * <p>On PostgreSQL the function {@code refuse_change()} of migration 003 does the same. An evidence
 * table {@code thing} is guarded by two lines in the migration of its vendor, see {@code
 * db/migration/h2} and {@code db/migration/postgresql}. H2 runs no trigger on {@code truncate}, but
 * refuses to truncate a table that another one refers to; so each evidence table has an empty
 * companion table with a foreign key to it.
 */
public final class InsertOnlyTrigger implements Trigger {
  private String table = "";

  @Override
  public void init(
      Connection connection,
      String schema,
      String trigger,
      String tableName,
      boolean before,
      int type) {
    table = tableName;
  }

  @Override
  public void fire(Connection connection, Object @Nullable [] oldRow, Object @Nullable [] newRow)
      throws SQLException {
    // The SQL state of PostgreSQL's "raise exception", so that callers handle a single state.
    throw new SQLException(table + " is insert-only: its rows are evidence", "P0001");
  }
}
