package onestop.desk.book;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.undo.StandingSteps;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.models.ModelVersion;
import onestop.models.PublishedModels;
import onestop.models.picture.ModelPicture;
import onestop.procedures.Catalogue;
import org.springframework.stereotype.Service;

/**
 * Where a dossier stands on the picture of its model: of the version that it runs on, or, once it
 * has ended, of the one that was in force when it was received.
 */
@Service
public final class DossierCourses {
  /** By process key and version; a version never changes. */
  private final Map<String, Map<String, String>> labels = new ConcurrentHashMap<>();

  private final Dossiers dossiers;
  private final WorkItems items;
  private final ProcessRuntime runtime;
  private final PublishedModels models;
  private final Catalogue catalogue;

  DossierCourses(
      Dossiers dossiers,
      WorkItems items,
      ProcessRuntime runtime,
      PublishedModels models,
      Catalogue catalogue) {
    this.dossiers = dossiers;
    this.items = items;
    this.runtime = runtime;
    this.models = models;
    this.catalogue = catalogue;
  }

  /**
   * The ends of one step.
   *
   * @param times from 1: a step is done again when a dossier comes back to it
   */
  public record Done(int times, Instant last) {}

  /**
   * The course of a dossier.
   *
   * @param done by step
   * @param current the steps that wait now; empty when nothing does
   * @param ahead everything in the picture that may still come
   */
  public record Course(
      ModelVersion version,
      ModelPicture picture,
      Map<String, Done> done,
      Set<String> current,
      Set<String> ahead) {
    public Course {
      done = Map.copyOf(done);
      current = Set.copyOf(current);
      ahead = Set.copyOf(ahead);
    }
  }

  /**
   * The course; empty if no version is on record, or if that version has no diagram.
   *
   * @throws onestop.kernel.Failure {@code dossiers/no-such-dossier}
   */
  public Optional<Course> of(DossierCode code) {
    Dossier dossier = dossiers.get(code);
    String processKey = catalogue.version(dossier.pins().procedure()).processKey();
    return version(dossier, processKey)
        .flatMap(
            version ->
                ModelPicture.of(models.bytes(version))
                    .map(picture -> course(dossier.code(), version, picture)));
  }

  /** The labels of the officers' steps in the dossier's version of its model, by step. */
  public Map<String, String> labels(Dossier dossier) {
    String processKey = catalogue.version(dossier.pins().procedure()).processKey();
    return version(dossier, processKey)
        .map(
            one ->
                labels.computeIfAbsent(
                    one.processKey() + " " + one.version(), key -> labels(models.bytes(one))))
        .orElse(Map.of());
  }

  private static Map<String, String> labels(byte[] model) {
    Map<String, String> labels = new LinkedHashMap<>();
    ModelPicture.of(model)
        .map(ModelPicture::steps)
        .orElse(List.of())
        .forEach(
            step -> {
              if (!step.name().isEmpty()) {
                labels.put(step.id(), step.name());
              }
            });
    return Map.copyOf(labels);
  }

  private Optional<ModelVersion> version(Dossier dossier, String processKey) {
    OptionalInt running = runtime.versionOf(dossier.code(), processKey);
    Optional<ModelVersion> found =
        running.isEmpty()
            ? Optional.empty()
            : models.of(processKey).stream()
                .filter(one -> Integer.valueOf(running.getAsInt()).equals(one.engineVersion()))
                .findFirst();
    return found.or(() -> models.at(processKey, dossier.receivedAt()));
  }

  private Course course(DossierCode code, ModelVersion version, ModelPicture picture) {
    List<String> waiting =
        items.of(code).stream()
            .filter(item -> item.processKey().equals(version.processKey()))
            .map(WorkItem::step)
            .toList();
    Map<String, Done> done = new LinkedHashMap<>();
    for (DossierEvent event : StandingSteps.of(dossiers.events(code))) {
      String step = event.step();
      if (step != null) {
        done.merge(
            step,
            new Done(1, event.at()),
            (before, more) -> new Done(before.times() + 1, more.last()));
      }
    }
    return new Course(version, picture, done, new LinkedHashSet<>(waiting), picture.ahead(waiting));
  }
}
