package onestop.dossiers.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the work on a dossier has led to: each part null until it is on record. The outcome of one
 * event has the parts that the event adds.
 */
public record DossierOutcome(
    @Nullable OfficialSignature signature,
    Dossier.@Nullable Result result,
    @Nullable Instant returnedAt,
    @Nullable Instant endedAt) {
  /** Nothing yet; of an event, nothing beside the state. */
  public static final DossierOutcome NONE = new DossierOutcome(null, null, null, null);

  /** An official signature is on record. */
  public static DossierOutcome signed(OfficialSignature signature) {
    return new DossierOutcome(signature, null, null, null);
  }

  /** The result is on record. */
  public static DossierOutcome resolved(Dossier.Result result) {
    return new DossierOutcome(null, result, null, null);
  }

  /** The result was handed over. */
  public static DossierOutcome returned(Instant at) {
    return new DossierOutcome(null, null, at, null);
  }

  /** The dossier ended without a result. */
  public static DossierOutcome ended(Instant at) {
    return new DossierOutcome(null, null, null, at);
  }

  /** This outcome with the parts that an event adds. */
  DossierOutcome and(DossierOutcome more) {
    return new DossierOutcome(
        more.signature == null ? signature : more.signature,
        more.result == null ? result : more.result,
        more.returnedAt == null ? returnedAt : more.returnedAt,
        more.endedAt == null ? endedAt : more.endedAt);
  }
}
