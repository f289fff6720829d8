package onestop.procedures;

import org.jspecify.annotations.Nullable;

/**
 * What the silence of a consulted agency means; never consent unless a statute says so.
 *
 * @param legalBasis the statute; required for {@link Kind#DEEMED_CONSENT}
 */
public record SilenceRule(Kind kind, @Nullable String legalBasis) {
  /** The meaning. */
  public enum Kind {
    NONE,
    ESCALATE,
    DEEMED_CONSENT
  }
}
