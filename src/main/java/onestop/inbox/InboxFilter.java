package onestop.inbox;

import java.util.Collection;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The selection of work items.
 *
 * @param desks the desks to read, at least one: an officer's own desks and those delegated to him
 * @param holder selects items that this officer holds and free items; null selects all items of the
 *     desks
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
   * @param role the role's name in lower case
   */
  public record Desk(AgencyCode agency, String role) {}
}
