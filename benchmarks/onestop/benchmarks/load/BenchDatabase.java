package onestop.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import onestop.benchmarks.load.LoadOptions.Kind;
import org.jspecify.annotations.Nullable;

/** Empty databases for one run, with every commit on the disk before it is answered. */
final class BenchDatabase implements AutoCloseable {
  private final Kind kind;
  private final @Nullable String jdbcUrl;
  private final @Nullable EmbeddedPostgres server;
  private final Path folder;
  private final boolean kept;

  private BenchDatabase(
      Kind kind,
      @Nullable String jdbcUrl,
      @Nullable EmbeddedPostgres server,
      Path folder,
      boolean kept) {
    this.kind = kind;
    this.jdbcUrl = jdbcUrl;
    this.server = server;
    this.folder = folder;
    this.kept = kept;
  }

  /**
   * Where an application finds its database.
   *
   * @param home where it keeps its ledger and key; null: in a folder of its own, gone at the end
   */
  record Where(String url, String user, String password, @Nullable Path home) {
    Where(String url, String user, String password) {
      this(url, user, password, null);
    }
  }

  /** Starts the embedded server, unless the databases are H2 files or a server is named. */
  static BenchDatabase open(LoadOptions options) throws IOException {
    Path folder = Files.createTempDirectory("onestop-bench");
    boolean embedded = options.kind() == Kind.postgres && options.jdbcUrl() == null;
    EmbeddedPostgres server = embedded ? start(folder) : null;
    return new BenchDatabase(options.kind(), options.jdbcUrl(), server, folder, false);
  }

  /**
   * The embedded server on a folder that stays: a run that was interrupted goes on there. A server
   * that an interrupted run has left is ended first; what it had committed is on the disk.
   */
  static BenchDatabase keptIn(Path home) throws IOException, InterruptedException {
    Files.createDirectories(home);
    Path pid = home.resolve("pg").resolve("postmaster.pid");
    if (Files.exists(pid)) {
      ProcessHandle left =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip()))
              .filter(process -> process.info().command().orElse("").endsWith("postgres"))
              .orElse(null);
      if (left != null) {
        left.destroyForcibly();
        left.onExit().join();
      }
    }
    return new BenchDatabase(Kind.postgres, null, start(home), home, true);
  }

  private static EmbeddedPostgres start(Path folder) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("pg"))
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("shared_buffers", "2GB")
        .setServerConfig("max_wal_size", "8GB")
        .setServerConfig("max_connections", "120")
        .start();
  }

  /** A new empty database; of a server that the caller named, its one database. */
  Where create() throws SQLException {
    String name = "b" + UUID.randomUUID().toString().substring(0, 8);
    if (kind == Kind.h2) {
      return new Where(
          "jdbc:h2:file:"
              + folder.resolve(name)
              + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000",
          "sa",
          "");
    }
    if (server == null) {
      String url = Objects.requireNonNull(jdbcUrl);
      try (Connection connection = onNamedServer(url)) {
        connection.createStatement().execute("create database " + name);
      }
      return new Where(
          url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"),
          System.getenv().getOrDefault("ONESTOP_DB_USER", "postgres"),
          System.getenv().getOrDefault("ONESTOP_DB_PASSWORD", ""));
    }
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      connection.createStatement().execute("create database " + name);
    }
    return new Where(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "postgres");
  }

  /** The one database of a server that is kept; made when it is not there yet. */
  Where theOne() throws SQLException {
    EmbeddedPostgres kept = Objects.requireNonNull(server);
    try (Connection connection = kept.getPostgresDatabase().getConnection();
        ResultSet there =
            connection
                .createStatement()
                .executeQuery("select 1 from pg_database where datname = 'year'")) {
      if (!there.next()) {
        connection.createStatement().execute("create database year");
      }
    }
    return new Where(
        "jdbc:postgresql://localhost:" + kept.getPort() + "/year", "postgres", "postgres", folder);
  }

  private static Connection onNamedServer(String url) throws SQLException {
    return DriverManager.getConnection(
        url,
        System.getenv().getOrDefault("ONESTOP_DB_USER", "postgres"),
        System.getenv().getOrDefault("ONESTOP_DB_PASSWORD", ""));
  }

  /** The server's first process, if it runs on this machine. */
  OptionalLong postmaster() throws IOException, SQLException {
    if (kind == Kind.postgres && jdbcUrl != null) {
      try (Connection connection = onNamedServer(jdbcUrl);
          ResultSet row = connection.createStatement().executeQuery("select pg_backend_pid()")) {
        row.next();
        return ProcessHandle.of(row.getLong(1))
            .flatMap(ProcessHandle::parent)
            .map(process -> OptionalLong.of(process.pid()))
            .orElse(OptionalLong.empty());
      }
    }
    Path file = folder.resolve("pg").resolve("postmaster.pid");
    return Files.exists(file)
        ? OptionalLong.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
        : OptionalLong.empty();
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    }
  }
}
