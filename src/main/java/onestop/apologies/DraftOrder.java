package onestop.apologies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an officer writes into a letter.
 *
 * @param text to the citizen, at most {@link #MAX_TEXT} characters; needed with {@link
 *     ApologyReason#OTHER}
 * @param newDueAt the proposed appointment; null leaves it to the rule pack
 * @param revision of the obligation that the officer saw; null replaces whatever is there
 */
public record DraftOrder(
    long obligationId,
    ApologyReason reason,
    String text,
    @Nullable Instant newDueAt,
    @Nullable Long revision) {
  /** Replaces whatever is there. */
  public DraftOrder(
      long obligationId, ApologyReason reason, String text, @Nullable Instant newDueAt) {
    this(obligationId, reason, text, newDueAt, null);
  }

  /** The longest explanation. */
  public static final int MAX_TEXT = 2000;
}
