package onestop.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, on H2, every change to a row of an evidence table: what is written stays as written.
 *
 * <p>On PostgreSQL the function {@code refuse_change()} of migration 003 does the same. An evidence
 * table {@code thing} is guarded by two lines in the migration of its vendor, see {@code
 * db/migration/h2} and {@code db/migration/postgresql}. H2 runs no trigger on {@code truncate}; it
 * does refuse to truncate a table that another one refers to, so an evidence table has an empty
 * companion with a foreign key on it.
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
    // The SQL state is the one that PostgreSQL's "raise exception" gives, so that callers see one.
    throw new SQLException(table + " is insert-only: its rows are evidence", "P0001");
  }
}
