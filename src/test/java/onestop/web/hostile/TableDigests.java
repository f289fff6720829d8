package onestop.web.hostile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** What stands in a database in memory, table by table, and whether anything was written since. */
final class TableDigests {
  private final DataSource database;

  TableDigests(DataSource database) {
    this.database = database;
  }

  /** H2's own number of the last write to any table, one that was rolled back included. */
  long lastWrite() {
    try (Connection connection = database.getConnection()) {
      SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
      return session.getDatabase().getModificationDataId();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A digest of the rows of each table, whatever their order. */
  Map<String, String> all() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      Map<String, String> digests = new TreeMap<>();
      for (String table : tables(statement)) {
        digests.put(table, digest(statement, table));
      }
      return digests;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            select table_name from information_schema.tables
             where table_schema = 'PUBLIC' and table_type = 'BASE TABLE'
            """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static String digest(Statement statement, String table) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          byte[] bytes =
              rows.getMetaData().getColumnType(i) == java.sql.Types.BLOB ? rows.getBytes(i) : null;
          line.append(bytes == null ? rows.getString(i) : HexFormat.of().formatHex(bytes));
          line.append('\u001f');
        }
        lines.add(line.toString());
      }
    }
    lines.sort(null);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return lines.size() + " rows " + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
