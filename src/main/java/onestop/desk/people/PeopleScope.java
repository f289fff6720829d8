package onestop.desk.people;

import java.util.Set;
import onestop.kernel.AgencyCode;

/**
 * Whose officers a reader may see, and whether the reader may change them.
 *
 * @param wholeCity whether every agency is in reach
 * @param agencies the agencies in reach, unless all are
 * @param changes whether the reader may change what is in reach
 */
public record PeopleScope(boolean wholeCity, Set<AgencyCode> agencies, boolean changes) {
  public PeopleScope {
    agencies = Set.copyOf(agencies);
  }

  /** Whether the officers of the agency are in reach. */
  public boolean covers(AgencyCode agency) {
    return wholeCity || agencies.contains(agency);
  }
}
