package onestop.desk.bench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.kernel.Failure;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.models.trial.ModelScenarios;
import onestop.models.trial.ModelTrial;
import onestop.models.trial.ModelTrials;
import onestop.models.trial.ScenarioRevision;
import onestop.models.trial.TrialPlan;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.scenarios.ScenarioText;
import org.springframework.stereotype.Service;

/**
 * What a designer does with the scenarios of a version: writes them, has them run, and reads what
 * came of it.
 */
@Service
public final class Trials {
  private static final String BEGINNING =
      """
      procedure: "%s"
      scenarios:
        - name: {vi: "Đúng nhịp, trả đúng hạn", en: "Done at the usual pace, in time"}
          received: %sT08:00
          expect: {state: RETURNED, letters: 0}
      """;

  private final Models models;
  private final ModelScenarios scenarios;
  private final ModelTrials trials;
  private final TrialRoom room;
  private final Catalogue catalogue;
  private final Clock clock;

  Trials(
      Models models,
      ModelScenarios scenarios,
      ModelTrials trials,
      TrialRoom room,
      Catalogue catalogue,
      Clock clock) {
    this.models = models;
    this.scenarios = scenarios;
    this.trials = trials;
    this.room = room;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** How far the trial of a version is. */
  public enum Progress {
    /** No procedure of the catalogue names the model, so nothing can be tried. */
    NOT_SERVED,
    /** There is nothing to be tried. */
    NO_SCENARIOS,
    /** It waits for other trials. */
    WAITS,
    /** It runs. */
    RUNS,
    /** It was never tried, or the file, its scenarios or the program have changed since. */
    NOT_TRIED,
    /** It was tried as it is now. */
    TRIED;

    /** Whether an answer is still to come. */
    public boolean isGoing() {
      return this == WAITS || this == RUNS;
    }
  }

  /**
   * The trial of a version.
   *
   * @param written the scenarios that the version has as its own or from an earlier version
   * @param linked the models of the linked procedures whose scenarios are run instead
   * @param last the last trial, which may be of an earlier state
   */
  public record State(
      Progress progress,
      Optional<ScenarioRevision> written,
      List<String> linked,
      Optional<ModelTrial> last) {}

  /**
   * The trial of a version.
   *
   * @throws Failure {@code models/no-such-version}
   */
  public State state(String processKey, int version) {
    ModelVersion found = find(processKey, version);
    Optional<TrialPlan> plan = scenarios.plan(processKey, version);
    Optional<ModelTrial> last = trials.last(processKey, version);
    return new State(
        progress(found, plan.isPresent(), last),
        scenarios.of(processKey, version),
        plan.map(TrialPlan::parts).orElse(List.of()).stream()
            .map(ScenarioRevision::processKey)
            .filter(key -> !key.equals(processKey))
            .toList(),
        last);
  }

  private Progress progress(ModelVersion version, boolean planned, Optional<ModelTrial> last) {
    if (!scenarios.serves(version.processKey())) {
      return Progress.NOT_SERVED;
    }
    if (!planned) {
      return Progress.NO_SCENARIOS;
    }
    return room.going(version.processKey(), version.version())
        .map(going -> going == TrialRoom.Going.WAITS ? Progress.WAITS : Progress.RUNS)
        .orElseGet(
            () ->
                last.filter(trial -> trials.isOf(trial, subject(version))).isPresent()
                    ? Progress.TRIED
                    : Progress.NOT_TRIED);
  }

  private static ModelTrials.Subject subject(ModelVersion version) {
    return new ModelTrials.Subject(version.processKey(), version.version(), version.sha256());
  }

  private ModelVersion find(String processKey, int version) {
    models.bytes(processKey, version); // refuses a version that is not there
    return models.of(processKey).get(version - 1);
  }

  /**
   * Has the scenarios of a version run, after those that wait already; the answer is put on record.
   *
   * @throws Failure {@code models/no-such-version}, {@code desk/not-served}, {@code
   *     models/no-scenarios}, {@code desk/trials-full}
   */
  public void run(String processKey, int version, Caller caller) {
    ModelVersion found = find(processKey, version);
    if (!scenarios.serves(processKey)) {
      throw Failure.conflict("desk", "not-served", "process", processKey);
    }
    TrialPlan plan = scenarios.requirePlan(processKey, version);
    room.take(new TrialRoom.Order(found, plan, caller.actor()));
  }

  /** As {@link #run}, where there is something to run and room for it; nothing is thrown. */
  void runIfPossible(String processKey, int version, Caller caller) {
    try {
      run(processKey, version, caller);
    } catch (Failure notNow) {
      // the page of the version says what is missing, and offers the trial again
    }
  }

  /** What somebody has written, and whether it was saved. */
  public record Saving(ScenarioText text, boolean saved) {
    /** The refusal of a text that was not saved. */
    public Failure refusal() {
      return Failure.badInput("desk", "scenarios-faulty", "faults", text.faults().size());
    }
  }

  /**
   * Saves the scenarios of a version, unless there is something in them that is not understood.
   *
   * @throws Failure {@code desk/not-served}; {@code desk/other-procedure} if they are for another
   *     procedure; the refusals of {@link ModelScenarios#save}
   */
  public Saving save(
      String processKey, int version, ModelScenarios.Written written, Caller caller) {
    find(processKey, version);
    Procedure procedure = procedure(processKey);
    ScenarioText text = ScenarioText.read(written.content());
    if (!text.faults().isEmpty()) {
      return new Saving(text, false);
    }
    String code = procedure.key().code();
    if (!text.procedure().equals(code)) {
      throw Failure.badInput(
          "desk", "other-procedure", "value", text.procedure(), "procedure", code);
    }
    scenarios.save(processKey, version, written, caller.actor());
    return new Saving(text, true);
  }

  private Procedure procedure(String processKey) {
    return catalogue.all().stream()
        .filter(one -> one.processKey().equals(processKey))
        .findFirst()
        .orElseThrow(() -> Failure.conflict("desk", "not-served", "process", processKey));
  }

  /**
   * The scenarios of a version to be written on: its own, those of the version before it, or a
   * beginning; {@code seen} is that of its own.
   *
   * @throws Failure {@code models/no-such-version}, {@code desk/not-served}
   */
  public ModelScenarios.Written open(String processKey, int version) {
    find(processKey, version);
    Procedure procedure = procedure(processKey);
    return scenarios
        .of(processKey, version)
        .map(
            one ->
                new ModelScenarios.Written(
                    one.version() == version ? one.revision() : 0, one.content()))
        .orElseGet(
            () ->
                new ModelScenarios.Written(
                    0, BEGINNING.formatted(procedure.key().code(), LocalDate.now(clock))));
  }

  /**
   * A letter of the last trial of a version, as PDF; scenario and letter are counted from 1.
   *
   * @throws Failure {@code models/no-such-letter}
   */
  public byte[] letter(String processKey, int version, int scenario, int letter) {
    return trials.letter(processKey, version, scenario, letter);
  }
}
