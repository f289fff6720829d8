package onestop.inbox;

import java.util.Collection;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * Whose work is asked for.
 *
 * @param desks where to look, at least one: an officer's own desks and those delegated to him
 * @param holder only what this officer holds, or what is free; null for everything of the desks
 */
public record InboxFilter(List<Desk> desks, @Nullable OfficerId holder) {
  public InboxFilter {
    desks = List.copyOf(desks);
  }

  /** Desks of one agency. */
  public static InboxFilter of(
      AgencyCode agency, Collection<String> roles, @Nullable OfficerId holder) {
    return new InboxFilter(roles.stream().map(role -> new Desk(agency, role)).toList(), holder);
  }

  /**
   * One desk.
   *
   * @param role its name in lower case
   */
  public record Desk(AgencyCode agency, String role) {}
}
