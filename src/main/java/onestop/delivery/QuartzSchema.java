package onestop.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import onestop.store.Vendor;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Migration 002: the tables of the scheduler, by the scripts in Quartz's own jar. */
@Component
public final class QuartzSchema implements JavaMigration {

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("002");
  }

  @Override
  public String getDescription() {
    return "quartz";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException, IOException {
    Connection connection = context.getConnection();
    Vendor vendor = Vendor.of(connection);
    try (Statement statement = connection.createStatement()) {
      for (String sql : script(vendor == Vendor.POSTGRESQL ? "postgres" : "h2").split(";")) {
        // The scripts also drop existing tables, and commit: here there are none, and Flyway
        // commits.
        String line = sql.strip();
        if (line.regionMatches(true, 0, "create", 0, 6)
            || line.regionMatches(true, 0, "alter", 0, 5)) {
          statement.execute(line);
        }
      }
    }
  }

  private static String script(String vendor) throws IOException {
    String path = "/org/quartz/impl/jdbcjobstore/tables_" + vendor + ".sql";
    try (InputStream in = QuartzSchema.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("Quartz's jar has no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)--.*$", "");
    }
  }
}
