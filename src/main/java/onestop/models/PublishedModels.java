package onestop.models;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;

/** Reads the versions with which dossiers began or can begin; drafts are not among them. */
@Service
public final class PublishedModels {
  private final ModelStore store;

  PublishedModels(ModelStore store) {
    this.store = store;
  }

  /** All of a model, newest first; empty if there is no model of that id. */
  public List<ModelVersion> of(String processKey) {
    return store.of(processKey).stream()
        .filter(version -> version.engineVersion() != null)
        .sorted(Comparator.comparingInt(ModelVersion::version).reversed())
        .toList();
  }

  /**
   * One version.
   *
   * @throws Failure {@code models/no-such-version} if there is none, or if it is a draft
   */
  public ModelVersion get(String processKey, int version) {
    return of(processKey).stream()
        .filter(one -> one.version() == version)
        .findFirst()
        .orElseThrow(() -> noSuchVersion(processKey, version));
  }

  /**
   * The version with which a process began at that moment: the one deployed last by then, the
   * oldest for a moment before all of them; empty if none was ever deployed.
   */
  public Optional<ModelVersion> at(String processKey, Instant moment) {
    List<ModelVersion> all = of(processKey);
    Integer version = store.deployedBy(processKey, moment).orElse(null);
    return all.stream()
        .filter(one -> version == null || one.version() == version)
        .reduce((newer, older) -> older);
  }

  /**
   * The file of a version, byte for byte as it was submitted.
   *
   * @throws Failure {@code models/no-such-version} if there is none
   */
  public byte[] bytes(ModelVersion version) {
    return store
        .bytes(version.processKey(), version.version())
        .orElseThrow(() -> noSuchVersion(version.processKey(), version.version()));
  }

  private static Failure noSuchVersion(String processKey, int version) {
    return Failure.notFound("models", "no-such-version", "process", processKey, "version", version);
  }
}
