package onestop.models.trial;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The scenarios of the versions of models. A version has those that were last saved with it, or
 * else those of the version before it. What was saved is never changed.
 */
@Service
public class ModelScenarios {
  /** The author of the shipped scenarios. */
  private static final Actor SHIPPED = new Actor.Automaton("shipped");

  private final TrialStore store;
  private final Catalogue catalogue;
  private final Clock clock;

  ModelScenarios(TrialStore store, Catalogue catalogue, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * A text to be saved.
   *
   * @param seen the revision of the version's own scenarios that the author has seen; 0 if none
   */
  public record Written(int seen, String content) {}

  /** The scenarios that a version has; empty if neither it nor an earlier one has any. */
  @Transactional(readOnly = true)
  public Optional<ScenarioRevision> of(String processKey, int version) {
    return store.scenarios(processKey, version);
  }

  /**
   * Saves the scenarios of a version that is not in force yet.
   *
   * @throws Failure {@code models/scenarios-closed} if the version was in force or is given up;
   *     {@code models/scenarios-changed} if somebody else has saved some meanwhile
   */
  @Transactional
  public ScenarioRevision save(String processKey, int version, Written written, Actor by) {
    String state = store.state(processKey, version).orElse("DRAFT");
    if (state.equals("PUBLISHED") || state.equals("RETIRED")) {
      throw Failure.conflict("models", "scenarios-closed", "version", version);
    }
    ScenarioRevision last = store.scenarios(processKey, version).orElse(null);
    int own = last == null || last.version() < version ? 0 : last.revision();
    if (own != written.seen()) {
      throw changed(version);
    }
    if (last != null && last.content().equals(written.content())) {
      return last;
    }
    return add(processKey, version, own + 1, written.content(), by);
  }

  private static Failure changed(int version) {
    return Failure.conflict("models", "scenarios-changed", "version", version);
  }

  private ScenarioRevision add(
      String processKey, int version, int revision, String content, Actor by) {
    ScenarioRevision next =
        new ScenarioRevision(
            processKey,
            version,
            revision,
            sha256(content),
            content,
            by.kind(),
            by.name(),
            clock.instant());
    try {
      store.add(next);
      return next;
    } catch (DuplicateKeyException twin) { // saved at the same time in another window
      throw changed(version).causedBy(twin);
    }
  }

  /**
   * Keeps shipped scenarios with the version that has the shipped file, unless they are there.
   *
   * @param modelSha256 of the shipped file
   */
  @Transactional
  public void seed(String processKey, String modelSha256, String content) {
    Integer version = store.version(processKey, modelSha256).orElse(null);
    if (version == null) {
      return;
    }
    ScenarioRevision last = store.scenarios(processKey, version).orElse(null);
    boolean own = last != null && last.version() == version;
    if (last != null && own && !last.author().equals(SHIPPED.name())) {
      return; // a designer has changed them
    }
    if (last == null || !last.content().equals(content)) {
      add(processKey, version, last != null && own ? last.revision() + 1 : 1, content, SHIPPED);
    }
  }

  /**
   * Whether dossiers can run on the model: a procedure of the catalogue names it. Only such a model
   * can be tried.
   */
  public boolean serves(String processKey) {
    return procedure(processKey).isPresent();
  }

  private Optional<Procedure> procedure(String processKey) {
    return catalogue.all().stream().filter(one -> one.processKey().equals(processKey)).findFirst();
  }

  /**
   * What is to be tried with a version: its own scenarios, or, for a part of linked procedures, the
   * scenarios of those as they are in force; empty if there are none.
   */
  @Transactional(readOnly = true)
  public Optional<TrialPlan> plan(String processKey, int version) {
    List<ScenarioRevision> parts =
        store
            .scenarios(processKey, version)
            .map(List::of)
            .orElseGet(
                () ->
                    procedure(processKey).map(one -> ofLinked(one.key().code())).orElse(List.of()));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TrialPlan(
                parts,
                sha256(
                    parts.stream()
                        .map(ScenarioRevision::sha256)
                        .collect(Collectors.joining("\n")))));
  }

  /**
   * As {@link #plan}.
   *
   * @throws Failure {@code models/no-scenarios} if there are none
   */
  @Transactional(readOnly = true)
  public TrialPlan requirePlan(String processKey, int version) {
    return plan(processKey, version)
        .orElseThrow(() -> Failure.conflict("models", "no-scenarios", "version", version));
  }

  private List<ScenarioRevision> ofLinked(String code) {
    return catalogue.all().stream()
        .filter(one -> one.legs().containsValue(code))
        .map(Procedure::processKey)
        .flatMap(
            key -> store.inForce(key).flatMap(version -> store.scenarios(key, version)).stream())
        .toList();
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
