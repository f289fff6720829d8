package onestop.procedures;

import onestop.agencies.Role;
import onestop.calendar.Limit;
import org.jspecify.annotations.Nullable;

/**
 * How often, how far and by whom a clock may be moved in one way.
 *
 * @param alone how often the officer in charge may do so in his own name; beyond that the approver
 *     decides
 * @param times how often it may be done to one dossier at all; 0: not provided for
 * @param longest the furthest day it may name, counted from the due date (or from the day of the
 *     request, for the applicant's papers); null where it names no day
 * @param approver the role at the resolving agency that decides beyond {@code alone}
 * @param legalBasis the text that sets the bound; empty for a rule of the house
 * @param status how certain the basis is: {@code H}, {@code M}, {@code K}, {@code L}, or {@code D}
 *     for a rule of the house
 */
public record Bound(
    int alone,
    int times,
    @Nullable Limit longest,
    Role approver,
    String legalBasis,
    String status) {

  /** As this, with so many in the officer's own name. */
  public Bound withAlone(int own) {
    return new Bound(own, times, longest, approver, legalBasis, status);
  }
}
