package onestop.desk.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import onestop.desk.Caller;
import onestop.kernel.Failure;
import onestop.models.Drawings;
import onestop.models.ModelEvent;
import onestop.models.ModelLint;
import onestop.models.ModelState;
import onestop.models.ModelStep;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.models.Sketch;
import onestop.models.Sketches;
import onestop.models.difference.ModelDifference;
import onestop.models.lint.LintFinding;
import onestop.models.picture.ModelPicture;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a process designer does with the model of a procedure: opens a version or the own unsaved
 * drawing, has it checked, keeps it as a draft, compares it, and takes it to its publication, which
 * is somebody else's act.
 */
@Service
public final class Bench {
  private final Models models;
  private final Sketches sketches;
  private final Drawings drawings;
  private final Catalogue catalogue;
  private final Trials trials;

  Bench(Models models, Sketches sketches, Drawings drawings, Catalogue catalogue, Trials trials) {
    this.models = models;
    this.sketches = sketches;
    this.drawings = drawings;
    this.catalogue = catalogue;
    this.trials = trials;
  }

  /**
   * A model.
   *
   * @param procedure that it serves; empty for the letter of apology
   * @param versions newest first
   * @param sketch the caller's own unsaved drawing
   */
  public record Entry(
      String processKey,
      Optional<Procedure> procedure,
      List<ModelVersion> versions,
      Optional<Sketch> sketch) {
    /** The version that applies to new dossiers. */
    public Optional<ModelVersion> inForce() {
      return versions.stream().filter(v -> v.state() == ModelState.PUBLISHED).findFirst();
    }

    /** The versions on their way to publication, newest first. */
    public List<ModelVersion> open() {
      return versions.stream().filter(Bench::isOpen).toList();
    }

    /** The number of the newest version; 0 if there is none. */
    public int newest() {
      return versions.size();
    }
  }

  /** A version with what its pages say of it. */
  public record Version(
      Entry entry,
      ModelVersion version,
      List<ModelEvent> events,
      List<LintFinding> findings,
      Optional<ModelVersion> against,
      Optional<ModelDifference> difference,
      Optional<ModelPicture> picture) {
    /** Whether no finding keeps it from being published. */
    public boolean isClean() {
      return findings.stream()
          .noneMatch(finding -> finding.severity() == LintFinding.Severity.ERROR);
    }
  }

  private static boolean isOpen(ModelVersion version) {
    return version.state() != ModelState.PUBLISHED && version.state() != ModelState.RETIRED;
  }

  /** All models, by process. */
  public List<Entry> all(Caller caller) {
    Map<String, List<ModelVersion>> versions =
        models.all().stream()
            .collect(
                Collectors.groupingBy(ModelVersion::processKey, TreeMap::new, Collectors.toList()));
    sketches
        .of(caller.id())
        .forEach(sketch -> versions.computeIfAbsent(sketch.processKey(), key -> List.of()));
    return versions.entrySet().stream()
        .map(model -> entry(model.getKey(), model.getValue(), caller))
        .toList();
  }

  /**
   * One model.
   *
   * @throws Failure {@code desk/no-such-model}
   */
  public Entry of(String processKey, Caller caller) {
    Entry entry = entry(processKey, models.of(processKey), caller);
    if (entry.versions().isEmpty() && entry.sketch().isEmpty()) {
      throw Failure.notFound("desk", "no-such-model", "process", processKey);
    }
    return entry;
  }

  private Entry entry(String processKey, List<ModelVersion> versions, Caller caller) {
    List<ModelVersion> newestFirst = new ArrayList<>(versions);
    newestFirst.sort(Comparator.comparingInt(ModelVersion::version).reversed());
    return new Entry(
        processKey,
        catalogue.all().stream()
            .filter(procedure -> procedure.processKey().equals(processKey))
            .findFirst(),
        List.copyOf(newestFirst),
        sketches.find(caller.id(), processKey));
  }

  /**
   * The file of a version.
   *
   * @throws Failure {@code models/no-such-version}
   */
  public byte[] file(String processKey, int version) {
    return models.bytes(processKey, version);
  }

  /**
   * The file of the caller's unsaved drawing.
   *
   * @throws Failure {@code desk/no-sketch}
   */
  public byte[] sketch(String processKey, Caller caller) {
    return sketches
        .bytes(caller.id(), processKey)
        .orElseThrow(() -> Failure.notFound("desk", "no-sketch", "process", processKey));
  }

  /** The findings on a file, by the rules of a publication; nothing is stored. */
  public List<LintFinding> check(String processKey, byte[] bpmn) {
    return new ModelLint().check(processKey + ".bpmn", bpmn);
  }

