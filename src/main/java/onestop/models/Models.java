// Over 300 lines: the one entry point for the life of a model, each method a step of it.
package onestop.models;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.engine.ModelDeployer;
import onestop.engine.wall.ModelParser;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.models.ModelVersion.Author;
import onestop.models.lint.LintFinding;
import onestop.models.trial.ModelTrials;
import onestop.procedures.Catalogue;
import onestop.procedures.ModelRefused;
import onestop.procedures.Procedure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The versions of the process models. The engine runs only versions that are on record with their
 * bytes, author and reason, and that have passed the check and the trial.
 *
 * <p>A version and its deployment are one transaction: the caller's, or one of its own.
 */
@Service
public final class Models {
  /** The longest reason, in characters. */
  public static final int MAX_REASON = 500;

  /** The author of the shipped models. */
  private static final Actor SHIPPED = new Actor.Automaton("shipped");

  private static final String SUFFIX = ".bpmn";

  private final ModelStore store;
  private final ModelDeployer deployer;
  private final Catalogue catalogue;
  private final ModelTrials trials;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Models(
      ModelStore store,
      ModelDeployer deployer,
      Catalogue catalogue,
      ModelTrials trials,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.deployer = deployer;
    this.catalogue = catalogue;
    this.trials = trials;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Who takes a step, and why.
   *
   * @param reason at most {@link #MAX_REASON} characters, empty if none is given
   */
  public record Decision(Actor by, String reason) {}

  /** All versions of all models, by process and version. */
  public List<ModelVersion> all() {
    return store.all();
  }

  /** All versions of one model, older first; empty if there is no model of that id. */
  public List<ModelVersion> of(String processKey) {
    return store.of(processKey);
  }

  /** The steps of all versions of one model, in their order. */
  public List<ModelEvent> history(String processKey) {
    return store.events(processKey);
  }

  /**
   * The file as submitted.
   *
   * @throws Failure {@code models/no-such-version} if there is none
   */
  public byte[] bytes(String processKey, int version) {
    return store
        .bytes(processKey, version)
        .orElseThrow(
            () ->
                Failure.notFound(
                    "models", "no-such-version", "process", processKey, "version", version));
  }

  /**
   * Publishes a file as the newest version of its model, even if its content equals that of an
   * earlier version; running dossiers keep the version with which they started.
   *
   * @param fileName the process id and {@code .bpmn}
   * @param reason at most {@link #MAX_REASON} characters, empty if none is given
   * @return the version; empty if the published version has the same content
   * @throws Failure if lint or the engine refuses the file; then nothing is stored
   */
  public Optional<ModelVersion> publish(String fileName, byte[] bpmn, Actor by, String reason) {
    requireClean(fileName, bpmn);
    String hash = sha256(bpmn);
    return locked(
        versions -> {
          boolean published =
              versions.stream()
                  .anyMatch(v -> v.state() == ModelState.PUBLISHED && v.sha256().equals(hash));
          return published ? null : add(versions, new File(fileName, bpmn, by, reason));
        },
        processKey(fileName));
  }

  /**
   * Stores a draft, which is not checked and which no dossier uses.
   *
   * @throws Failure {@code procedures/model-refused} if the file exceeds the size limit of a model
   */
  public ModelVersion draft(String fileName, byte[] bpmn, Actor by, String reason) {
    if (bpmn.length > ModelLint.MAX_BYTES) {
      throw ModelRefused.because(fileName, 1, "L001", "");
    }
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              store.lock();
              List<ModelVersion> versions = store.of(processKey(fileName));
              return keep(versions, new File(fileName, bpmn, by, reason));
            }));
  }

  /**
   * Takes one step of a version's life: check, trial, publication (with another check, by the rules
   * of today, by somebody other than its author, after a trial that holds) or retirement.
   *
   * @throws Failure {@code models/no-such-version}; {@code models/step-not-now} if the step is not
   *     permitted in the version's state, or the version is in use; {@code models/own-drawing} if
   *     its author would publish it; a refusal of {@link ModelTrials#require}; otherwise that of
   *     lint or the engine, which leaves the state unchanged
   */
  public ModelVersion take(ModelStep step, String processKey, int version, Decision decision) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              store.lock();
              byte[] bpmn = bytes(processKey, version);
              List<ModelVersion> versions = store.of(processKey);
              ModelVersion taken = versions.get(version - 1);
              requirePermitted(taken, step);
              if (step == ModelStep.PUBLISH) {
                FourEyes.require(versions, taken, decision.by());
                trials.require(
                    new ModelTrials.Subject(processKey, version, taken.sha256()), decision.by());
              }
              return take(
                  step,
                  versions,
                  taken,
                  new File(processKey + SUFFIX, bpmn, decision.by(), decision.reason()));
            }));
  }

  private static void requirePermitted(ModelVersion version, ModelStep step) {
    boolean byHand = step != ModelStep.ADOPT && version.state() != ModelState.PUBLISHED;
    if (!byHand) {
      throw ModelLifecycle.TABLE.refuse(version.state(), step, version.version());
    }
    ModelLifecycle.TABLE.require(version.state(), step, version.version());
  }

  private ModelVersion take(
      ModelStep step, List<ModelVersion> versions, ModelVersion version, File file) {
    switch (step) {
      case CHECK -> requireClean(file.name(), file.bpmn());
      case TRY -> requireReadable(file.name(), file.bpmn());
      case PUBLISH -> {
        requireClean(file.name(), file.bpmn());
        return deploy(versions, version, file);
      }
      default -> {
        // retirement has no precondition
      }
    }
    return move(version, step, file.decision(), null);
  }

  /**
   * Publishes a shipped file, unless its content was ever published, so that a start never replaces
   * a designer's later version with a shipped file.
   *
   * @throws Failure if lint or the engine refuses the file
   */
  void seed(String fileName, byte[] bpmn) {
    String hash = sha256(bpmn);
    String processKey = processKey(fileName);
    if (has(store.of(processKey), hash)) {
      return;
    }
    requireClean(fileName, bpmn);
    locked(
        // of nodes that start together, the second finds the file published
        versions ->
            has(versions, hash) ? null : add(versions, new File(fileName, bpmn, SHIPPED, "")),
        processKey);
  }

  /** Whether that content was ever deployed; a draft with it does not count. */
  private static boolean has(List<ModelVersion> versions, String hash) {
    return versions.stream().anyMatch(v -> v.engineVersion() != null && v.sha256().equals(hash));
  }

  /**
   * Creates versions for the deployments in the engine that are not on record, made by an earlier
   * release.
   *
   * @return the number of versions created
   */
  int adopt() {
    if (missing().isEmpty()) {
      return 0;
    }
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              store.lock();
              List<ModelDeployer.Deployed> missing = missing();
              missing.forEach(this::adopt);
              return missing.size();
            }));
  }

  /**
   * The unrecorded deployments by process and version, so that the newest of a process comes last.
   */
  private List<ModelDeployer.Deployed> missing() {
    Set<String> known = new HashSet<>();
    store.all().forEach(version -> known.add(version.processKey() + " " + version.engineVersion()));
    return deployer.deployed().stream()
        .filter(deployed -> !known.contains(deployed.processKey() + " " + deployed.version()))
        .toList();
  }

  private void adopt(ModelDeployer.Deployed deployed) {
    byte[] bpmn = deployer.bytes(deployed);
    List<ModelVersion> versions = store.of(deployed.processKey());
    ModelVersion draft =
        new ModelVersion(
            deployed.processKey(),
            versions.size() + 1,
            sha256(bpmn),
            procedure(deployed.processKey()),
            Author.of(SHIPPED),
            "",
            deployed.deployedAt(),
            ModelState.DRAFT,
            null);
    store.add(draft, bpmn);
    Decision adopted = new Decision(SHIPPED, "");
    retire(versions, adopted);
    move(draft, ModelStep.ADOPT, adopted, deployed.version());
  }

  /** A file with its author and reason. */
  private record File(String name, byte[] bpmn, Actor by, String reason) {
    Decision decision() {
      return new Decision(by, reason);
    }
  }

  private interface Adding {
    @Nullable ModelVersion to(List<ModelVersion> versions);
  }

  private Optional<ModelVersion> locked(Adding adding, String processKey) {
    return Optional.ofNullable(
        transaction.execute(
            status -> {
              store.lock();
              return adding.to(store.of(processKey));
            }));
  }

  private ModelVersion keep(List<ModelVersion> versions, File file) {
    ModelVersion draft =
        new ModelVersion(
            processKey(file.name()),
            versions.size() + 1,
            sha256(file.bpmn()),
            procedure(processKey(file.name())),
            Author.of(file.by()),
            file.reason(),
            clock.instant(),
            ModelState.DRAFT,
            null);
    store.add(draft, file.bpmn());
    return draft;
  }

  /** Takes a file without lint errors from draft to published. */
  private ModelVersion add(List<ModelVersion> versions, File file) {
    ModelVersion checked = move(keep(versions, file), ModelStep.CHECK, file.decision(), null);
    requireReadable(file.name(), file.bpmn());
    return deploy(versions, move(checked, ModelStep.TRY, file.decision(), null), file);
  }

  /**
   * Deploys a version. A crash here rolls the transaction back: neither step nor deployment
   * remains.
   */
  private ModelVersion deploy(List<ModelVersion> versions, ModelVersion tried, File file) {
    int engineVersion = deployer.deploy(file.name(), file.bpmn()).version();
    retire(versions, file.decision());
    return move(tried, ModelStep.PUBLISH, file.decision(), engineVersion);
  }

  private void retire(List<ModelVersion> versions, Decision decision) {
    versions.stream()
        .filter(version -> version.state() == ModelState.PUBLISHED)
        .forEach(version -> move(version, ModelStep.RETIRE, decision, null));
  }

  private ModelVersion move(
      ModelVersion version, ModelStep step, Decision decision, @Nullable Integer engineVersion) {
    ModelState next = ModelLifecycle.TABLE.require(version.state(), step, version.version());
    Instant now = clock.instant();
    ModelVersion moved =
        new ModelVersion(
            version.processKey(),
            version.version(),
            version.sha256(),
            version.procedure(),
            version.author(),
            version.reason(),
            version.createdAt(),
            next,
            engineVersion == null ? version.engineVersion() : engineVersion);
    store.event(moved, step, new ModelStore.Event(decision, now), engineVersion);
    return moved;
  }

  /** The check: lint against the shipped catalogue. */
  private static void requireClean(String fileName, byte[] bpmn) {
    List<LintFinding> errors =
        new ModelLint()
            .check(fileName, bpmn).stream()
                .filter(finding -> finding.severity() == LintFinding.Severity.ERROR)
                .toList();
    if (!errors.isEmpty()) {
      LintFinding first = errors.get(0);
      String element = first.element();
      throw ModelRefused.because(
          fileName, errors.size(), first.code(), element == null ? "" : element);
    }
  }

  /** The trial: the engine parses the file as at its deployment. */
  private static void requireReadable(String fileName, byte[] bpmn) {
    ModelParser.problems(bpmn).stream()
        .findFirst()
        .ifPresent(
            problem -> {
              throw Failure.badInput(
                  "models", "trial-failed", "file", fileName, "reason", problem.message());
            });
  }

  private @Nullable String procedure(String processKey) {
    return catalogue.all().stream()
        .filter(procedure -> procedure.processKey().equals(processKey))
        .map(Procedure::key)
        .map(key -> key.code())
        .findFirst()
        .orElse(null);
  }

  static String processKey(String fileName) {
    return fileName.endsWith(SUFFIX)
        ? fileName.substring(0, fileName.length() - SUFFIX.length())
        : fileName;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
