package onestop.agencies;

import java.util.Set;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * A filter of officers.
 *
 * @param text words that must all occur in name, title or login, in any order, with or without
 *     tones; empty for any
 * @param role a role that the officer holds, not by delegation; null for any
 * @param agencies the agencies of the officers; null for the whole city, and an empty set finds
 *     nobody
 */
public record OfficerFilter(String text, @Nullable Role role, @Nullable Set<AgencyCode> agencies) {
  public OfficerFilter {
    agencies = agencies == null ? null : Set.copyOf(agencies);
  }
}
