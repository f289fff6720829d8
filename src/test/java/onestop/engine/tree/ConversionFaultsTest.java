package onestop.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import onestop.engine.EngineIncident;
import onestop.engine.RowsOf;
import onestop.incidents.Incidents;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a conversion meets: a process that is none of ours, and its own death. */
@Timeout(600)
@Tag("world")
class ConversionFaultsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String CONVERTED = "select count(*) from process_tree";
  private static final String ROWS =
      "select count(distinct BUSINESS_KEY_) from ACT_RU_EXECUTION where BUSINESS_KEY_ is not null";

  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aProcessThatCannotBeConvertedHoldsUpNoOther(TestDatabase database) {
    Map<String, String> where = database.ready();
    try (World old = World.on(where, "2026-03-02T10:00")) {
      List<DossierCode> dossiers = City.in(old).receive(MARITAL_STATUS, 9);
      Map<String, String> before = trees(old);
      RowsOf.release(old, dossiers);
      DossierCode odd = dossiers.get(4);
      try (World world = World.on(where, "2026-03-02T11:00")) {
        TreeConversion conversion = world.get(TreeConversion.class);
        setTypeOfJob(world, odd, "message");
        assertThat(conversion.run()).isEqualTo(8);
        assertThat(count(world, ROWS)).isEqualTo(1);
        Incidents incidents = world.get(Incidents.class);
        assertThat(incidents.open(EngineIncident.PROCESS_NOT_CONVERTED)).containsExactly(odd);
        assertThat(conversion.run()).as("tried again, in vain").isZero();

        setTypeOfJob(world, odd, "timer");
        assertThat(conversion.run()).isEqualTo(1);
        assertThat(incidents.open(EngineIncident.PROCESS_NOT_CONVERTED)).isEmpty();
        assertThat(count(world, ROWS)).isZero();
        assertThat(trees(world)).isEqualTo(before);
        assertThat(world.get(Fsck.class).check().findings()).isEmpty();
      }
    }
  }

  @Test
  void aConversionThatIsKilledGoesOnAtTheNextStart() throws Exception {
    Map<String, String> where = TestDatabase.POSTGRES.ready();
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    try (World old = World.on(where, "2026-03-02T10:00")) {
      List<DossierCode> dossiers = City.in(old).receive(MARITAL_STATUS, 120);
      Map<String, String> before = trees(old);
      RowsOf.release(old, dossiers);
      for (int death = 1; death <= 2; death++) {
        Process node = start(where);
        ready(node);
        node.getOutputStream().write('\n');
        node.getOutputStream().flush();
        long wanted = count(old, CONVERTED) + random.nextLong(4, 24);
        while (node.isAlive() && count(old, CONVERTED) < wanted) {
          node.waitFor(1, TimeUnit.MILLISECONDS);
        }
        node.destroyForcibly().waitFor();
        long converted = count(old, CONVERTED);
        assertThat(converted + count(old, ROWS)).as("seed %d", seed).isEqualTo(dossiers.size());
        assertThat(converted).as("killed midway, seed %d", seed).isBetween(1L, 119L);
        assertThat(converted % ConversionNode.BATCH).as("whole batches").isZero();
        assertThat(before).as("seed %d", seed).containsAllEntriesOf(trees(old));
      }
      try (World world = World.on(where, "2026-03-02T11:00")) {
        long left = count(world, ROWS);
        assertThat(world.get(TreeConversion.class).run()).isEqualTo((int) left);
        assertThat(count(world, ROWS)).isZero();
        assertThat(trees(world)).as("seed %d", seed).isEqualTo(before);
        assertThat(world.get(Fsck.class).check().findings()).isEmpty();
      }
    }
  }

  private Process start(Map<String, String> where) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ConversionNode.class.getName(),
            where.get("url"),
            where.get("user"),
            where.get("password"),
            "2026-03-02T10:30")
        .redirectError(dir.resolve("node.err").toFile())
        .start();
  }

  private static void ready(Process node) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine();
        !ConversionNode.READY.equals(line);
        line = said.readLine()) {
      assertThat(line).as("the node ended before it was ready").isNotNull();
    }
  }

  private static void setTypeOfJob(World world, DossierCode dossier, String type) {
    int changed =
        world
            .get(JdbcClient.class)
            .sql(
                """
                update ACT_RU_JOB set TYPE_ = ? where PROCESS_INSTANCE_ID_ in (
                  select ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ?)
                """)
            .params(type, dossier.value())
            .update();
    assertThat(changed).isPositive();
  }

  private static long count(World world, String sql) {
    return world.get(JdbcClient.class).sql(sql).query(Long.class).single();
  }

  private static Map<String, String> trees(World world) {
    Map<String, String> trees = new TreeMap<>();
    world
        .get(JdbcClient.class)
        .sql("select dossier_code, due_at, tried, tree from process_tree")
        .query(
            row -> {
              trees.put(
                  row.getString(1),
                  row.getTimestamp(2)
                      + " "
                      + row.getBoolean(3)
                      + " "
                      + java.util.HexFormat.of().formatHex(row.getBytes(4)));
            });
    return trees;
  }
}
