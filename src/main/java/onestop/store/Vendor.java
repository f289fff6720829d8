package onestop.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The databases that are supported. This is the one place that asks which of them it is. */
public enum Vendor {
  /** Embedded, for one machine. */
  H2("H2", "jdbc:h2:"),
  /** A server of its own, for a city. */
  POSTGRESQL("PostgreSQL", "jdbc:postgresql:");

  private final String product;
  private final String url;

  Vendor(String product, String url) {
    this.product = product;
    this.url = url;
  }

  /**
   * The vendor of that connection.
   *
   * @throws IllegalStateException if it is none of the supported ones
   */
  public static Vendor of(Connection connection) throws SQLException {
    return ofProduct(connection.getMetaData().getDatabaseProductName());
  }

  /** As {@link #of(Connection)}, with a connection that is given back at once. */
  public static Vendor of(DataSource source) {
    return of(new JdbcTemplate(source));
  }

  /** As {@link #of(Connection)}, with a connection of the present transaction. */
  public static Vendor of(JdbcTemplate jdbc) {
    ConnectionCallback<Vendor> ask = Vendor::of;
    Vendor vendor = jdbc.execute(ask);
    if (vendor == null) {
      throw new IllegalStateException("the database has no name");
    }
    return vendor;
  }

  /** Whether a JDBC URL is one of this vendor's; asks no database. */
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
