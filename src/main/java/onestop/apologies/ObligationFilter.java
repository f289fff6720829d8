package onestop.apologies;

import java.time.Instant;
import java.util.Set;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * Which obligations a list shows.
 *
 * @param states any of these; empty means any state
 * @param agency the agency that owes the letter; null means any
 * @param limitBefore only those whose limit lies before this moment; null means any
 */
public record ObligationFilter(
    Set<ObligationState> states, @Nullable AgencyCode agency, @Nullable Instant limitBefore) {
  public ObligationFilter {
    states = Set.copyOf(states);
  }

  /** No restriction. */
  public static final ObligationFilter ALL = new ObligationFilter(Set.of(), null, null);

  /** What waits for a signature at an agency. */
  public static ObligationFilter toSign(AgencyCode agency) {
    return new ObligationFilter(Set.of(ObligationState.DRAFTED), agency, null);
  }
}
