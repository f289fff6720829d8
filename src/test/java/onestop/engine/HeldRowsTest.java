package onestop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.Submission;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A session outside holds a row, as a person at the database's console does: who needs it waits for
 * it or is told so, nobody else does.
 */
@Timeout(400)
@Tag("world")
class HeldRowsTest {
  /** How long a command waits for a row at most, in seconds. */
  private static final long PATIENCE = 8;

  /** Less than that, and much more than a batch takes on a busy machine. */
  private static final long SOON = 6;

  private static final Map<TestDatabase, Town> TOWNS = new EnumMap<>(TestDatabase.class);

  private final ExecutorService callers = Executors.newCachedThreadPool();

  /** One application on each database, with eight dossiers. */
  private record Town(Map<String, String> where, World world, List<DossierCode> dossiers) {
    static Town found(TestDatabase database) {
      Map<String, String> where = database.ready();
      World world =
          World.with(where, "2026-03-02T10:00", "--onestop.engine.patience=" + PATIENCE + "s");
      world.get(JdbcClient.class).sql("create table door (n integer primary key)").update();
      City city = City.in(world);
      List<DossierCode> codes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        codes.add(city.receive("1.004873").code());
      }
      return new Town(where, world, codes);
    }
  }

  private static Town town(TestDatabase database) {
    Town town = TOWNS.computeIfAbsent(database, Town::found);
    town.world().get(JdbcClient.class).sql("delete from door").update();
    return town;
  }

  @AfterAll
  static void close() {
    TOWNS.values().forEach(town -> town.world().close());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void oneHeldDossierHoldsUpNoOther(TestDatabase database) throws Exception {
    Town town = town(database);
    World world = town.world();
    try (Connection holder = connect(town.where())) {
      List<DossierCode> dossiers = town.dossiers();
      hold(holder, "select * from dossier where dossier_code = ? for update", dossiers.get(3));
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Target target = new Target.OfDossier(dossiers.get(i % 8));
        int n = i;
        answers.add(call(world, target, n));
      }
      for (int i = 0; i < 20; i++) {
        answers.add(call(world, intake("desk" + i % 3), 100 + i));
      }
      for (int i = 0; i < 60; i++) {
        if (i >= 40 || i % 8 != 3) {
          answers.get(i).get(SOON, TimeUnit.SECONDS);
        }
      }
      assertThat(answers.get(3).isDone()).as("waits for its dossier").isFalse();
      holder.rollback();
      for (Future<Integer> answer : answers) {
        answer.get(SOON, TimeUnit.SECONDS);
      }
      assertThat(numbers(world)).as("each once").hasSize(60).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theHeldNumbersOfOneDeskHoldUpNoOtherDesk(TestDatabase database) throws Exception {
    Town town = town(database);
    World world = town.world();
    try (Connection holder = connect(town.where())) {
      hold(holder, "select * from dossier_number where agency = ? for update", City.WARD);
      List<Future<Integer>> held = new ArrayList<>();
      List<Future<Integer>> others = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        held.add(call(world, intake(City.WARD.value()), i));
        others.add(call(world, intake("desk" + i % 5), 100 + i));
      }
      for (Future<Integer> other : others) {
        other.get(SOON, TimeUnit.SECONDS);
      }
      assertThat(held).noneMatch(Future::isDone);
      holder.rollback();
      for (Future<Integer> answer : held) {
        answer.get(SOON, TimeUnit.SECONDS);
      }
      assertThat(numbers(world)).hasSize(80).doesNotHaveDuplicates();
    }
  }

  /** On both databases at the same time: the patience is waited for in earnest. */
  @Test
  void whoHasWaitedLongEnoughIsToldSoAndNothingWasDone() throws Exception {
    List<Future<?>> each = new ArrayList<>();
    for (TestDatabase database : TestDatabase.values()) {
      Town town = town(database);
      each.add(
          callers.submit(
              () -> {
                toldSoAndNothingWasDone(town);
                return database;
              }));
    }
    for (Future<?> done : each) {
      done.get();
    }
  }

  private void toldSoAndNothingWasDone(Town town) throws Exception {
    World world = town.world();
    List<DossierCode> dossiers = town.dossiers();
    try (Connection holder = connect(town.where())) {
      hold(holder, "select * from dossier where dossier_code = ? for update", dossiers.get(2));
      List<Command<Integer>> lot = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        int n = i;
        lot.add(new Command<>(new Target.OfDossier(dossiers.get(i % 4)), () -> insert(world, n)));
      }
      List<Outcome<Integer>> outcomes =
          CompletableFuture.supplyAsync(() -> world.get(CommandGateway.class).runAll(lot), callers)
              .get(60, TimeUnit.SECONDS);
      for (int i = 0; i < 120; i++) {
        RuntimeException failure = outcomes.get(i).failure();
        assertThat(failure == null).as("command %d", i).isEqualTo(i % 4 != 2);
        if (failure != null) {
          assertThat(failure)
              .isInstanceOfSatisfying(
                  Failure.class,
                  held -> {
                    assertThat(held.kind()).isEqualTo(Failure.Kind.BUSY);
                    assertThat(held.slug()).isEqualTo("held");
                  });
        }
      }
      assertThat(numbers(world)).hasSize(90);
      assertThat(incidents(world)).as("nobody's fault").isZero();
      holder.rollback();
      assertThat(call(world, new Target.OfDossier(dossiers.get(2)), 200).get()).isEqualTo(200);
    }
  }

  private Future<Integer> call(World world, Target target, int n) {
    return callers.submit(
        () -> world.get(CommandGateway.class).run(target, () -> insert(world, n)));
  }

  private static Integer insert(World world, int n) {
    world.get(JdbcClient.class).sql("insert into door values (?)").param(n).update();
    return n;
  }

  private static List<Integer> numbers(World world) {
    return world.get(JdbcClient.class).sql("select n from door").query(Integer.class).list();
  }

  private static long incidents(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from incident")
        .query(Long.class)
        .single();
  }

  private static Target intake(String desk) {
    return new Target.New(desk, new Submission("test", UUID.randomUUID().toString()));
  }

  private static Connection connect(Map<String, String> where) throws SQLException {
    return DriverManager.getConnection(where.get("url"), where.get("user"), where.get("password"));
  }

  private static void hold(Connection holder, String sql, Object key) throws SQLException {
    holder.setAutoCommit(false);
    var statement = holder.prepareStatement(sql);
    statement.setString(1, key instanceof DossierCode code ? code.value() : String.valueOf(key));
    assertThat(statement.executeQuery().next()).isTrue();
  }
}
