package onestop.dossiers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an event changes in the dossier's row beside its state; null is left as it is. */
record DossierChange(
    @Nullable OfficialSignature signature,
    Dossier.@Nullable Result result,
    @Nullable Instant returnedAt,
    @Nullable Instant endedAt) {
  static final DossierChange STATE_ONLY = new DossierChange(null, null, null, null);

  static DossierChange signed(OfficialSignature signature) {
    return new DossierChange(signature, null, null, null);
  }

  static DossierChange resolved(Dossier.Result result) {
    return new DossierChange(null, result, null, null);
  }

  static DossierChange returned(Instant at) {
    return new DossierChange(null, null, at, null);
  }

  static DossierChange ended(Instant at) {
    return new DossierChange(null, null, null, at);
  }
}
