package onestop.dossiers.life;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import onestop.dossiers.life.Dossier.Result;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * What the work on a dossier has led to: each part null until it is on record. The outcome of one
 * event has the parts that the event adds.
 *
 * @param doneBy the officers who last ended those steps whose officer may not end another one
 */
public record DossierOutcome(
    @Nullable OfficialSignature signature,
    @Nullable Result result,
    @Nullable Instant returnedAt,
    @Nullable Instant endedAt,
    Map<String, OfficerId> doneBy) {
  /** Nothing yet; of an event, nothing beside the state. */
  public static final DossierOutcome NONE = new DossierOutcome(null, null, null, null, Map.of());

  public DossierOutcome {
    doneBy = Map.copyOf(doneBy);
  }

  /** An officer has ended a step whose officer may not end another one. */
  public static DossierOutcome done(String step, OfficerId by) {
    return new DossierOutcome(null, null, null, null, Map.of(step, by));
  }

  /** An official signature is on record. */
  public static DossierOutcome signed(OfficialSignature signature) {
    return new DossierOutcome(signature, null, null, null, Map.of());
  }

  /** The result is on record. */
  public static DossierOutcome resolved(Result result) {
    return new DossierOutcome(null, result, null, null, Map.of());
  }

  /** The result was handed over. */
  public static DossierOutcome returned(Instant at) {
    return new DossierOutcome(null, null, at, null, Map.of());
  }

  /** The dossier ended without a result. */
  public static DossierOutcome ended(Instant at) {
    return new DossierOutcome(null, null, null, at, Map.of());
  }

  /** This outcome with the parts that an event adds. */
  public DossierOutcome and(DossierOutcome more) {
    Map<String, OfficerId> all = new HashMap<>(doneBy);
    all.putAll(more.doneBy);
    return new DossierOutcome(
        more.signature == null ? signature : more.signature,
        more.result == null ? result : more.result,
        more.returnedAt == null ? returnedAt : more.returnedAt,
        more.endedAt == null ? endedAt : more.endedAt,
        all);
  }

  /** This outcome with another signature, or with none. */
  public DossierOutcome signedBy(@Nullable OfficialSignature other) {
    return new DossierOutcome(other, result, returnedAt, endedAt, doneBy);
  }

  /** This outcome with another officer, or with none, as the one who last ended that step. */
  public DossierOutcome doneBy(String step, @Nullable OfficerId other) {
    Map<String, OfficerId> all = new HashMap<>(doneBy);
    if (other == null) {
      all.remove(step);
    } else {
      all.put(step, other);
    }
    return new DossierOutcome(signature, result, returnedAt, endedAt, all);
  }
}
