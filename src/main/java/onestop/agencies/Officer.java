package onestop.agencies;

import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;

/**
 * A person in the service of an agency.
 *
 * @param id the login, in lower case
 * @param titleVi the function as printed under a signature, for example {@code Chủ tịch}
 * @param roles the officer's own roles; for roles by delegation see {@link
 *     Agencies#posts(OfficerId, java.time.Instant)}
 */
public record Officer(
    OfficerId id, String name, String titleVi, AgencyCode agency, Set<Role> roles) {
  public Officer {
    roles = Set.copyOf(roles);
  }
}
