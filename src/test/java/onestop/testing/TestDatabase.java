package onestop.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * The two databases that every store test runs on. What all tests begin with is made once in a JVM
 * and copied from then on: a copy takes a twentieth of the time.
 */
public enum TestDatabase {
  H2 {
    @Override
    public Map<String, String> empty() {
      Map<String, String> where =
          Map.of(
              "url", "jdbc:h2:mem:t" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
              "user", "sa",
              "password", "");
      IN_MEMORY.add(where);
      return where;
    }

    @Override
    void drop(Map<String, String> where) {
      if (IN_MEMORY.remove(where)) {
        execute(where, "shutdown");
      }
    }

    /** Databases in memory are copied by the script of statements that makes them. */
    @Override
    Map<String, String> copy(Map<String, String> original) {
      Map<String, String> where = empty();
      fill(where, original);
      return where;
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

    @Override
    void drop(Map<String, String> where) {
      hangUp(where);
      execute(server(), "drop database " + nameOf(where) + " with (force)");
    }

    /** The server copies files; nobody may be connected to the original. */
    @Override
    Map<String, String> copy(Map<String, String> original) {
      return database(nameOf(original));
    }

    @Override
    public DataSource dataSource(Map<String, String> where) {
      return KEPT.computeIfAbsent(where, TestDatabase::keeping);
    }

    @Override
    DataSource plain(Map<String, String> where) {
      org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
      source.setUrl(where.get("url"));
      source.setUser(where.get("user"));
      source.setPassword(where.get("password"));
      return source;
    }
  };

  private static final AtomicInteger NEXT = new AtomicInteger();

  private static final List<String> VIEWS = List.of("dossier_standing");

  /** Those that take memory of this JVM, but for the ones that others are copies of. */
  private static final Set<Map<String, String>> IN_MEMORY = ConcurrentHashMap.newKeySet();

  private static final Map<Map<String, String>, String> SCRIPTS = new ConcurrentHashMap<>();

  /**
   * Connections to PostgreSQL, kept as an application keeps them: each is a process of the server,
   * which has read nothing when it begins.
   */
  private static final Map<Map<String, String>, HikariDataSource> KEPT = new ConcurrentHashMap<>();

  private @Nullable Map<String, String> migrated;
  private @Nullable Map<String, String> started;

  /** A new empty database: keys {@code url}, {@code user}, {@code password}. */
  public abstract Map<String, String> empty();

  /** Ends a database that nobody uses any more: hundreds of them fill the memory of a JVM. */
  abstract void drop(Map<String, String> where);

  /** Ends every database in memory that a test left, and every kept connection. */
  static void dropAll() {
    IN_MEMORY.forEach(H2::drop);
    Set.copyOf(KEPT.keySet()).forEach(TestDatabase::hangUp);
  }

  private static void hangUp(Map<String, String> where) {
    HikariDataSource kept = KEPT.remove(where);
    if (kept != null) {
      kept.close();
    }
  }

  private static HikariDataSource keeping(Map<String, String> where) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(POSTGRES.plain(where));
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(40);
    return new HikariDataSource(config);
  }

  abstract Map<String, String> copy(Map<String, String> original);

  /** Connections to a database that {@link #empty} or {@link #ready} gave. */
  public abstract DataSource dataSource(Map<String, String> where);

  /** As {@link #dataSource}, with a new connection each time, which ends when it is closed. */
  DataSource plain(Map<String, String> where) {
    return dataSource(where);
  }

  /** A new database with all migrations run, and nothing else in it. */
  public DataSource fresh() {
    return dataSource(migratedCopy());
  }

  /** As {@link #fresh}, for an application to connect to. */
  public Map<String, String> migratedCopy() {
    return copy(migrated());
  }

  /** A new database as the first start of an application leaves it, without any dossier. */
  public Map<String, String> ready() {
    return copy(started());
  }

  /** Makes what is in {@link #ready} in a database of H2, unless it has tables. */
  static void start(Map<String, String> where) {
    // one connection stays: the last one to close ends the database
    try (Connection open = H2.dataSource(where).getConnection();
        ResultSet tables = open.getMetaData().getTables(null, "PUBLIC", null, null)) {
      if (!tables.next()) {
        fill(where, H2.started());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fill(Map<String, String> where, Map<String, String> original) {
    String script = SCRIPTS.computeIfAbsent(original, TestDatabase::script);
    H2.execute(where, "runscript from '" + script + "'");
    // a view stands before a table that a migration has changed: it takes effect when compiled
    VIEWS.forEach(view -> H2.execute(where, "alter view " + view + " recompile"));
  }

  private synchronized Map<String, String> migrated() {
    Map<String, String> made = migrated;
    if (made == null) {
      made = empty();
      migrate(plain(made));
      IN_MEMORY.remove(made);
      migrated = made;
    }
    return made;
  }

  private synchronized Map<String, String> started() {
    Map<String, String> made = started;
    if (made == null) {
      made = empty();
      World.on(made, "2015-01-05T08:00").close();
      IN_MEMORY.remove(made);
      started = made;
    }
    return made;
  }

  private void migrate(DataSource source) {
    String vendor = name().toLowerCase(Locale.ROOT).replace("postgres", "postgresql");
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
        .javaMigrations(javaMigrations())
        .load()
        .migrate();
  }

  private static String script(Map<String, String> original) {
    String file = "memFS:/original" + NEXT.incrementAndGet() + ".sql";
    H2.execute(original, "script to '" + file + "'");
    return file;
  }

  void execute(Map<String, String> where, String statement) {
    try (Connection connection = plain(where).getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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

  private static String nameOf(Map<String, String> where) {
    String url = Objects.requireNonNull(where.get("url"));
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The database of the server that is there from the beginning. */
  private static Map<String, String> server() {
    return where("postgres");
  }

  private static Map<String, String> where(String name) {
    return Map.of(
        "url", "jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + name,
        "user", "postgres",
        "password", "postgres");
  }

  /** A new database on the server that begins as a copy of another one. */
  private static Map<String, String> database(String original) {
    String name = "t" + NEXT.incrementAndGet();
    try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection()) {
      connection
          .createStatement()
          .execute("create database " + name + " template " + original + " strategy file_copy");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return where(name);
  }

  /**
   * One server for all tests of a JVM; it dies with the JVM, and nothing outlives a crash of it.
   */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("wal_level", "minimal")
            .setServerConfig("max_wal_senders", "0")
            .setServerConfig("autovacuum", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
