package onestop.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.engine.WorkItems;
import onestop.engine.tree.EntityField.Kind;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where we change a process in the engine's place, it is the process that the engine leaves. */
@Timeout(120)
@Tag("world")
public class AsTheEngineWouldTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String CERTIFIED_COPY = "2.000815";
  private static final int MANY = 6;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void manyTogetherLeaveTheProcessesThatOneLeavesAlone(TestDatabase database) {
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
  void takingAndGivingBackWriteTheRowOfTheInboxAlone(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    DossierCode dossier = SHARED.city(database).receive(CERTIFIED_COPY).code();
    Dossiers dossiers = world.get(Dossiers.class);
    String item = only(world, dossier);
    Map<String, Object> before = storedRow(world, dossier);

    dossiers.claim(item, specialist());
    assertThat(holder(world, dossier)).isEqualTo(specialist().id());
    dossiers.release(item, specialist());
    assertThat(holder(world, dossier)).isNull();
    dossiers.claim(item, specialist());
    assertThat(storedRow(world, dossier)).usingRecursiveComparison().isEqualTo(before);

    complete(world, item);
    assertThat(holder(world, dossier)).as("the next item is free").isNull();
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
                  jdbc.sql("update process_tree set revision = revision + 1 where dossier_code = ?")
                      .param(dossier.value())
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
    List<String> expected = rows(world, alone.get(0));
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

  private static @Nullable OfficerId holder(World world, DossierCode dossier) {
    return world.get(WorkItems.class).of(dossier).get(0).assignee();
  }

  private static Map<String, Object> storedRow(World world, DossierCode dossier) {
    return world
        .get(JdbcClient.class)
        .sql("select revision, due_at, tried, tree from process_tree where dossier_code = ?")
        .param(dossier.value())
        .query()
        .singleRow();
  }

  /** All entities of a dossier's processes; of ids only whether they are there. */
  private static List<String> rows(World world, DossierCode dossier) {
    List<String> rows = new ArrayList<>();
    for (ProcessTree tree : world.get(Trees.class).of(dossier)) {
      tree.executions().forEach(one -> rows.add(plain(StoredFields.EXECUTION, one)));
      tree.tasks().forEach(one -> rows.add(plain(StoredFields.TASK, one)));
      tree.timers().forEach(one -> rows.add(plain(StoredFields.TIMER, one)));
      tree.subscriptions().forEach(one -> rows.add(plain(StoredFields.SUBSCRIPTION, one)));
    }
    return rows.stream().sorted().toList();
  }

  private static <E> String plain(EntityFields<E> fields, E entity) {
    Map<String, Object> plain = new TreeMap<>();
    for (EntityField<E> field : fields.fields()) {
      Object value = field.get().apply(entity);
      boolean id =
          Set.of(Kind.ID, Kind.EXECUTION, Kind.INSTANCE).contains(field.kind())
              || field.property().endsWith("InstanceId")
              || field.property().startsWith("businessKey");
      plain.put(field.property(), value == null ? "none" : id ? "some" : value);
    }
    return entity.getClass().getSimpleName() + plain;
  }
}
