package onestop.web.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import onestop.kernel.Failure;

/** Inspects a database before the application opens it. */
record DemoDatabase(String url, String user, String password) {

  /** The state of its contents. */
  enum State {
    /** No tables, or no account that can log in. */
    EMPTY,
    /** The database is in productive use. */
    IN_USE,
    /** A filling began and did not end; no other writer has used the database. */
    HALF_SEEDED
  }

  /**
   * The address of the same database without waiting for the disk at each commit: a power failure
   * during the filling leaves a database marked as half filled.
   */
  String hastyUrl() {
    return url.replaceAll("(?i);WRITE_DELAY=\\d+", "") + ";WRITE_DELAY=500";
  }

  State state() {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      if (!has(connection, "demo_city") || !has(connection, "officer")) {
        return State.EMPTY;
      }
      if (count(statement, "select count(*) from demo_city where finished_at is null") > 0) {
        return State.HALF_SEEDED;
      }
      return count(statement, "select count(*) from officer") > 0 ? State.IN_USE : State.EMPTY;
    } catch (SQLException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "web", "demo-database", "url", url).causedBy(e);
    }
  }

  /** Deletes all its contents. */
  void empty() {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("drop all objects");
    } catch (SQLException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "web", "demo-database", "url", url).causedBy(e);
    }
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(null, null, table.toUpperCase(java.util.Locale.ROOT), null)) {
      return found.next();
    }
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
