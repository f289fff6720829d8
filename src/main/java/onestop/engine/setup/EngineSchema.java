package onestop.engine.setup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import onestop.store.Vendor;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Migration 001: the engine's own tables, by the scripts in the engine's jar, and the index on the
 * due date of open jobs, without which a million open timers stall the engine.
 *
 * <p>The engine never changes its schema itself; it only checks the version that this migration
 * writes.
 */
@Component
public final class EngineSchema implements JavaMigration {
  private static final List<String> PARTS = List.of("engine", "history", "identity");

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("001");
  }

  @Override
  public String getDescription() {
    return "engine";
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
    String vendor = Vendor.of(connection) == Vendor.POSTGRESQL ? "postgres" : "h2";
    try (Statement statement = connection.createStatement()) {
      for (String part : PARTS) {
        for (String sql : script(vendor, part).split(";\\s*(\\R|$)")) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
      statement.execute("create index act_idx_job_duedate on ACT_RU_JOB(DUEDATE_)");
    }
  }

  private static String script(String vendor, String part) throws IOException {
    String path =
        "/org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql".formatted(vendor, part);
    try (InputStream in = EngineSchema.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("the engine's jar has no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^\\s*--.*$", "");
    }
  }
}
