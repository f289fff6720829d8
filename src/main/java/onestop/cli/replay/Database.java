package onestop.cli.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import onestop.kernel.Failure;
import onestop.store.Vendor;
import org.jspecify.annotations.Nullable;

/** A database by its JDBC address: H2 or PostgreSQL. */
public record Database(String url, String user, String password) {
  public Database {
    if (!Vendor.H2.owns(url) && !Vendor.POSTGRESQL.owns(url)) {
      throw Failure.badInput(
          "cli", "db-url", "value", url.replaceAll("password=[^&;]*", "password=…"));
    }
  }

  /** The named database, or a file database in the folder, which survives a power failure. */
  public static Database namedOr(
      @Nullable String url, @Nullable String user, @Nullable String password, Path folder) {
    if (url == null) {
      return new Database(
          "jdbc:h2:file:"
              + folder.toAbsolutePath()
              + "/onestop;WRITE_DELAY=0;QUERY_CACHE_SIZE=1024",
          "onestop",
          "");
    }
    return new Database(url, user == null ? "" : user, password == null ? "" : password);
  }

  /**
   * Ensures that the database exists, for commands that read one and must not create it; a failure
   * if it does not exist.
   */
  public void mustExist() {
    String prefix = "jdbc:h2:file:";
    if (url.startsWith(prefix)) {
      String file = url.substring(prefix.length()).split(";")[0] + ".mv.db";
      if (!Files.isRegularFile(Path.of(file))) {
        throw Failure.badInput("cli", "no-database", "file", file);
      }
    }
  }

  /** The address without the parts that a log must not show. */
  @Override
  public String toString() {
    return url;
  }
}
