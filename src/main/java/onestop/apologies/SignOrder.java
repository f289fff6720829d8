package onestop.apologies;

import org.jspecify.annotations.Nullable;

/**
 * One letter to be signed as its signer saw it.
 *
 * @param revision of the obligation that the signer saw; null signs whatever is drafted
 * @param edits what the signer wrote over the draft, which is what gets signed; null signs the
 *     draft as it is
 */
public record SignOrder(long obligationId, @Nullable Long revision, @Nullable DraftOrder edits) {
  /** The draft as it is, whoever wrote it last. */
  public static SignOrder asDrafted(long obligationId) {
    return new SignOrder(obligationId, null, null);
  }
}
