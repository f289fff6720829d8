package onestop.engine.setup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import onestop.store.Vendor;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Creates a new H2 database completely or not at all: a database whose first migrations were
 * interrupted, by a kill or a power cut, is emptied and created anew.
 *
 * <p>PostgreSQL rolls an interrupted migration back; H2 commits each table immediately. An empty
 * schema {@value #MARK} exists while the first migrations of an empty database run, and nothing
 * else is done before it is dropped. A database that was ever complete is never emptied, whatever
 * the result of a later migration.
 */
@Component
class FirstMigration implements FlywayMigrationStrategy {
  static final String MARK = "BEING_MADE";

  private static final Logger log = LoggerFactory.getLogger(FirstMigration.class);

  @Override
  public void migrate(Flyway flyway) {
    DataSource database = flyway.getConfiguration().getDataSource();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (Vendor.of(connection) != Vendor.H2) {
        flyway.migrate();
        return;
      }
      if (isMarked(connection)) {
        log.warn("The database was not made to the end; nothing is in it yet, and it is made anew");
        statement.execute("drop all objects");
      }
      if (isEmpty(connection)) {
        statement.execute("create schema if not exists " + MARK);
      }
      flyway.migrate();
      statement.execute("drop schema if exists " + MARK);
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be prepared", e);
    }
  }

  private static boolean isMarked(Connection connection) throws SQLException {
    try (ResultSet schemas = connection.getMetaData().getSchemas(null, MARK)) {
      return schemas.next();
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE"})) {
      return !tables.next();
    }
  }
}
