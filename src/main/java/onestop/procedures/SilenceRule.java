package onestop.procedures;

import org.jspecify.annotations.Nullable;

/**
 * The meaning of a consulted agency's silence; never consent, unless a statute provides for it.
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
