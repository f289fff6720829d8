package onestop.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.dossiers.Dossiers;
import onestop.engine.ProcessRuntime;
import onestop.engine.RowsOf;
import onestop.engine.WorkItems;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes of a release before trees become trees, while people work. */
@Timeout(180)
@Tag("world")
class TreeConversionTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final List<String> TABLES =
      List.of("ACT_RU_EXECUTION", "ACT_RU_TASK", "ACT_RU_JOB", "ACT_RU_EVENT_SUBSCR");
  private static final String LIST = "select dossier_code from process_tree order by 1";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void everyProcessIsTheSameAfterwards(TestDatabase database) {
    Map<String, String> where = database.ready();
    try (World old = World.on(where, "2026-03-02T10:00")) {
      List<DossierCode> dossiers = dossiers(old);
      Map<String, Object> before = trees(old);
      assertThat(before).hasSize(dossiers.size());
      RowsOf.release(old, dossiers);
      assertThat(rows(old)).isGreaterThan(3L * dossiers.size());
      assertThat(trees(old)).isEmpty();
      try (World world = World.on(where, "2026-03-02T11:00")) {
        assertThat(world.get(Fsck.class).check().findings())
            .as("a process that is not converted yet is seen")
            .isEmpty();
        assertThat(world.get(TreeConversion.class).run()).isEqualTo(dossiers.size());
        assertThat(rows(world)).isZero();
        assertThat(trees(world)).isEqualTo(before);
        assertThat(world.get(TreeConversion.class).run()).isZero();
        assertThat(world.get(Fsck.class).check().findings()).isEmpty();
        world.outageUntil("2026-03-05T17:00:01");
        world.advanceTo("2026-03-05T17:00:01");
        assertThat(world.get(Fsck.class).check().letters()).isEqualTo(dossiers.size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aCommandTakesOverTheProcessThatItNeeds(TestDatabase database) {
    Map<String, String> where = database.ready();
    try (World old = World.on(where, "2026-03-02T10:00")) {
      List<DossierCode> dossiers = dossiers(old);
      RowsOf.release(old, dossiers);
      try (World world = World.on(where, "2026-03-02T11:00")) {
        DossierCode touched = dossiers.get(0);
        String item = world.get(WorkItems.class).of(touched).get(0).id();
        assertThat(world.get(WorkItems.class).find(item)).isPresent();
        assertThat(world.get(JdbcClient.class).sql(LIST).query(String.class).list()).isEmpty();
        world.get(Dossiers.class).claim(item, City.desk());
        assertThat(world.get(JdbcClient.class).sql(LIST).query(String.class).list())
            .containsExactly(touched.value());
        City.of(world).resolve(touched);
        assertThat(world.get(ProcessRuntime.class).timersOf(touched)).isZero();
        assertThat(world.get(TreeConversion.class).run()).isEqualTo(dossiers.size() - 1);
        assertThat(rows(world)).isZero();
        assertThat(world.get(Fsck.class).check().findings()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoNodesAndPeopleConvertAtOnceAndNothingIsDoneTwice(TestDatabase database) throws Exception {
    Map<String, String> where = database.ready();
    try (World old = World.on(where, "2026-03-02T10:00")) {
      List<DossierCode> dossiers = new ArrayList<>(City.in(old).receive(MARITAL_STATUS, 60));
      Map<String, Object> before = trees(old);
      RowsOf.release(old, dossiers);
      try (World one = World.on(where, "2026-03-02T11:00");
          World two = World.on(where, "2026-03-02T11:00")) {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Callable<Integer>> all =
            List.of(
                () -> in(one, 7),
                () -> in(two, 5),
                () -> {
                  for (int i = 0; i < 20; i++) {
                    City.of(one).resolve(dossiers.get(i));
                  }
                  return 20;
                });
        for (Future<Integer> done : pool.invokeAll(all)) {
          done.get();
        }
        pool.shutdown();
        while (one.get(TreeConversion.class).run() > 0) {
          assertThat(rows(one)).isNotNegative();
        }
        assertThat(rows(one)).isZero();
        Map<String, Object> after = trees(one);
        for (DossierCode resolved : dossiers.subList(0, 20)) {
          assertThat(before.remove(resolved.value())).isNotEqualTo(after.remove(resolved.value()));
        }
        assertThat(after).isEqualTo(before);
        assertThat(one.get(Fsck.class).check().findings()).isEmpty();
      }
    }
  }

  private static int in(World world, int size) {
    return world.get(TreeConversion.class).run(size);
  }

  private static List<DossierCode> dossiers(World world) {
    City city = City.in(world);
    List<DossierCode> dossiers = new ArrayList<>(city.receive(MARITAL_STATUS, 5));
    String item = world.get(WorkItems.class).of(dossiers.get(2)).get(0).id();
    world.get(Dossiers.class).claim(item, City.desk());
    world.get(ProcessRuntime.class).suspend(dossiers.get(3));
    world.get(ProcessRuntime.class).activate(dossiers.get(3));
    return dossiers;
  }

  private static long rows(World world) {
    return TABLES.stream()
        .mapToLong(
            table ->
                world
                    .get(JdbcClient.class)
                    .sql("select count(*) from " + table)
                    .query(Long.class)
                    .single())
        .sum();
  }

  /** Each dossier's tree, due time and mark of failure. */
  private static Map<String, Object> trees(World world) {
    Map<String, Object> trees = new TreeMap<>();
    world
        .get(JdbcClient.class)
        .sql("select dossier_code, due_at, tried, tree from process_tree")
        .query(
            row -> {
              trees.put(
                  row.getString(1),
                  Arrays.asList(
                      row.getTimestamp(2),
                      row.getBoolean(3),
                      java.util.HexFormat.of().formatHex(row.getBytes(4))));
            });
    return trees;
  }
}
