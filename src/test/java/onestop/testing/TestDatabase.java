package onestop.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The two databases that every store test runs on; each call gives an empty one, migrated. */
public enum TestDatabase {
  H2 {
    @Override
    public Map<String, String> empty() {
      return Map.of(
          "url", "jdbc:h2:mem:t" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
          "user", "sa",
          "password", "");
    }

    @Override
    public DataSource dataSource(Map<String, String> where) {
      JdbcDataSource source = new JdbcDataSource();
      source.setUrl(where.get("url"));
      source.setUser(where.get("user"));
      source.setPassword(where.get("password"));
      return source;
    }
  },
  POSTGRES {
    @Override
    public Map<String, String> empty() {
      return database("template1");
    }

    /** Migrated once in a JVM and copied from then on: a copy takes a tenth of the time. */
    @Override
    public Map<String, String> ready() {
      return database(Migrated.NAME);
    }

    @Override
    public DataSource fresh() {
      return dataSource(ready());
    }

    @Override
    public DataSource dataSource(Map<String, String> where) {
      org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
      source.setUrl(where.get("url"));
      source.setUser(where.get("user"));
      source.setPassword(where.get("password"));
      return source;
    }
  };

  private static final AtomicInteger NEXT = new AtomicInteger();

  /** A new empty database: keys {@code url}, {@code user}, {@code password}. */
  public abstract Map<String, String> empty();

  /** A new database for an application, which runs the migrations that it does not find there. */
  public Map<String, String> ready() {
    return empty();
  }

  /** Connections to a database that {@link #empty} or {@link #ready} gave. */
  public abstract DataSource dataSource(Map<String, String> where);

  /** A new database with all migrations run. */
  public DataSource fresh() {
    return migrated(dataSource(empty()));
  }

  DataSource migrated(DataSource source) {
    String vendor = name().toLowerCase(Locale.ROOT).replace("postgres", "postgresql");
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
        .javaMigrations(javaMigrations())
        .load()
        .migrate();
    return source;
  }

  private static JavaMigration[] javaMigrations() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(JavaMigration.class));
    return scanner.findCandidateComponents("onestop").stream()
        .map(BeanDefinition::getBeanClassName)
        .map(TestDatabase::instance)
        .toArray(JavaMigration[]::new);
  }

  private static JavaMigration instance(String className) {
    try {
      var constructor = Class.forName(className).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (JavaMigration) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(className, e);
    }
  }

  /** A new database on the server that begins as a copy of another one. */
  private static Map<String, String> database(String original) {
    String name = "t" + NEXT.incrementAndGet();
    try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection()) {
      connection.createStatement().execute("create database " + name + " template " + original);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "url", "jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + name,
        "user", "postgres",
        "password", "postgres");
  }

  /** The migrated database that others are copied from; nobody stays connected to it. */
  private static final class Migrated {
    static final String NAME = migrate();

    private static String migrate() {
      Map<String, String> where = POSTGRES.empty();
      POSTGRES.migrated(POSTGRES.dataSource(where));
      String url = where.get("url");
      return url.substring(url.lastIndexOf('/') + 1);
    }
  }

  /** One server for all tests of a JVM; it dies with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