  /**
   * Begins the model of a new procedure: an unsaved drawing with a start and nothing else.
   *
   * @throws Failure {@code desk/process-id}, {@code desk/process-name}, or {@code
   *     desk/model-exists} if there is such a model or drawing
   */
  public void begin(String processKey, String name, Caller caller) {
    byte[] blank = NewModel.of(processKey, name);
    Entry entry = entry(processKey, models.of(processKey), caller);
    boolean fresh = entry.versions().isEmpty() && entry.sketch().isEmpty();
    if (!fresh
        || !sketches.save(caller.id(), processKey, new Sketches.Drawn(0, 0, blank)).saved()) {
      throw Failure.conflict("desk", "model-exists", "process", processKey);
    }
  }

  /** Saves the caller's unsaved drawing, as {@link Sketches#save}. */
  public Sketches.Save save(String processKey, Sketches.Drawn drawn, Caller caller) {
    return sketches.save(caller.id(), processKey, drawn);
  }

  /** Erases the caller's unsaved drawing, if it is still as the caller has seen it. */
  public boolean discard(String processKey, int revision, Caller caller) {
    return sketches
        .find(caller.id(), processKey)
        .filter(sketch -> sketch.revision() == revision)
        .map(sketches::discard)
        .orElse(false);
  }

  /** Keeps a drawing as a draft, as {@link Drawings#keep}. */
  public ModelVersion keep(Drawings.Finished drawing, Caller caller) {
    return drawings.keep(drawing, caller.actor());
  }

  /**
   * A version with its findings and its difference to another one.
   *
   * @param against the version to compare with; null for the one in force, or the one before it if
   *     the version is itself in force
   * @throws Failure {@code models/no-such-version}
   */
  public Version version(String processKey, int version, @Nullable Integer against, Caller caller) {
    Entry entry = of(processKey, caller);
    byte[] bpmn = models.bytes(processKey, version);
    ModelVersion found = Objects.requireNonNull(entry.versions().get(entry.newest() - version));
    Optional<ModelVersion> other = other(entry, found, against);
    return new Version(
        entry,
        found,
        models.history(processKey).stream().filter(event -> event.version() == version).toList(),
        check(processKey, bpmn),
        other,
        other.flatMap(
            one -> ModelDifference.between(models.bytes(processKey, one.version()), bpmn)),
        ModelPicture.of(bpmn));
  }

  private static Optional<ModelVersion> other(
      Entry entry, ModelVersion version, @Nullable Integer against) {
    if (against != null) {
      return entry.versions().stream().filter(one -> one.version() == against).findFirst();
    }
    return entry
        .inForce()
        .filter(one -> one.version() != version.version())
        .or(
            () ->
                entry.versions().stream()
                    .filter(one -> one.version() < version.version())
                    .filter(one -> one.engineVersion() != null)
                    .findFirst());
  }

  /** The difference of a drawing to a version; empty if one of them is no model. */
  public Optional<ModelDifference> difference(String processKey, int version, byte[] drawn) {
    return ModelDifference.between(models.bytes(processKey, version), drawn);
  }

  /**
   * Checks a draft, lets the engine read it and has its scenarios run, so that a second person can
   * publish it.
   *
   * @throws Failure the refusals of {@link Models#take}; a step before the refused one remains
   *     taken
   */
  public void submit(String processKey, int version, Caller caller) {
    Models.Decision decision = new Models.Decision(caller.actor(), "");
    if (state(processKey, version, caller) == ModelState.DRAFT) {
      models.take(ModelStep.CHECK, processKey, version, decision);
    }
    models.take(ModelStep.TRY, processKey, version, decision);
    trials.runIfPossible(processKey, version, caller);
  }

  private ModelState state(String processKey, int version, Caller caller) {
    models.bytes(processKey, version); // refuses a version that is not there
    Entry entry = of(processKey, caller);
    return entry.versions().get(entry.newest() - version).state();
  }

  /**
   * Publishes a tried version that somebody else has drawn, with a reason.
   *
   * @throws Failure {@code models/reason-missing}, and the refusals of {@link Models#take}
   */
  public void publish(String processKey, int version, String reason, Caller caller) {
    Drawings.requireReason(reason);
    models.take(
        ModelStep.PUBLISH, processKey, version, new Models.Decision(caller.actor(), reason));
  }

  /**
   * Gives a version up that is not in force, with a reason.
   *
   * @throws Failure {@code models/reason-missing}, and the refusals of {@link Models#take}
   */
  public void retire(String processKey, int version, String reason, Caller caller) {
    Drawings.requireReason(reason);
    models.take(ModelStep.RETIRE, processKey, version, new Models.Decision(caller.actor(), reason));
  }

  /**
   * Makes a draft with the bytes of an earlier version, to be published again.
   *
   * @return the draft
   * @throws Failure {@code models/reason-missing}, {@code models/no-such-version}
   */
  public ModelVersion again(String processKey, int version, String reason, Caller caller) {
    Drawings.requireReason(reason);
    byte[] bpmn = models.bytes(processKey, version);
    return models.draft(processKey + ".bpmn", bpmn, caller.actor(), reason);
  }
}
