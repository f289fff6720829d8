package onestop.models;

import static onestop.kernel.TransitionTable.permit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import onestop.agencies.Role;
import onestop.engine.ModelDeployer;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.kernel.TransitionTable.Transition;
import onestop.testing.City;
import onestop.testing.Proven;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of a model's versions, on the whole application. */
@Tag("world")
class ModelsTest {
  private static final String START = "2026-03-02T10:00";

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on(START);

  private static final Shipped BIRTH = new Shipped("civil-status/birth_registration");

  /** A shipped model; every test changes one that no other test touches. */
  private record Shipped(String path) {
    String key() {
      return path.substring(path.indexOf('/') + 1);
    }

    String file() {
      return key() + ".bpmn";
    }

    byte[] bytes() throws IOException {
      return Files.readAllBytes(Path.of("bpmn", path + ".bpmn"));
    }

    /** The model whose first step has another name. */
    byte[] named(String name) throws IOException {
      return new String(bytes(), StandardCharsets.UTF_8)
          .replaceFirst(
              "(userTask id=\"[^\"]+\" name=\")[^\"]+", "$1" + Matcher.quoteReplacement(name))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aVersionKeepsWhoBroughtItWhyAndItsBytes(TestDatabase database) throws IOException {
    World world = SHARED.world(database);
    Shipped shipped = BIRTH;
    Models models = world.get(Models.class);
    ModelVersion seed = models.of(shipped.key()).get(0);
    assertThat(seed.author()).isEqualTo(new ModelVersion.Author("AUTOMATON", "shipped"));
    assertThat(seed.state()).isEqualTo(ModelState.PUBLISHED);
    assertThat(models.bytes(shipped.key(), 1)).isEqualTo(shipped.bytes());

    byte[] bytes = shipped.named("Đóng dấu");
    Actor.Officer designer = City.desk();
    assertThat(models.publish(shipped.file(), bytes, designer, "Tên bước ngắn hơn")).isPresent();
    assertThat(models.publish(shipped.file(), bytes, designer, "lần nữa")).as("the same").isEmpty();

    assertThat(models.of(shipped.key())).hasSize(2);
    ModelVersion version = models.of(shipped.key()).get(1);
    assertThat(version.version()).isEqualTo(2);
    assertThat(version.sha256()).isEqualTo(Models.sha256(bytes)).hasSize(64);
    assertThat(version.author().name()).isEqualTo(designer.name());
    assertThat(version.reason()).isEqualTo("Tên bước ngắn hơn");
    assertThat(version.procedure()).isEqualTo("1.001193");
    assertThat(version.createdAt()).isEqualTo(world.now());
    assertThat(version.engineVersion()).isEqualTo(2);
    assertThat(models.bytes(shipped.key(), 2)).isEqualTo(bytes);
    assertThat(models.of(shipped.key()))
        .extracting(ModelVersion::state)
        .containsExactly(ModelState.RETIRED, ModelState.PUBLISHED);
    assertThatThrownBy(() -> models.bytes(shipped.key(), 3))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("no-such-version"));
  }

  /** What the server does takes every transition of the table, and no other. */
  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void everyTransitionIsTakenByTheServer(TestDatabase database) throws IOException {
    Map<String, String> where = database.ready();
    ModelUpgradeTest.forgetVersions(database, where);
    try (World world = World.on(where, START)) {
      Models models = world.get(Models.class);
      models.publish(BIRTH.file(), BIRTH.named("Đóng dấu"), City.desk(), "");
      List<ModelStep> steps = List.of(ModelStep.CHECK, ModelStep.TRY);
      for (int taken = 0; taken <= steps.size(); taken++) {
        int draft =
            models.draft(BIRTH.file(), BIRTH.named("Nháp " + taken), City.desk(), "").version();
        steps
            .subList(0, taken)
            .forEach(
                step ->
                    models.take(step, BIRTH.key(), draft, new Models.Decision(City.desk(), "")));
        assertThat(
                models
                    .take(
                        ModelStep.RETIRE, BIRTH.key(), draft, new Models.Decision(City.desk(), ""))
                    .state())
            .isEqualTo(ModelState.RETIRED);
      }
      assertThat(taken(world))
          .containsExactlyInAnyOrderElementsOf(ModelLifecycle.TABLE.transitions());
    }
  }

  private static List<Transition<ModelState, ModelStep>> taken(World world) {
    List<Transition<ModelState, ModelStep>> taken = new ArrayList<>();
    record Event(String model, ModelStep step, ModelState after) {}
    List<Event> events =
        world
            .get(JdbcClient.class)
            .sql(
                """
                select process_key || version as model, step, state_after from model_event
                 order by process_key, version, no
                """)
            .query(
                (rs, no) ->
                    new Event(
                        rs.getString(1),
                        ModelStep.valueOf(rs.getString(2)),
                        ModelState.valueOf(rs.getString(3))))
            .list();
    String model = "";
    ModelState state = ModelState.DRAFT;
    for (Event event : events) {
      state = event.model().equals(model) ? state : ModelState.DRAFT;
      taken.add(permit(state, event.step(), event.after()));
      model = event.model();
      state = event.after();
    }
    return taken.stream().distinct().toList();
  }

