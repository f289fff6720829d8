package onestop.scenarios;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Role;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.engine.WorkItem;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.LetterModel;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.StepForm;
import onestop.scenarios.Scenario.Act;
import onestop.scenarios.ScenarioResult.DiaryLine;
import onestop.scenarios.ScenarioResult.Difference;
import onestop.simulation.ActQueue;
import org.jspecify.annotations.Nullable;

/**
 * The people of one scenario: receives its dossier and ends its work items as the scenario says.
 */
final class Play {
  private static final Duration USUAL = Duration.ofHours(1);

  private final Scenario scenario;
  private final Procedure procedure;
  private final Stage stage;
  private final int no;
  private final List<Act> left;
  private final Set<String> planned = new HashSet<>();
  private final List<DiaryLine> diary = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private @Nullable DossierCode code;

  /** What the plays of a run share. */
  record Stage(Town town, WorkingCalendar calendar, Clock clock, ActQueue queue) {}

  Play(Scenario scenario, Procedure procedure, Stage stage, int no) {
    this.scenario = scenario;
    this.procedure = procedure;
    this.stage = stage;
    this.no = no;
    this.left = new ArrayList<>(scenario.acts());
  }

  Scenario scenario() {
    return scenario;
  }

  /** The dossier; null before its receipt, or if it was refused. */
  @Nullable DossierCode code() {
    return code;
  }

  List<DiaryLine> diary() {
    return diary;
  }

  /**
   * What went otherwise than the scenario says: refused acts, and acts that were never possible.
   */
  List<Difference> differences() {
    List<Difference> all = new ArrayList<>(differences);
    for (Act act : left) {
      all.add(new Difference("act", named(act), "", null));
    }
    return all;
  }

  private static String named(Act act) {
    return act.step() == null ? "withdraw" : act.step();
  }

  /** Receives the dossier; the clock stands at the moment of receipt. */
  void receive() {
    IntakeResult result;
    try {
      result = dossiers().receive(intake(), desk());
    } catch (Failure refused) {
      differences.add(new Difference("refused", "receive", "", refused));
      return;
    }
    if (!(result instanceof IntakeResult.Received received)) {
      differences.add(new Difference("received", "true", "false", null));
      return;
    }
    DossierCode mine = received.dossier().code();
    code = mine;
    for (Iterator<Act> acts = left.iterator(); acts.hasNext(); ) {
      Act act = acts.next();
      if (act.withdraw() != null) {
        acts.remove();
        stage.queue().at(when(act, USUAL), () -> withdraw(mine, act));
      }
    }
  }

  private Intake intake() {
    return new Intake(
        "scenarios",
        String.valueOf(no),
        procedure.key().code(),
        ScenarioTown.WARD,
        ScenarioTown.resolving(procedure),
        new Applicant("Nguyễn Văn Thử", null, null, null, null),
        scenario.name().vi(),
        Channel.DESK,
        procedure.papers().stream().map(Paper::code).toList(),
        null,
        null,
        null);
  }

  private static Actor.Officer desk() {
    return ScenarioTown.officer(ScenarioTown.WARD, Role.DESK_OFFICER);
  }

  private void withdraw(DossierCode mine, Act act) {
    act(
        "withdraw",
        () -> dossiers().withdraw(mine, Objects.requireNonNull(act.withdraw()), desk()));
    note(procedure.processKey(), "withdraw", "");
  }

  /** Plans who ends the item and when; an item is planned once. */
  void plan(WorkItem item) {
    if (item.processKey().equals(LetterModel.PROCESS) || !planned.add(item.id())) {
      return;
    }
    Optional<Act> act = left.stream().filter(other -> meant(other, item)).findFirst();
    act.ifPresent(left::remove);
    String pace = scenario.pace();
    if (Scenario.NEVER.equals(act.isPresent() ? act.get().after() : pace)) {
      return;
    }
    Duration usual =
        pace == null || pace.equals(Scenario.NEVER)
            ? item.allotted().orElse(USUAL)
            : WorkItem.allotted(pace).orElseThrow();
    Instant at =
        act.map(other -> when(other, usual))
            .orElseGet(() -> stage.calendar().plusWorking(stage.clock().instant(), usual));
    stage.queue().at(at, () -> end(item.id(), act.orElse(null)));
  }

  private static boolean meant(Act act, WorkItem item) {
    return item.step().equals(act.step())
        && (act.process() == null || item.processKey().equals(act.process()));
  }

  private Instant when(Act act, Duration usual) {
    LocalDateTime at = act.at();
    if (at != null) {
      return at.atZone(stage.clock().getZone()).toInstant();
    }
    Duration after = act.after() == null ? usual : WorkItem.allotted(act.after()).orElse(USUAL);
    return stage.calendar().plusWorking(stage.clock().instant(), after);
  }

  private void end(String id, @Nullable Act act) {
    WorkItem item = stage.town().workItems().find(id).orElse(null);
    if (item == null) {
      if (act != null) {
        differences.add(new Difference("act", named(act), "", null));
      }
      return; // ended with its process
    }
    String outcome = act == null || act.outcome() == null ? item.normalOutcome() : act.outcome();
    act(
        item.step(),
        () -> {
          if (!item.outcomes().contains(outcome)) {
            throw Failure.badInput(
                "scenarios",
                "no-outcome",
                "outcome",
                outcome,
                "step",
                item.step(),
                "outcomes",
                String.join(", ", item.outcomes()));
          }
          end(item, outcome, act == null ? Map.of() : act.form());
          note(item.processKey(), item.step(), outcome.equals(item.normalOutcome()) ? "" : outcome);
        });
  }

  private void end(WorkItem item, String outcome, Map<String, Object> form) {
    LocalDate day =
        stage.calendar().plusWorkingDays(stage.calendar().dateOf(stage.clock().instant()), 5);
    StepPayload payload = FilledSteps.of(StepForm.of(item, outcome), form, day);
    Dossier dossier = dossiers().get(item.dossier());
    Actor.Officer officer =
        ScenarioTown.officer(
            dossier.agencies().at(item.side()), Role.ofCode(item.role()).orElseThrow());
    StepResult result =
        dossiers().complete(new StepCompletion(item.id(), officer, outcome, payload, null));
    if (result instanceof StepResult.HandedUp up) {
      Actor.Officer approver = ScenarioTown.officer(up.approver().agency(), up.approver().role());
      dossiers().complete(new StepCompletion(item.id(), approver, outcome, payload, null));
    }
  }

  private void act(String step, Runnable what) {
    try {
      what.run();
    } catch (Failure refused) {
      differences.add(new Difference("refused", step, "", refused));
    }
  }

  private void note(String process, String step, String outcome) {
    diary.add(new DiaryLine(LocalDateTime.now(stage.clock()), process, step, outcome));
  }

  private Dossiers dossiers() {
    return stage.town().dossiers();
  }
}
