package onestop.cli;

import java.nio.file.Path;
import onestop.cli.replay.Database;
import onestop.store.Vendor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Mixin: the options that name the database. A password is better given in the environment than on
 * the command line.
 */
final class DatabaseOptions {
  @Option(names = "--db-url", paramLabel = "JDBC", descriptionKey = "onestop.db-url")
  private @Nullable String url;

  @Option(
      names = "--db-user",
      paramLabel = "NAME",
      defaultValue = "${env:ONESTOP_DB_USER:-}",
      descriptionKey = "onestop.db-user")
  private String user = "";

  @Option(
      names = "--db-password",
      paramLabel = "SECRET",
      defaultValue = "${env:ONESTOP_DB_PASSWORD:-}",
      descriptionKey = "onestop.db-password")
  private String password = "";

  /** Whether the database is named by its address. */
  boolean isNamed() {
    return url != null;
  }

  /** The database named, or the file database {@code onestop} in the given folder. */
  Database databaseOr(Path folder) {
    return Database.namedOr(url, user, password, folder);
  }

  /**
   * The database named; otherwise that of {@code ONESTOP_DB_URL}, as for {@code serve}; otherwise
   * the file database in the given folder.
   */
  Database servedOr(Path folder) {
    String served = System.getenv("ONESTOP_DB_URL");
    if (url != null || served == null || served.isBlank()) {
      return databaseOr(folder);
    }
    boolean nameless = user.isEmpty() && Vendor.H2.owns(served);
    return Database.namedOr(served, nameless ? "onestop" : user, password, folder);
  }
}