  private static Actor second() {
    return City.officer(City.WARD, Role.DESIGNER);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nobodyPublishesWhatHeHasDrawn(TestDatabase database) throws IOException {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("environment/environmental_permit_receipt");
    Models models = world.get(Models.class);
    models.draft(shipped.file(), shipped.named("Đóng dấu"), City.desk(), "thử");
    models.draft(shipped.file(), shipped.named("Đóng dấu"), second(), "chép lại");
    for (int version : List.of(2, 3)) {
      models.take(ModelStep.CHECK, shipped.key(), version, new Models.Decision(second(), ""));
      models.take(ModelStep.TRY, shipped.key(), version, new Models.Decision(second(), ""));
      assertThat(refusal(models, shipped, ModelStep.PUBLISH, version)).isEqualTo("own-drawing");
    }
    Actor third = City.officer(City.WARD, Role.ADMINISTRATOR);
    Proven.version(world, shipped.key(), 2);
    models.take(ModelStep.PUBLISH, shipped.key(), 2, new Models.Decision(third, "QĐ 12/2026"));
    assertThat(state(models, shipped, 2)).isEqualTo(ModelState.PUBLISHED);
    assertThat(models.history(shipped.key()))
        .filteredOn(event -> event.step() == ModelStep.PUBLISH && event.version() == 2)
        .extracting(ModelEvent::reason)
        .containsExactly("QĐ 12/2026");
  }

  /** A draft changes nothing for anybody until it is published. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDraftGoesItsWayStepByStep(TestDatabase database) throws IOException {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("civil-status/marriage_registration");
    Models models = world.get(Models.class);
    models.draft(shipped.file(), shipped.named("Đóng dấu"), City.desk(), "thử");
    assertThat(state(models, shipped, 2)).isEqualTo(ModelState.DRAFT);
    assertThat(refusal(models, shipped, ModelStep.TRY, 2)).isEqualTo("step-not-now");
    assertThat(refusal(models, shipped, ModelStep.PUBLISH, 2)).isEqualTo("step-not-now");
    assertThat(refusal(models, shipped, ModelStep.ADOPT, 2)).isEqualTo("step-not-now");
    assertThat(refusal(models, shipped, ModelStep.CHECK, 3)).isEqualTo("no-such-version");
    models.take(ModelStep.CHECK, shipped.key(), 2, new Models.Decision(City.desk(), ""));
    models.take(ModelStep.TRY, shipped.key(), 2, new Models.Decision(City.desk(), ""));
    assertThat(state(models, shipped, 2)).isEqualTo(ModelState.TRIED);
    assertThat(state(models, shipped, 1)).isEqualTo(ModelState.PUBLISHED);
    assertThat(inEngine(world, shipped)).isEqualTo(1);

    Proven.version(world, shipped.key(), 2);
    ModelVersion published =
        models.take(
            ModelStep.PUBLISH, shipped.key(), 2, new Models.Decision(second(), "QĐ 12/2026"));
    assertThat(published.engineVersion()).isEqualTo(2);
    assertThat(inEngine(world, shipped)).isEqualTo(2);
    assertThat(state(models, shipped, 1)).isEqualTo(ModelState.RETIRED);
    for (ModelStep step : ModelStep.values()) {
      assertThat(refusal(models, shipped, step, 2))
          .as("in use: %s", step)
          .isEqualTo("step-not-now");
      assertThat(refusal(models, shipped, step, 1))
          .as("retired: %s", step)
          .isEqualTo("step-not-now");
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void aFaultyDraftIsKeptAndGoesNowhere(TestDatabase database) throws IOException {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("construction/building_permit");
    Models models = world.get(Models.class);
    models.draft(
        shipped.file(),
        shipped.named("Đóng dấu\" camunda:assignee=\"${dossiers}"),
        City.desk(),
        "");
    models.draft(shipped.file(), "no model".getBytes(StandardCharsets.UTF_8), City.desk(), "");
    for (int version : List.of(2, 3)) {
      assertThat(refusal(models, shipped, ModelStep.CHECK, version)).isEqualTo("model-refused");
      assertThat(state(models, shipped, version)).isEqualTo(ModelState.DRAFT);
    }
    byte[] large = new byte[ModelLint.MAX_BYTES + 1];
    assertThatThrownBy(() -> models.draft(shipped.file(), large, City.desk(), ""))
        .isInstanceOf(Failure.class);
    assertThat(models.of(shipped.key())).hasSize(3);
    assertThat(inEngine(world, shipped)).isEqualTo(1);
  }

  private static ModelState state(Models models, Shipped shipped, int version) {
    return models.of(shipped.key()).get(version - 1).state();
  }

  private static String refusal(Models models, Shipped shipped, ModelStep step, int version) {
    try {
      return "taken: "
          + models.take(step, shipped.key(), version, new Models.Decision(City.desk(), ""));
    } catch (Failure refused) {
      return refused.slug();
    }
  }

  /** A seed is published once, by whichever node comes first, and a draft does not stand for it. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSeedIsPublishedOnce(TestDatabase database) throws Exception {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("justice/certified_copy");
    Models models = world.get(Models.class);
    byte[] next = shipped.named("Đóng dấu");
    models.draft(shipped.file(), next, City.desk(), "");
    ExecutorService nodes = Executors.newFixedThreadPool(3);
    try {
      Callable<Integer> start =
          () -> {
            models.seed(shipped.file(), next);
            return 0;
          };
      for (Future<Integer> started : nodes.invokeAll(List.of(start, start, start))) {
        assertThat(started.get()).isZero();
      }
    } finally {
      nodes.shutdownNow();
    }
    assertThat(models.of(shipped.key()))
        .extracting(ModelVersion::state)
        .containsExactly(ModelState.RETIRED, ModelState.DRAFT, ModelState.PUBLISHED);
    models.publish(shipped.file(), shipped.bytes(), City.desk(), "");
    models.seed(shipped.file(), next);
    assertThat(models.of(shipped.key())).as("a restart takes nothing back").hasSize(4);
  }

  /** A deployment may take longer than a session waits for an ordinary row. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aWriterWaitsForALongDeployment(TestDatabase database) throws Exception {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("justice/register_extract");
    Models models = world.get(Models.class);
    byte[] next = shipped.named("Đóng dấu");
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<Optional<ModelVersion>> second =
        CompletableFuture.supplyAsync(
            () -> {
              await(held);
              return models.publish(shipped.file(), next, City.desk(), "");
            });
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              world.get(ModelStore.class).lock();
              held.countDown();
              assertThatThrownBy(() -> second.get(1500, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
            });
    assertThat(second.get(30, TimeUnit.SECONDS)).isPresent();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an unlucky end of the transaction takes back, it takes back whole. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void versionAndDeploymentStandOrFallTogether(TestDatabase database) throws IOException {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("residence/permanent_residence");
    Models models = world.get(Models.class);
    byte[] bytes = shipped.named("Đóng dấu");
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              assertThat(models.publish(shipped.file(), bytes, City.desk(), "")).isPresent();
              status.setRollbackOnly();
            });
    assertThat(models.of(shipped.key())).hasSize(1);
    assertThat(inEngine(world, shipped)).isEqualTo(1);
    assertThat(models.publish(shipped.file(), bytes, City.desk(), "")).isPresent();
    assertThat(inEngine(world, shipped)).isEqualTo(2);

    byte[] faulty = shipped.named("Đóng dấu\" camunda:assignee=\"${dossiers}");
    assertThatThrownBy(() -> models.publish(shipped.file(), faulty, City.desk(), ""))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("model-refused"));
    assertThat(models.of(shipped.key())).hasSize(2);
    assertThat(inEngine(world, shipped)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoPublishAtTheSameTimeDoSoInTurn(TestDatabase database) throws Exception {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("business/household_business");
    Models models = world.get(Models.class);
    List<Callable<Optional<ModelVersion>>> orders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] bytes = shipped.named("Đóng dấu " + i);
      orders.add(() -> models.publish(shipped.file(), bytes, City.desk(), ""));
    }
    ExecutorService designers = Executors.newFixedThreadPool(4);
    try {
      for (Future<Optional<ModelVersion>> done : designers.invokeAll(orders)) {
        assertThat(done.get()).isPresent();
      }
    } finally {
      designers.shutdownNow();
    }
    assertThat(models.of(shipped.key()))
        .extracting(ModelVersion::version)
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(models.of(shipped.key()))
        .extracting(ModelVersion::engineVersion)
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(models.of(shipped.key()))
        .filteredOn(version -> version.state() == ModelState.PUBLISHED)
        .singleElement()
        .satisfies(newest -> assertThat(newest.version()).isEqualTo(5));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void versionsAndEventsAreNeverChanged(TestDatabase database) {
    World world = SHARED.world(database);
    for (String change :
        List.of(
            "update model_version set reason = 'x'",
            "delete from model_event",
            "update model_event set step = 'PUBLISH'")) {
      assertThatThrownBy(() -> world.get(JdbcClient.class).sql(change).update())
          .as(change)
          .hasMessageContaining("insert-only");
    }
  }

  /** The engine takes nothing past the record of versions. */
  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void theEngineTakesNothingThatIsNoTriedVersion(TestDatabase database) throws IOException {
    World world = SHARED.world(database);
    Shipped shipped = new Shipped("land/certificate_exchange");
    ModelDeployer deployer = world.get(ModelDeployer.class);
    for (byte[] bytes : List.of(shipped.named("Đóng dấu"), shipped.bytes())) {
      assertThatThrownBy(() -> deployer.deploy(shipped.file(), bytes))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(inEngine(world, shipped)).isEqualTo(1);
  }

  private static long inEngine(World world, Shipped shipped) {
    return world.get(ModelDeployer.class).deployed().stream()
        .filter(deployed -> deployed.processKey().equals(shipped.key()))
        .count();
  }
}
