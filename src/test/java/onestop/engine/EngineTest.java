package onestop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.kernel.SettableClock;
import onestop.store.Sql;
import onestop.store.UnitOfWork;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine's faces on a small model, without any module above. */
@Tag("world")
class EngineTest {
  private static final DossierCode CODE = new DossierCode("D-1");
  private static final Instant START = Instant.parse("2026-02-11T03:00:00Z");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void oneTimerCarriesTheWholeLadder(TestDatabase database) {
    try (ConfigurableApplicationContext context = start(database)) {
      ProcessRuntime runtime = context.getBean(ProcessRuntime.class);
      Timers timers = context.getBean(Timers.class);
      Recorder recorder = context.getBean(Recorder.class);
      SettableClock clock = context.getBean(SettableClock.class);
      recorder.marks = List.of(START.plusSeconds(60), START.plusSeconds(3600));
      runtime.start("engine_test", CODE);
      assertThat(runtime.timerOf(CODE)).contains(START.plusSeconds(60));

      clock.advanceTo(START.plusSeconds(61));
      assertThat(timers.fire(clock.instant(), 10)).isEqualTo(1);
      assertThat(recorder.steps).containsExactly("raise_sla_mark");
      assertThat(runtime.timerOf(CODE)).contains(START.plusSeconds(3600));
      assertThat(runtime.timersOf(CODE)).isEqualTo(1);

      clock.advanceTo(START.plusSeconds(3600));
      timers.fire(clock.instant(), 10);
      assertThat(runtime.timerOf(CODE)).contains(NextMark.PARKED);
      assertThat(timers.nextAt()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void movesTheTimerThatIsArmedInTheSameTransaction(TestDatabase database) {
    try (ConfigurableApplicationContext context = start(database)) {
      ProcessRuntime runtime = context.getBean(ProcessRuntime.class);
      Timers timers = context.getBean(Timers.class);
      Recorder recorder = context.getBean(Recorder.class);
      SettableClock clock = context.getBean(SettableClock.class);
      recorder.marks = List.of(START.plusSeconds(60));
      Instant elsewhere = START.plus(Duration.ofDays(3));
      recorder.onMark = () -> runtime.moveTimer(CODE, elsewhere);
      runtime.start("engine_test", CODE);
      clock.advanceTo(START.plusSeconds(60));
      timers.fire(clock.instant(), 10);
      assertThat(runtime.timerOf(CODE)).contains(elsewhere);

      new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
          .executeWithoutResult(status -> runtime.moveTimer(CODE, NextMark.PARKED));
      assertThat(runtime.timerOf(CODE)).contains(NextMark.PARKED);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aFailedMarkIsTriedAgainAndLeavesNothing(TestDatabase database) {
    try (ConfigurableApplicationContext context = start(database)) {
      ProcessRuntime runtime = context.getBean(ProcessRuntime.class);
      Timers timers = context.getBean(Timers.class);
      Recorder recorder = context.getBean(Recorder.class);
      SettableClock clock = context.getBean(SettableClock.class);
      recorder.marks = List.of(START.plusSeconds(60), START.plusSeconds(3600));
      runtime.start("engine_test", CODE);
      clock.advanceTo(START.plusSeconds(60));
      recorder.onMark =
          () -> {
            throw new IllegalStateException("planted");
          };
      assertThat(timers.fire(clock.instant(), 10)).as("dealt with, though it failed").isEqualTo(1);
      recorder.onMark = () -> {};
      recorder.steps.clear();
      timers.fire(clock.instant(), 10);
      assertThat(recorder.steps).as("a pause before the next try").isEmpty();
      clock.advanceTo(START.plusSeconds(75));
      timers.fire(clock.instant(), 10);
      assertThat(recorder.steps).contains("raise_sla_mark");
      // the engine left one follow-up behind when the first attempt failed: it is heard and gone
      clock.advanceTo(START.plusSeconds(120));
      timers.fire(clock.instant(), 10);
      assertThat(runtime.timersOf(CODE)).isEqualTo(1);
      assertThat(runtime.timerOf(CODE)).contains(START.plusSeconds(3600));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void carriesWorkFromClaimToTheEndWithoutStoredVariables(TestDatabase database) {
    try (ConfigurableApplicationContext context = start(database)) {
      ProcessRuntime runtime = context.getBean(ProcessRuntime.class);
      WorkItems items = context.getBean(WorkItems.class);
      Recorder recorder = context.getBean(Recorder.class);
      runtime.start("engine_test", CODE);
      WorkItem item = items.of(CODE).get(0);
      assertThat(item.step()).isEqualTo("appraise_dossier");
      assertThat(item.name()).isEqualTo("Thẩm định");
      assertThat(item.role()).isEqualTo("specialist");
      assertThat(item.outcomes()).containsExactly("done", "again");
      assertThat(recorder.workItems).hasSize(1);

      OfficerId an = new OfficerId("an");
      items.claim(item.id(), an);
      assertThatThrownBy(() -> items.claim(item.id(), new OfficerId("binh")))
          .isInstanceOf(Failure.class);
      assertThatThrownBy(() -> items.complete(item.id(), new Completion(an, "nonsense", null)))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.slug()).isEqualTo("unknown-outcome"));

      items.complete(item.id(), new Completion(an, "again", Map.of("why", "thiếu giấy tờ")));
      assertThat(recorder.steps).containsExactly("pause_clock");
      assertThat(recorder.payload).isEqualTo(Map.of("why", "thiếu giấy tờ"));

      items.complete(items.of(CODE).get(0).id(), new Completion(an, "done", null));
      assertThat(recorder.steps).containsExactly("pause_clock", "record_resolution");
      assertThat(items.of(CODE)).isEmpty();
      assertThat(runtime.isRunning(CODE, "engine_test")).isFalse();
      assertThat(runtime.timersOf(CODE)).isZero();
      assertThat(recorder.workItems)
          .extracting(event -> event.getClass().getSimpleName())
          .containsExactly("Created", "Assigned", "Ended", "Created", "Ended");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aMessageEndsTheWork(TestDatabase database) {
    try (ConfigurableApplicationContext context = start(database)) {
      ProcessRuntime runtime = context.getBean(ProcessRuntime.class);
      runtime.start("engine_test", CODE);
      assertThat(runtime.correlate(CODE, "withdrawal_requested")).isTrue();
      assertThat(runtime.correlate(CODE, "withdrawal_requested")).isFalse();
      assertThat(context.getBean(Recorder.class).steps).containsExactly("record_withdrawal");
      assertThat(runtime.isRunning(CODE, "engine_test")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void suspensionHoldsTheTimerBackAndMovesNothing(TestDatabase database) {
    try (ConfigurableApplicationContext context = start(database)) {
      ProcessRuntime runtime = context.getBean(ProcessRuntime.class);
      Timers timers = context.getBean(Timers.class);
      Recorder recorder = context.getBean(Recorder.class);
      SettableClock clock = context.getBean(SettableClock.class);
      recorder.marks = List.of(START.plusSeconds(60));
      runtime.start("engine_test", CODE);
      runtime.suspend(CODE);
      clock.advanceTo(START.plusSeconds(120));
      assertThat(timers.fire(clock.instant(), 10)).isZero();
      assertThat(runtime.timerOf(CODE)).contains(START.plusSeconds(60));
      runtime.activate(CODE);
      assertThat(timers.fire(clock.instant(), 10)).isEqualTo(1);
    }
  }

  /** Whoever brings a model: without the gate nothing comes in. */
  @Test
  void theGateIsAskedForEveryModel() throws IOException {
    try (ConfigurableApplicationContext context = start(TestDatabase.H2)) {
      Asked gate = context.getBean(Asked.class);
      assertThat(gate.names).containsExactly("engine_test.bpmn");
      gate.shut = true;
      ModelDeployer deployer = context.getBean(ModelDeployer.class);
      byte[] again = deployer.bytes(deployer.deployed().get(0));
      assertThatThrownBy(() -> deployer.deploy("engine_test.bpmn", again))
          .isInstanceOf(IllegalStateException.class);
      assertThat(deployer.deployed()).hasSize(1);
    }
  }

  private static ConfigurableApplicationContext start(TestDatabase database) {
    Map<String, String> where = database.migratedCopy();
    var context =
        new SpringApplicationBuilder(EngineOnly.class)
            .web(WebApplicationType.NONE)
            .run(
                "--spring.profiles.active=test",
                "--spring.datasource.url=" + where.get("url"),
                "--spring.datasource.username=" + where.get("user"),
                "--spring.datasource.password=" + where.get("password"),
                "--spring.datasource.hikari.maximum-pool-size=3",
                "--spring.flyway.ignore-migration-patterns=*:missing", // those of the scheduler
                "--onestop.engine.timers=false",
                "--logging.level.root=error");
    try (InputStream in = EngineTest.class.getResourceAsStream("/models/engine_test.bpmn")) {
      context.getBean(ModelDeployer.class).deploy("engine_test.bpmn", in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return context;
  }

  @Configuration
  @EnableAutoConfiguration(exclude = QuartzAutoConfiguration.class)
  @ComponentScan({"onestop.engine", "onestop.node"})
  @Import({Incidents.class, UnitOfWork.class, Sql.class})
  static class EngineOnly {
    @Bean
    SettableClock clock() {
      return new SettableClock(START, ZoneOffset.UTC);
    }

    @Bean
    Recorder recorder(Clock clock) {
      return new Recorder();
    }

    @Bean
    Asked gate() {
      return new Asked();
    }
  }

  /** Lets everything in until it is shut, and remembers what it was asked for. */
  static final class Asked implements ModelGate {
    final List<String> names = new ArrayList<>();
    boolean shut;

    @Override
    public void admit(String fileName, byte[] bpmn) {
      if (shut) {
        throw new IllegalStateException(fileName);
      }
      names.add(fileName);
    }
  }

  /** Stands for the upper floors: hears everything, gives the marks. */
  static final class Recorder implements NextMark, AnnouncementOwner, ListedItems {
    private final Map<String, DossierCode> waiting = new HashMap<>();
    private final Map<String, OfficerId> held = new HashMap<>();
    final List<String> steps = new ArrayList<>();
    final List<WorkItemEvent> workItems = new ArrayList<>();
    List<Instant> marks = List.of();
    Object payload;
    Runnable onMark = () -> {};

    @Override
    public Instant nextMarkAfter(DossierCode dossier, Instant now) {
      return marks.stream().filter(mark -> mark.isAfter(now)).findFirst().orElse(PARKED);
    }

    @Override
    public Map<String, DossierCode> dossiersOf(Collection<String> items) {
      Map<String, DossierCode> found = new HashMap<>(waiting);
      found.keySet().retainAll(items);
      return found;
    }

    @Override
    public Map<String, OfficerId> holdersIn(Collection<DossierCode> dossiers) {
      return Map.copyOf(held);
    }

    @Override
    public String timer() {
      return "reach_sla_mark";
    }

    @Override
    public Set<DossierCode> urgentUntil(Collection<DossierCode> dossiers, Instant now) {
      return Set.of();
    }

    @Override
    public boolean owns(String step) {
      return true;
    }

    @Override
    public void reached(Announcement announcement) {
      steps.add(announcement.step());
      payload = announcement.payload();
      if (announcement.step().equals("raise_sla_mark")) {
        onMark.run();
      }
    }

    @EventListener
    void on(WorkItemEvent event) {
      workItems.add(event);
      if (event instanceof WorkItemEvent.Ended) {
        waiting.remove(event.workItemId());
        held.remove(event.workItemId());
      } else {
        waiting.put(event.workItemId(), event.dossier());
      }
      if (event instanceof WorkItemEvent.Assigned assigned) {
        held.remove(event.workItemId());
        if (assigned.assignee() != null) {
          held.put(event.workItemId(), assigned.assignee());
        }
      }
    }
  }
}
