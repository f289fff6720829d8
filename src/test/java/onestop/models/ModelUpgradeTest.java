package onestop.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onestop.engine.ModelDeployer;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database whose models an earlier release deployed, which kept no versions. */
@Tag("world")
class ModelUpgradeTest {
  private static final String KEY = "birth_registration";
  private static final Path FILE = Path.of("bpmn/civil-status/birth_registration.bpmn");

  /** Leaves the engine's deployments and nothing of ours, as a release before did. */
  static void forgetVersions(TestDatabase database, Map<String, String> where) {
    JdbcClient jdbc = JdbcClient.create(database.dataSource(where));
    boolean h2 = database == TestDatabase.H2;
    for (String table : List.of("model_event", "model_scenarios", "model_version")) {
      String trigger = table + "_insert_only";
      jdbc.sql("drop trigger " + trigger + (h2 ? "" : " on " + table)).update();
      jdbc.sql("delete from " + table).update();
      jdbc.sql(
              h2
                  ? "create trigger %s before update, delete on %s for each row call 'onestop.kernel.InsertOnlyTrigger'"
                      .formatted(trigger, table)
                  : "create trigger %s before update or delete or truncate on %s for each statement execute function refuse_change()"
                      .formatted(trigger, table))
          .update();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatStandsInTheEngineIsOnRecordAfterTheStart(TestDatabase database) throws IOException {
    Map<String, String> where = database.ready();
    byte[] designed =
        Files.readString(FILE)
            .replace("Đóng dấu, cấp số", "Đóng dấu")
            .getBytes(StandardCharsets.UTF_8);
    List<ModelDeployer.Deployed> before;
    try (World world = World.on(where, "2026-03-02T10:00")) {
      world.get(Models.class).publish(KEY + ".bpmn", designed, City.desk(), "");
      before = world.get(ModelDeployer.class).deployed();
    }
    forgetVersions(database, where);

    try (World world = World.on(where, "2026-03-03T10:00")) {
      Models models = world.get(Models.class);
      ModelDeployer deployer = world.get(ModelDeployer.class);
      assertThat(deployer.deployed()).as("nothing is deployed anew").isEqualTo(before);
      assertThat(models.all()).hasSameSizeAs(before);
      for (ModelDeployer.Deployed deployed : before) {
        assertThat(models.of(deployed.processKey()))
            .filteredOn(version -> deployed.version() == version.engineVersion())
            .singleElement()
            .satisfies(
                version -> {
                  byte[] bytes = models.bytes(version.processKey(), version.version());
                  assertThat(bytes).isEqualTo(deployer.bytes(deployed));
                  assertThat(version.sha256()).isEqualTo(Models.sha256(bytes));
                  assertThat(version.author().name()).isEqualTo("shipped");
                  assertThat(version.createdAt()).isEqualTo(deployed.deployedAt());
                });
      }
      assertThat(models.of(KEY))
          .extracting(ModelVersion::state)
          .containsExactly(ModelState.RETIRED, ModelState.PUBLISHED);
      assertThat(models.bytes(KEY, 2)).as("no shipped file over a newer one").isEqualTo(designed);
      assertThat(models.adopt()).as("once").isZero();
    }
  }
}
