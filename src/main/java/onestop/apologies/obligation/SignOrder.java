package onestop.apologies.obligation;

import org.jspecify.annotations.Nullable;

/**
 * The order to sign one letter as its signer saw it.
 *
 * @param revision the revision of the obligation that the signer saw; null signs any draft
 * @param edits the signer's edits, which replace the draft before the signature; null signs the
 *     draft as it is
 */
public record SignOrder(long obligationId, @Nullable Long revision, @Nullable DraftOrder edits) {
  /** The order to sign the draft as it is, whoever its last author. */
  public static SignOrder asDrafted(long obligationId) {
    return new SignOrder(obligationId, null, null);
  }
}
