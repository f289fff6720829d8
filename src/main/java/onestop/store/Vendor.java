package onestop.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The supported databases. Only this class determines which of them is in use. */
public enum Vendor {
  /** Embedded, for one machine. */
  H2("H2", "jdbc:h2:"),
  /** A separate server, for a city. */
  POSTGRESQL("PostgreSQL", "jdbc:postgresql:");

  private final String product;
  private final String url;

  Vendor(String product, String url) {
    this.product = product;
    this.url = url;
  }

  /**
   * The vendor of a connection.
   *
   * @throws IllegalStateException if the database is not supported
   */
  public static Vendor of(Connection connection) throws SQLException {
    return ofProduct(connection.getMetaData().getDatabaseProductName());
  }

  /** As {@link #of(Connection)}, with a connection that is returned to the pool at once. */
  public static Vendor of(DataSource source) {
    return of(new JdbcTemplate(source));
  }

  /** As {@link #of(Connection)}, with a connection of the current transaction. */
  public static Vendor of(JdbcTemplate jdbc) {
    ConnectionCallback<Vendor> ask = Vendor::of;
    Vendor vendor = jdbc.execute(ask);
    if (vendor == null) {
      throw new IllegalStateException("the database has no name");
    }
    return vendor;
  }

  /** Whether a JDBC URL belongs to this vendor; opens no connection. */
  public boolean owns(String jdbcUrl) {
    return jdbcUrl.startsWith(url);
  }

  private static Vendor ofProduct(String product) {
    for (Vendor vendor : values()) {
      if (vendor.product.equals(product)) {
        return vendor;
      }
    }
    throw new IllegalStateException("not a supported database: " + product);
  }
}
