package onestop.engine.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.engine.GatewaySettings;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.Submission;
import onestop.node.NodeState;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Everybody who goes through the door together, and what one of them can do to the others. */
@Timeout(120)
@Tag("world")
class GroupCommitTest {
  private static final Map<TestDatabase, World> WORLDS = new EnumMap<>(TestDatabase.class);

  @AfterAll
  static void end() {
    WORLDS.values().forEach(World::close);
    WORLDS.clear();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void manyGoTogetherAndEachIsAnsweredWithItsOwn(TestDatabase database) throws Exception {
    World world = world(database);
    List<Outcome<Integer>> outcomes = together(world, 200, i -> () -> insert(world, i));
    for (int i = 0; i < 200; i++) {
      assertThat(outcomes.get(i)).isEqualTo(new Outcome<>(i, null));
    }
    assertThat(rows(world)).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoWaitsTogetherSharesATransaction(TestDatabase database) {
    World world = world(database);
    Map<Object, Boolean> transactions = new ConcurrentHashMap<>();
    List<Command<Integer>> commands = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int n = i;
      commands.add(
          new Command<>(
              desk("a"),
              () -> {
                transactions.put(transaction(), true);
                return insert(world, n);
              }));
    }
    assertThat(world.get(CommandGateway.class).runAll(commands)).hasSize(200);
    assertThat(rows(world)).isEqualTo(200);
    assertThat(transactions).as("batches of fifty").hasSize(4);
  }

  @Test
  void tellsWhetherASingleCommandWasSubmittedLately() {
    World world = world(TestDatabase.H2);
    GroupedCommands gateway =
        new GroupedCommands(
            world.get(GatewaySettings.class), world.get(CommandWorker.class), new NodeState());
    assertThat(gateway.called(Duration.ofHours(1))).as("nobody yet").isFalse();
    gateway.runAll(List.of(new Command<>(desk("a"), () -> insert(world, 1))));
    assertThat(gateway.called(Duration.ofHours(1))).as("a lot is nobody at a screen").isFalse();
    gateway.run(desk("a"), () -> insert(world, 2));
    assertThat(gateway.called(Duration.ofHours(1))).isTrue();
    assertThat(gateway.called(Duration.ZERO)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void oneThatFailsFailsAloneAndNobodyIsDoneTwice(TestDatabase database) throws Exception {
    World world = world(database);
    List<Outcome<Integer>> outcomes =
        together(
            world,
            200,
            i ->
                () -> {
                  insert(world, i);
                  if (i % 10 == 3) {
                    throw Failure.conflict("engine", "work-item-gone", "id", i);
                  }
                  return i;
                });
    for (int i = 0; i < 200; i++) {
      assertThat(outcomes.get(i).failure() != null).as("command %d", i).isEqualTo(i % 10 == 3);
    }
    assertThat(rows(world)).isEqualTo(180);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void oneThatFailsOnlyWhenItIsWrittenIsFoundAndFailsAlone(TestDatabase database) throws Exception {
    World world = world(database);
    List<Outcome<Integer>> outcomes =
        together(
            world,
            100,
            i ->
                () -> {
                  insert(world, i);
                  if (i == 42) {
                    TransactionSynchronizationManager.registerSynchronization(
                        new TransactionSynchronization() {
                          @Override
                          public void beforeCommit(boolean readOnly) {
                            throw new IllegalStateException("too late");
                          }
                        });
                  }
                  return i;
                });
    assertThat(outcomes.get(42).failure()).hasMessage("too late");
    assertThat(outcomes.stream().filter(o -> o.failure() == null)).hasSize(99);
    assertThat(rows(world)).isEqualTo(99);
  }

  @Test
  void anUnforeseenFailureIsAnIncidentOfItsDossierAndARefusalIsNone() {
    World world = world(TestDatabase.H2);
    List<Command<Integer>> commands = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int n = i;
      commands.add(
          new Command<>(
              new Target.OfDossier(new DossierCode("000.00.01.H26-260302-%04d".formatted(i))),
              () -> {
                insert(world, n);
                if (n % 100 == 42) {
                  throw new IllegalStateException("broken for 012345678901");
                }
                if (n % 100 == 43) {
                  throw Failure.conflict("engine", "work-item-gone", "id", n);
                }
                return n;
              }));
    }
    List<Outcome<Integer>> outcomes = world.get(CommandGateway.class).runAll(commands);
    assertThat(outcomes.stream().filter(outcome -> outcome.failure() == null)).hasSize(294);
    assertThat(rows(world)).isEqualTo(294);
    assertThat(
            world
                .get(JdbcClient.class)
                .sql(
                    "select detail from incident where kind = 'COMMAND_FAILED'"
                        + " and dossier_code like '000.00.01.H26-260302-%'")
                .query(String.class)
                .list())
        .hasSize(3)
        .allSatisfy(
            why -> assertThat(why).contains("IllegalStateException at").doesNotContain("0123"));
  }

  @Test
  void aCommandThatMeetsNobodyGoesAtOnceOnItsOwnThread() {
    World world = world(TestDatabase.H2);
    Thread me = Thread.currentThread();
    Thread worker = world.get(CommandGateway.class).run(desk("a"), () -> Thread.currentThread());
    assertThat(worker).isSameAs(me);
  }

  @Test
  void commandsOnOneDossierTakeEffectInTheirOrder() throws Exception {
    World world = world(TestDatabase.H2);
    DossierCode code = new DossierCode("000.00.01.H26-260302-0001");
    List<Integer> order = new ArrayList<>();
    List<Command<Integer>> commands = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int n = i;
      commands.add(
          new Command<>(
              new Target.OfDossier(code),
              () -> {
                order.add(n);
                return n;
              }));
    }
    assertThat(world.get(CommandGateway.class).runAll(commands)).hasSize(300);
    assertThat(order).isEqualTo(IntStream.range(0, 300).boxed().toList());
  }

  @Test
  void insideATransactionOfTheCallerACommandIsPartOfIt() {
    World world = world(TestDatabase.H2);
    TransactionTemplate transaction =
        new TransactionTemplate(world.get(PlatformTransactionManager.class));
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      world.get(CommandGateway.class).run(desk("a"), () -> insert(world, 1));
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(rows(world)).isZero();
  }

  @Test
  void theDoorIsClosedWhenTooManyWait() throws Exception {
    World world = world(TestDatabase.H2);
    GroupedCommands narrow =
        new GroupedCommands(
            new GatewaySettings(1, 1, true, 2, Duration.ofSeconds(10)),
            world.get(CommandWorker.class),
            new NodeState());
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    Future<Integer> first =
        pool.submit(
            () ->
                narrow.run(
                    desk("a"),
                    () -> {
                      inside.countDown();
                      return waitFor(release);
                    }));
    inside.await();
    List<Future<Integer>> waiting =
        List.of(
            pool.submit(() -> narrow.run(desk("b"), () -> 2)),
            pool.submit(() -> narrow.run(desk("c"), () -> 3)));
    while (narrow.waiting() < 2) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> narrow.run(desk("d"), () -> 4))
        .isInstanceOfSatisfying(
            Failure.class, busy -> assertThat(busy.kind()).isEqualTo(Failure.Kind.BUSY));
    release.countDown();
    assertThat(first.get()).isEqualTo(1);
    for (Future<Integer> one : waiting) {
      assertThat(one.get()).isPositive();
    }
    pool.shutdown();
  }

  @Test
  void aWorkItemThatIsGoneIsNobodysDossierAndSaysSo() {
    World world = world(TestDatabase.H2);
    WorkItems items = world.get(WorkItems.class);
    assertThatThrownBy(
            () ->
                world
                    .get(CommandGateway.class)
                    .run(new Target.OfWorkItem("no-such"), () -> items.get("no-such")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("work-item-gone");
  }

  private static int waitFor(CountDownLatch latch) {
    try {
      latch.await();
      return 1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One application for all tests on a database; the table is each test's own. */
  private static World world(TestDatabase database) {
    World world = WORLDS.computeIfAbsent(database, on -> World.on(on, "2026-03-02T10:00"));
    JdbcClient jdbc = world.get(JdbcClient.class);
    jdbc.sql("drop table if exists door").update();
    jdbc.sql("create table door (n integer primary key)").update();
    return world;
  }

  private static Integer insert(World world, int n) {
    world.get(JdbcClient.class).sql("insert into door values (?)").param(n).update();
    return n;
  }

  private static int rows(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from door")
        .query(Integer.class)
        .single();
  }

  private static Object transaction() {
    return TransactionSynchronizationManager.getResourceMap().values().stream()
        .filter(resource -> resource.getClass().getSimpleName().equals("ConnectionHolder"))
        .findFirst()
        .orElseThrow();
  }

  /** From 40 threads at once, each with its share of the commands. */
  private static List<Outcome<Integer>> together(
      World world, int commands, java.util.function.IntFunction<Supplier<Integer>> work)
      throws Exception {
    CommandGateway gateway = world.get(CommandGateway.class);
    ExecutorService pool = Executors.newFixedThreadPool(40);
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger desks = new AtomicInteger();
    List<Future<Outcome<Integer>>> futures = new ArrayList<>();
    for (int i = 0; i < commands; i++) {
      Supplier<Integer> command = work.apply(i);
      futures.add(
          pool.submit(
              () -> {
                start.await();
                try {
                  Target desk = desk("desk" + desks.incrementAndGet() % 7);
                  return new Outcome<>(gateway.run(desk, command), null);
                } catch (RuntimeException e) {
                  return new Outcome<>(null, e);
                }
              }));
    }
    start.countDown();
    List<Outcome<Integer>> outcomes = new ArrayList<>();
    for (Future<Outcome<Integer>> future : futures) {
      outcomes.add(future.get());
    }
    pool.shutdown();
    return outcomes;
  }

  private static Target desk(String name) {
    return new Target.New(name, new Submission("test", UUID.randomUUID().toString()));
  }
}
