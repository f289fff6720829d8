package onestop.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * A migration that creates a library's own tables by the scripts in the library's jar.
 *
 * <p>Of a script it runs what creates, alters and inserts. Scripts also drop tables, of which there
 * are none here, and commit, which Flyway does.
 */
public abstract class LibrarySchema implements JavaMigration {
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");
  private static final Pattern END = Pattern.compile(";\\s*(\\R|$)");
  private static final Pattern BUILDING = Pattern.compile("(?is)(create|alter|insert)\\s.*");

  private final String version;
  private final String description;

  /** The migration with that version and description, as recorded in databases that have it. */
  protected LibrarySchema(String version, String description) {
    this.version = version;
    this.description = description;
  }

  /**
   * The resources to run, in order.
   *
   * @param vendor {@code postgres} or {@code h2}, as libraries name them in their files
   */
  protected abstract List<String> scripts(String vendor);

  /** Statements to run after the scripts. */
  protected List<String> additions() {
    return List.of();
  }

  @Override
  public final MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(version);
  }

  @Override
  public final String getDescription() {
    return description;
  }

  @Override
  public final @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public final boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public final void migrate(Context context) throws SQLException, IOException {
    Connection connection = context.getConnection();
    String vendor = Vendor.of(connection) == Vendor.POSTGRESQL ? "postgres" : "h2";
    try (Statement statement = connection.createStatement()) {
      for (String script : scripts(vendor)) {
        for (String sql : END.split(COMMENT.matcher(read(script)).replaceAll(""))) {
          if (BUILDING.matcher(sql.strip()).matches()) {
            statement.execute(sql.strip());
          }
        }
      }
      for (String sql : additions()) {
        statement.execute(sql);
      }
    }
  }

  private String read(String script) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(script)) {
      if (in == null) {
        throw new IOException("the library's jar has no " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
