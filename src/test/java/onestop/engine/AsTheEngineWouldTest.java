package onestop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.SharedWorld.Week;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where we write the engine's rows in its place, they are the rows that it writes itself. */
@Timeout(120)
@Tag("world")
public class AsTheEngineWouldTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String CERTIFIED_COPY = "2.000815";
  private static final int MANY = 6;
  private static final List<String> TABLES =
      List.of("ACT_RU_EXECUTION", "ACT_RU_TASK", "ACT_RU_JOB", "ACT_RU_EVENT_SUBSCR");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void manyTogetherLeaveTheRowsThatOneLeavesAlone(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    City city = SHARED.city(database);
    List<DossierCode> alone =
        IntStream.range(0, 2).mapToObj(i -> city.receive(CERTIFIED_COPY).code()).toList();
    List<DossierCode> together = receiveTogether(world, city, "alike");
    assertThat(rows(world, together.get(0))).hasSizeGreaterThanOrEqualTo(5);
    allAlike(world, alone, together);

    for (DossierCode dossier : alone) {
      complete(world, only(world, dossier));
    }
    completeTogether(world, together);
    allAlike(world, alone, together);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void takingAndGivingBackLeaveTheRowThatTheEngineLeaves(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode ours = city.receive(CERTIFIED_COPY).code();
    DossierCode engines = city.receive(CERTIFIED_COPY).code();
    world.outageUntil(week.at(0, "10:30"));
    Dossiers dossiers = world.get(Dossiers.class);
    // inside a transaction of the caller the engine does it
    var transaction = new TransactionTemplate(world.get(PlatformTransactionManager.class));

    dossiers.claim(only(world, ours), specialist());
    transaction.executeWithoutResult(status -> dossiers.claim(only(world, engines), specialist()));
    assertThat(rows(world, ours).toString()).contains(specialist().id().value());
    assertThat(rows(world, ours)).isEqualTo(rows(world, engines));

    dossiers.release(only(world, ours), specialist());
    transaction.executeWithoutResult(
        status -> dossiers.release(only(world, engines), specialist()));
    assertThat(rows(world, ours)).isEqualTo(rows(world, engines));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void oneRowThatSomebodyElseChangedFailsItsOwnCommandAlone(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    City city = SHARED.city(database);
    List<DossierCode> together = receiveTogether(world, city, "unlucky");
    DossierCode unlucky = together.get(2);
    JdbcClient jdbc = world.get(JdbcClient.class);
    List<Command<Boolean>> commands = new ArrayList<>();
    for (DossierCode dossier : together) {
      String item = only(world, dossier);
      commands.add(
          new Command<>(
              new Target.OfWorkItem(item),
              () -> {
                complete(world, item);
                if (dossier.equals(unlucky)) {
                  jdbc.sql("update ACT_RU_TASK set REV_ = REV_ + 1 where ID_ = ?")
                      .param(item)
                      .update();
                }
                return true;
              }));
    }
    List<Outcome<Boolean>> outcomes = world.get(CommandGateway.class).runAll(commands);
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i).failure() != null).as("dossier %d", i).isEqualTo(i == 2);
      String step = world.get(WorkItems.class).of(together.get(i)).get(0).step();
      assertThat(step).isEqualTo(i == 2 ? "appraise_dossier" : "sign_result");
    }
  }

  private static void allAlike(World world, List<DossierCode> alone, List<DossierCode> together) {
    List<Map<String, Object>> expected = rows(world, alone.get(0));
    assertThat(rows(world, alone.get(1))).isEqualTo(expected);
    together.forEach(dossier -> assertThat(rows(world, dossier)).isEqualTo(expected));
  }

  private static List<DossierCode> receiveTogether(World world, City city, String key) {
    List<Intake> intakes =
        IntStream.range(0, MANY)
            .mapToObj(i -> city.intake(CERTIFIED_COPY, City.WARD, key + i))
            .toList();
    return world.get(Dossiers.class).receiveAll(intakes, City.desk()).stream()
        .map(outcome -> ((IntakeResult.Received) outcome.orThrow()).dossier().code())
        .toList();
  }

  private static void completeTogether(World world, List<DossierCode> dossiers) {
    List<Command<Boolean>> commands = new ArrayList<>();
    for (DossierCode dossier : dossiers) {
      String item = only(world, dossier);
      commands.add(
          new Command<>(
              new Target.OfWorkItem(item),
              () -> {
                complete(world, item);
                return true;
              }));
    }
    world.get(CommandGateway.class).runAll(commands).forEach(Outcome::orThrow);
  }

  private static void complete(World world, String item) {
    world
        .get(Dossiers.class)
        .complete(new StepCompletion(item, specialist(), "done", new StepPayload.Note(""), null));
  }

  private static Actor.Officer specialist() {
    return City.officer(City.WARD, Role.SPECIALIST);
  }

  private static String only(World world, DossierCode dossier) {
    return world.get(WorkItems.class).of(dossier).get(0).id();
  }

  /** A dossier's rows in the engine's tables; of ids only whether they are there. */
  private static List<Map<String, Object>> rows(World world, DossierCode dossier) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String table : TABLES) {
      String key = table.equals("ACT_RU_JOB") ? "PROCESS_INSTANCE_ID_" : "PROC_INST_ID_";
      world
          .get(JdbcClient.class)
          .sql(
              "select * from %s where %s in (select PROC_INST_ID_ from ACT_RU_EXECUTION where"
                      .formatted(table, key)
                  + " BUSINESS_KEY_ = ?)")
          .param(dossier.value())
          .query()
          .listOfRows()
          .forEach(row -> rows.add(withoutIds(table, row)));
    }
    return rows.stream().sorted(java.util.Comparator.comparing(Object::toString)).toList();
  }

  private static Map<String, Object> withoutIds(String table, Map<String, Object> row) {
    Map<String, Object> plain = new TreeMap<>(Map.of("table", table));
    row.forEach(
        (column, value) -> {
          String name = column.toUpperCase(java.util.Locale.ROOT);
          boolean id =
              name.endsWith("ID_") || name.equals("PARENT_") || name.equals("BUSINESS_KEY_");
          plain.put(name, value == null ? "none" : id ? "some" : value);
        });
    return plain;
  }
}
