package onestop.models.trial;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What came of the trials of versions, and the rule that a version is published only after a trial
 * in which every scenario holds and every flow was taken. Insert-only.
 */
@Service
public class ModelTrials {
  private final TrialStore store;
  private final ModelScenarios scenarios;

  ModelTrials(TrialStore store, ModelScenarios scenarios) {
    this.store = store;
    this.scenarios = scenarios;
  }

  /** A version that was tried, by the bytes of its file. */
  public record Subject(String processKey, int version, String modelSha256) {}

  /**
   * A trial that has ended.
   *
   * @param scenariosSha256 as {@link TrialPlan#sha256}
   * @param by who asked for it
   */
  public record Ended(
      Subject subject,
      String scenariosSha256,
      TrialReport report,
      List<Letter> letters,
      Actor by,
      Instant beganAt,
      Instant endedAt) {}

  /** A letter of apology; scenario and letter are counted from 1. */
  public record Letter(int scenario, int letter, byte[] pdf) {}

  /** The release of the program, as it stands with every trial. */
  public static String release() {
    return Objects.requireNonNullElse(
        ModelTrials.class.getPackage().getImplementationVersion(), "unreleased");
  }

  /** Puts a trial on record. */
  @Transactional
  public ModelTrial record(Ended ended) {
    Subject subject = ended.subject();
    int before = store.trial(subject.processKey(), subject.version()).map(ModelTrial::no).orElse(0);
    ModelTrial trial =
        new ModelTrial(
            subject.processKey(),
            subject.version(),
            before + 1,
            subject.modelSha256(),
            ended.scenariosSha256(),
            release(),
            ended.report(),
            ended.by().kind(),
            ended.by().name(),
            ended.beganAt(),
            ended.endedAt());
    store.add(trial);
    ended.letters().forEach(letter -> store.add(trial, letter));
    return trial;
  }

  /** The last trial of a version; empty if it was never tried. */
  @Transactional(readOnly = true)
  public Optional<ModelTrial> last(String processKey, int version) {
    return store.trial(processKey, version);
  }

  /**
   * A letter of the last trial of a version; scenario and letter are counted from 1.
   *
   * @throws Failure {@code models/no-such-letter}
   */
  @Transactional(readOnly = true)
  public byte[] letter(String processKey, int version, int scenario, int letter) {
    return last(processKey, version)
        .flatMap(trial -> store.letter(trial, scenario, letter))
        .orElseThrow(
            () ->
                Failure.notFound(
                    "models", "no-such-letter", "scenario", scenario, "letter", letter));
  }

  /** Whether a trial says something of the version as it is now, by this release. */
  public boolean isOf(ModelTrial trial, Subject subject) {
    return trial.modelSha256().equals(subject.modelSha256())
        && trial.release().equals(release())
        && scenarios
            .plan(subject.processKey(), subject.version())
            .map(TrialPlan::sha256)
            .filter(trial.scenariosSha256()::equals)
            .isPresent();
  }

  /**
   * Admits a publication: every scenario of the version, as it is now, holds, and every flow was
   * taken; the publisher has not written the scenarios. A model that no procedure of the catalogue
   * names cannot be tried, and no dossier can run on it: it passes.
   *
   * @throws Failure {@code models/no-scenarios}, {@code models/not-proven}, {@code
   *     models/trial-stopped}, {@code models/trial-differs}, {@code models/flows-missed}, {@code
   *     models/own-scenarios}
   */
  @Transactional(readOnly = true)
  public void require(Subject subject, Actor by) {
    if (!scenarios.serves(subject.processKey())) {
      return;
    }
    int version = subject.version();
    scenarios.requirePlan(subject.processKey(), version);
    scenarios
        .of(subject.processKey(), version)
        .filter(one -> one.version() == version)
        .filter(one -> one.authorKind().equals(by.kind()) && one.author().equals(by.name()))
        .ifPresent(
            own -> {
              throw Failure.conflict("models", "own-scenarios", "version", version);
            });
    ModelTrial trial = last(subject.processKey(), version).orElse(null);
    if (trial == null || !isOf(trial, subject)) {
      throw Failure.conflict("models", "not-proven", "version", version);
    }
    require(trial);
  }

  private static void require(ModelTrial trial) {
    TrialReport report = trial.report();
    if (report.stopped() != null || report.scenarios().isEmpty() || report.flows() == 0) {
      throw Failure.conflict("models", "trial-stopped", "version", trial.version());
    }
    for (int i = 0; i < report.scenarios().size(); i++) {
      if (!report.scenarios().get(i).holds()) {
        throw Failure.conflict(
            "models",
            "trial-differs",
            "version",
            trial.version(),
            "failed",
            report.scenarios().stream().filter(one -> !one.holds()).count(),
            "all",
            report.scenarios().size(),
            "first",
            i + 1);
      }
    }
    if (!report.missed().isEmpty()) {
      throw Failure.conflict(
          "models",
          "flows-missed",
          "version",
          trial.version(),
          "missed",
          report.missed().size(),
          "first",
          report.missed().get(0));
    }
  }
}
