package onestop.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import onestop.agencies.Agencies;
import onestop.calendar.Calendars;
import onestop.engine.Timers;
import onestop.engine.WorkItem;
import onestop.engine.WorkItemEvent;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import onestop.models.Models;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.scenarios.ScenarioReport.Coverage;
import onestop.scenarios.ScenarioResult.Difference;
import onestop.simulation.ActQueue;
import onestop.simulation.Headless;
import onestop.simulation.Simulation;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs scenarios on the real engine, clock and calendar, in an application of their own with a
 * database in memory and simulated time. All dossiers of a run live in one time, each by itself.
 */
public final class Scenarios {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Class<?> application;
  private final List<Path> besides = new ArrayList<>();
  private boolean printing;

  /** Runs on the given Spring application. */
  public Scenarios(Class<?> application) {
    this.application = application;
  }

  /** Puts models in force that have no scenarios of their own here, such as parts of another. */
  public Scenarios with(List<Path> models) {
    besides.addAll(models);
    return this;
  }

  /** Prints the letters of apology. */
  public Scenarios printing() {
    printing = true;
    return this;
  }

  /**
   * Runs all scenarios of the files, with the models that lie beside them.
   *
   * @throws Failure if a model is refused, or a procedure is not in the catalogue; nothing was run
   */
  public ScenarioReport run(List<ScenarioFile> files) {
    Flows flows = new Flows();
    try (ConfigurableApplicationContext context =
        new Headless(application)
            .on("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "onestop", "")
            .at(start(files), ZONE)
            .with("onestop.public-url", "")
            .observing(flows)
            .start()) {
      Run run = new Run(context, printing);
      besides.forEach(run::publish);
      return run.of(files, flows);
    }
  }

  private static Instant start(List<ScenarioFile> files) {
    return instant(
        files.stream()
            .flatMap(file -> file.scenarios().stream())
            .map(Scenario::received)
            .min(LocalDateTime::compareTo)
            .orElseThrow()
            .minusMinutes(1));
  }

  private static Instant instant(LocalDateTime local) {
    return local.atZone(ZONE).toInstant();
  }

  /** One run in one application. */
  private static final class Run {
    private final ConfigurableApplicationContext context;
    private final Town town;
    private final ActQueue queue = new ActQueue();
    private final Map<ScenarioFile, List<Play>> plays = new LinkedHashMap<>();
    private final Map<DossierCode, Play> byCode = new HashMap<>();
    private final Map<Play, ScenarioResult> results = new HashMap<>();
    private final Map<Play, List<Long>> letters = new HashMap<>();
    private final Set<String> appeared = new LinkedHashSet<>();
    private final boolean printing;

    Run(ConfigurableApplicationContext context, boolean printing) {
      this.context = context;
      this.printing = printing;
      this.town = new Town(context);
      new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
          .executeWithoutResult(status -> ScenarioTown.found(context.getBean(Agencies.class)));
    }

    ScenarioReport of(List<ScenarioFile> files, Flows flows) {
      files.forEach(file -> publish(file.model()));
      Play.Stage stage =
          new Play.Stage(
              town,
              context.getBean(Calendars.class).current(Calendars.VIETNAM),
              context.getBean(Clock.class),
              queue);
      int no = 0;
      for (ScenarioFile file : files) {
        Procedure procedure = procedure(file);
        List<Play> its = new ArrayList<>();
        for (Scenario scenario : file.scenarios()) {
          its.add(new Play(scenario, procedure, stage, no++));
        }
        plays.put(file, its);
      }
      return run(flows);
    }

    private Procedure procedure(ScenarioFile file) {
      Procedure procedure = context.getBean(Catalogue.class).current(file.procedure());
      if (!procedure.processKey().equals(file.processKey())) {
        throw Failure.badInput(
            "scenarios",
            "other-model",
            "file",
            file.file().toString(),
            "procedure",
            file.procedure(),
            "model",
            procedure.processKey());
      }
      return procedure;
    }

    /** Puts a model in force; nothing is done for one that is deployed already. */
    private void publish(Path model) {
      try {
        String name = String.valueOf(model.getFileName());
        context
            .getBean(Models.class)
            .publish(name, Files.readAllBytes(model), new Actor.Automaton("scenarios"), "");
      } catch (IOException e) {
        throw Failure.badInput("scenarios", "file", "file", model.toString()).causedBy(e);
      }
    }

    private ScenarioReport run(Flows flows) {
      context.addApplicationListener(new Appearing(appeared));
      LocalDateTime last = LocalDateTime.MIN;
      for (List<Play> its : plays.values()) {
        for (Play play : its) {
          Scenario scenario = play.scenario();
          queue.at(instant(scenario.received()), () -> receive(play));
          queue.at(instant(scenario.readAt()), () -> results.put(play, read(play)));
          last = scenario.readAt().isAfter(last) ? scenario.readAt() : last;
        }
      }
      Simulation simulation =
          new Simulation(
              context.getBean(SettableClock.class),
              context.getBean(Timers.class),
              queue,
              new Simulation.Settings(Simulation.First.TIMERS, 500));
      while (simulation.next(instant(last)).kind() != Simulation.Kind.NOTHING) {
        plan();
      }
      return report(flows);
    }

    private void receive(Play play) {
      play.receive();
      DossierCode code = play.code();
      if (code != null) {
        byCode.put(code, play);
      }
    }

    /** Plans who ends the items that have appeared. */
    private void plan() {
      if (appeared.isEmpty()) {
        return;
      }
      List<String> ids = List.copyOf(appeared);
      appeared.clear();
      for (String id : ids) {
        WorkItem item = town.workItems().find(id).orElse(null);
        Play play = item == null ? null : of(item.dossier());
        if (item != null && play != null) {
          play.plan(item);
        }
      }
    }

    private @Nullable Play of(DossierCode code) {
      Play play = byCode.get(code);
      if (play == null) {
        DossierCode parent = town.dossiers().get(code).parent();
        play = parent == null ? null : of(parent);
        if (play != null) {
          byCode.put(code, play);
        }
      }
      return play;
    }

    private ScenarioResult read(Play play) {
      List<Difference> differences = new ArrayList<>(play.differences());
      DossierCode code = play.code();
      if (code != null) {
        differences.addAll(
            new Reading(town, ZONE).differences(code, play.scenario().expect(), play.diary()));
        letters.put(play, town.letters(code));
      }
      return new ScenarioResult(play.scenario(), differences, play.diary(), List.of());
    }

    private ScenarioResult result(Play play) {
      ScenarioResult read = Objects.requireNonNull(results.get(play));
      return printing
          ? new ScenarioResult(
              read.scenario(),
              read.differences(),
              read.diary(),
              letters.getOrDefault(play, List.of()).stream().map(town::print).toList())
          : read;
    }

    private ScenarioReport report(Flows flows) {
      Map<ScenarioFile, List<ScenarioResult>> all = new LinkedHashMap<>();
      Map<String, Coverage> coverage = new TreeMap<>();
      plays.forEach(
          (file, its) -> {
            all.put(file, its.stream().map(this::result).toList());
            coverage.put(file.processKey(), flows.of(file.processKey()));
            procedure(file).legs().values().stream()
                .map(leg -> context.getBean(Catalogue.class).current(leg).processKey())
                .forEach(key -> coverage.put(key, flows.of(key)));
          });
      return new ScenarioReport(all, coverage);
    }
  }

  /** The items that appear, in their order. */
  private record Appearing(Set<String> ids) implements ApplicationListener<ApplicationEvent> {
    @Override
    public void onApplicationEvent(ApplicationEvent event) {
      if (event instanceof PayloadApplicationEvent<?> carried
          && carried.getPayload() instanceof WorkItemEvent.Created created) {
        ids.add(created.workItemId());
      }
    }
  }
}
