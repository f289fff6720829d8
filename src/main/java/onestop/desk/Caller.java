package onestop.desk;

import java.util.Arrays;
import java.util.Set;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import onestop.kernel.OfficerId;

/**
 * The officer who calls a use case.
 *
 * @param officer the officer as on record
 * @param roles own and delegated roles at the moment of the call; whether an act on one dossier is
 *     allowed is checked again when it is performed
 */
public record Caller(Officer officer, Set<Role> roles) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** The officer's id. */
  public OfficerId id() {
    return officer.id();
  }

  /** The actor under which the officer's acts are recorded. */
  public Actor.Officer actor() {
    return new Actor.Officer(officer.id(), officer.agency());
  }

  /** Whether the officer holds, or acts in, any of these roles. */
  public boolean hasAny(Role... wanted) {
    return Arrays.stream(wanted).anyMatch(roles::contains);
  }
}
