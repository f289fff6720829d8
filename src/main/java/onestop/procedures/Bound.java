package onestop.procedures;

import onestop.agencies.Role;
import onestop.calendar.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The bound of one kind of clock move: how often, how far and by whom.
 *
 * @param alone the number of moves that the officer in charge may make in his own name; beyond it
 *     the approver decides
 * @param times the number of moves of one dossier in total; 0: not provided for
 * @param longest the furthest day that the move may name, counted from the due date (or from the
 *     day of the request, for the applicant's papers); null where the move names no day
 * @param approver the role at the resolving agency that decides beyond {@code alone}
 * @param legalBasis the text that sets the bound; empty for a rule of the house
 * @param status the certainty of the legal basis: {@code H}, {@code M}, {@code K}, {@code L}, or
 *     {@code D} for a rule of the house
 */
public record Bound(
    int alone,
    int times,
    @Nullable Limit longest,
    Role approver,
    String legalBasis,
    String status) {

  /** A copy with {@code own} moves in the officer's own name. */
  public Bound withAlone(int own) {
    return new Bound(own, times, longest, approver, legalBasis, status);
  }
}
