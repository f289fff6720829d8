package onestop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of the engine's own indexes and keys are not as its scripts made them. */
@Tag("store")
class EngineIndexesTest {
  private static final Pattern INDEX =
      Pattern.compile(
          "(?i)create index (ACT_IDX_\\w+) on (ACT_RU_(?:TASK|EXECUTION|JOB|EVENT_SUBSCR))\\(");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void dropsThoseThatNobodyAsksAndNoOther(TestDatabase database) throws Exception {
    Set<String> gone = scripted(database);
    try (Connection connection = database.fresh().getConnection()) {
      DatabaseMetaData schema = connection.getMetaData();
      for (String table : Set.of("TASK", "EXECUTION", "JOB", "EVENT_SUBSCR")) {
        gone.removeAll(indexes(schema, named(database, "ACT_RU_" + table)));
      }
    }
    assertThat(gone)
        .containsExactly(
            "act_idx_event_subscr_config_",
            "act_idx_event_subscr_tenant_id",
            database == TestDatabase.H2 ? "act_idx_exec_root_pi" : "act_idx_exe_root_pi",
            "act_idx_exec_tenant_id",
            "act_idx_job_execution_id",
            "act_idx_job_root_procinst",
            "act_idx_job_tenant_id",
            "act_idx_task_assignee",
            "act_idx_task_create",
            "act_idx_task_last_updated",
            "act_idx_task_owner",
            "act_idx_task_tenant_id");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesToLoseAnExecutionThatIsReferredTo(TestDatabase database) throws Exception {
    Set<String> keys = new TreeSet<>();
    Set<String> loose = new TreeSet<>();
    try (Connection connection = database.fresh().getConnection();
        ResultSet key =
            connection
                .getMetaData()
                .getExportedKeys(null, null, named(database, "ACT_RU_EXECUTION"))) {
      while (key.next()) {
        keys.add(key.getString("FK_NAME"));
        if (key.getShort("DELETE_RULE") != DatabaseMetaData.importedKeyRestrict) {
          loose.add(key.getString("FK_NAME"));
        }
      }
    }
    assertThat(keys).hasSize(11);
    assertThat(loose).isEmpty();
  }

  private static String named(TestDatabase database, String table) {
    return database == TestDatabase.H2 ? table : table.toLowerCase(Locale.ROOT);
  }

  private static Set<String> indexes(DatabaseMetaData schema, String table) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet index = schema.getIndexInfo(null, null, table, false, false)) {
      while (index.next()) {
        names.add(index.getString("INDEX_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** Those that the engine's script makes for the tables that every dossier goes through. */
  private static Set<String> scripted(TestDatabase database) throws IOException {
    String vendor = database == TestDatabase.H2 ? "h2" : "postgres";
    String path = "/org/camunda/bpm/engine/db/create/activiti." + vendor + ".create.engine.sql";
    Set<String> names = new TreeSet<>();
    try (InputStream script =
        Objects.requireNonNull(EngineIndexesTest.class.getResourceAsStream(path))) {
      Matcher index = INDEX.matcher(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      while (index.find()) {
        names.add(index.group(1).toLowerCase(Locale.ROOT));
      }
    }
    assertThat(names).hasSizeGreaterThan(12);
    return names;
  }
}
