package onestop.apologies.obligation;

import java.time.Instant;
import java.util.Set;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * The selection of obligations for a list.
 *
 * @param states the states to select; empty means any state
 * @param agency the agency that owes the letter; null means any
 * @param limitBefore only those whose limit lies before this moment; null means any
 * @param text a part of the dossier's code, or the beginning of the applicant's name; null means
 *     any
 */
public record ObligationFilter(
    Set<ObligationState> states,
    @Nullable AgencyCode agency,
    @Nullable Instant limitBefore,
    @Nullable String text) {
  public ObligationFilter {
    states = Set.copyOf(states);
  }

  /** A filter without a text. */
  public ObligationFilter(
      Set<ObligationState> states, @Nullable AgencyCode agency, @Nullable Instant limitBefore) {
    this(states, agency, limitBefore, null);
  }

  /** No restriction. */
  public static final ObligationFilter ALL = new ObligationFilter(Set.of(), null, null);

  /** This filter, restricted to obligations whose dossier code or applicant matches the text. */
  public ObligationFilter with(@Nullable String searched) {
    return new ObligationFilter(states, agency, limitBefore, searched);
  }
}
