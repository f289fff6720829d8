package onestop.dossiers.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an event to the dossier's row, beside its state; null leaves a column unchanged.
 */
public record DossierChange(
    @Nullable OfficialSignature signature,
    Dossier.@Nullable Result result,
    @Nullable Instant returnedAt,
    @Nullable Instant endedAt) {
  public static final DossierChange STATE_ONLY = new DossierChange(null, null, null, null);

  /** An official signature is on record. */
  public static DossierChange signed(OfficialSignature signature) {
    return new DossierChange(signature, null, null, null);
  }

  /** The result is on record. */
  public static DossierChange resolved(Dossier.Result result) {
    return new DossierChange(null, result, null, null);
  }

  /** The result was handed over. */
  public static DossierChange returned(Instant at) {
    return new DossierChange(null, null, at, null);
  }

  /** The dossier ended without a result. */
  public static DossierChange ended(Instant at) {
    return new DossierChange(null, null, null, at);
  }
}
