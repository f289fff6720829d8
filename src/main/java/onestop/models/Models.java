// Over 300 lines: one face for the life of a model, each method a step of it.
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
import onestop.procedures.Catalogue;
import onestop.procedures.ModelRefused;
import onestop.procedures.Procedure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The versions of the process models. What the engine runs is a version that is on record with its
 * bytes, its author and its reason, and was checked and tried before.
 *
 * <p>A version and its deployment are one transaction: the caller's, or one of its own.
 */
@Service
public final class Models {
  /** The longest reason, in characters. */
  public static final int MAX_REASON = 500;

  /** The author of what comes with the program. */
  private static final Actor SHIPPED = new Actor.Automaton("shipped");

  private static final String SUFFIX = ".bpmn";

  private final ModelStore store;
  private final ModelDeployer deployer;
  private final Catalogue catalogue;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Models(
      ModelStore store,
      ModelDeployer deployer,
      Catalogue catalogue,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.deployer = deployer;
    this.catalogue = catalogue;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** All versions of all models, by process and version. */
  public List<ModelVersion> all() {
    return store.all();
  }

  /** All versions of one model, older first; empty if there is none of that id. */
  public List<ModelVersion> of(String processKey) {
    return store.of(processKey);
  }

  /**
   * The file as it was brought.
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
   * Publishes a file, which is the newest version of its model from then on, also if it is what an
   * earlier one was; running dossiers keep the version they started with.
   *
   * @param fileName the process id and {@code .bpmn}
   * @param reason at most {@link #MAX_REASON} characters, empty if none is given
   * @return the version; empty if the published version is this very file
   * @throws Failure if lint or the engine refuses the file; then nothing is kept
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
   * Keeps a file that is being worked on; nothing is said of it yet, and nobody's dossier runs by
   * it.
   *
   * @throws Failure {@code procedures/model-refused} if it is larger than a model may be
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
   * Takes one step of a version's life: checks it, tries it, publishes it (checked again, by the
   * rules of today), or gives it up.
   *
   * @throws Failure {@code models/no-such-version}; {@code models/step-not-now} if the version does
   *     not stand where the step begins, or is in use; otherwise what lint or the engine has
   *     against it, and it stands where it stood
   */
  public ModelVersion take(ModelStep step, String processKey, int version, Actor by) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              store.lock();
              byte[] bpmn = bytes(processKey, version);
              List<ModelVersion> versions = store.of(processKey);
              ModelVersion taken = versions.get(version - 1);
              requirePermitted(taken, step);
              return take(step, versions, taken, new File(processKey + SUFFIX, bpmn, by, ""));
            }));
  }

  private static void requirePermitted(ModelVersion version, ModelStep step) {
    boolean byHand = step != ModelStep.ADOPT && version.state() != ModelState.PUBLISHED;
    if (!byHand || ModelLifecycle.next(version.state(), step).isEmpty()) {
      throw Failure.conflict(
          "models",
          "step-not-now",
          "version",
          version.version(),
          "step",
          step.name(),
          "state",
          version.state().name());
    }
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
        // nothing is asked of what is given up
      }
    }
    return move(version, step, file.by(), null);
  }

  /**
   * Publishes a file that comes with the program, unless its content was ever published: a start
   * never puts a shipped file over what a designer has published since.
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
        // nodes that start together: the second one finds it published
        versions ->
            has(versions, hash) ? null : add(versions, new File(fileName, bpmn, SHIPPED, "")),
        processKey);
  }

  /** Whether that content was ever in the engine; a draft of it is only a draft. */
  private static boolean has(List<ModelVersion> versions, String hash) {
    return versions.stream().anyMatch(v -> v.engineVersion() != null && v.sha256().equals(hash));
  }

  /**
   * Makes versions of what stands in the engine and is on no record: an earlier release deployed
   * it.
   *
   * @return how many
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

  /** By process and version, so that the newest of a process comes last. */
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
    retire(versions, SHIPPED);
    move(draft, ModelStep.ADOPT, SHIPPED, deployed.version());
  }

  /** A file, and who brings it why. */
  private record File(String name, byte[] bpmn, Actor by, String reason) {}

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

  /** A file that lint has nothing against, from draft to published. */
  private ModelVersion add(List<ModelVersion> versions, File file) {
    ModelVersion checked = move(keep(versions, file), ModelStep.CHECK, file.by(), null);
    requireReadable(file.name(), file.bpmn());
    return deploy(versions, move(checked, ModelStep.TRY, file.by(), null), file);
  }

  /** If we die in here, the transaction goes, and neither the step nor the deployment is there. */
  private ModelVersion deploy(List<ModelVersion> versions, ModelVersion tried, File file) {
    int engineVersion = deployer.deploy(file.name(), file.bpmn()).version();
    retire(versions, file.by());
    return move(tried, ModelStep.PUBLISH, file.by(), engineVersion);
  }

  private void retire(List<ModelVersion> versions, Actor by) {
    versions.stream()
        .filter(version -> version.state() == ModelState.PUBLISHED)
        .forEach(version -> move(version, ModelStep.RETIRE, by, null));
  }

  private ModelVersion move(
      ModelVersion version, ModelStep step, Actor by, @Nullable Integer engineVersion) {
    ModelState next =
        ModelLifecycle.next(version.state(), step)
            .orElseThrow(() -> new IllegalStateException(step + " of " + version));
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
    store.event(moved, step, new ModelStore.Event(by, now), engineVersion);
    return moved;
  }

  /** The check: lint, beside the catalogue as shipped. */
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

  /** The trial: the engine reads the file as it would at its deployment. */
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
