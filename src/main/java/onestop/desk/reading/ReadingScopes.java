package onestop.desk.reading;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.kernel.AgencyCode;
import org.springframework.stereotype.Component;

/**
 * Determines what an officer may read, by the officer's present posts and delegations, not by those
 * at the login.
 */
@Component
public final class ReadingScopes {
  /** Roles that work on dossiers: the dossiers of their agency open to them at once. */
  public static final Set<Role> WORKING =
      EnumSet.of(
          Role.DESK_OFFICER,
          Role.SPECIALIST,
          Role.UNIT_HEAD,
          Role.HEAD_OF_AGENCY,
          Role.RECORDS_CLERK,
          Role.FINANCE_OFFICER);

  /**
   * Roles that oversee other agencies: dossiers of agencies below their own open with a purpose.
   */
  private static final Set<Role> OVERSEEING = EnumSet.of(Role.HEAD_OF_AGENCY, Role.AUDITOR);

  private final Agencies agencies;
  private final Clock clock;

  ReadingScopes(Agencies agencies, Clock clock) {
    this.agencies = agencies;
    this.clock = clock;
  }

  /** Whether dossiers open to these roles at all, with a purpose or without. */
  public static boolean open(Set<Role> roles) {
    return roles.contains(Role.AUDITOR) || !Collections.disjoint(roles, WORKING);
  }

  /** Whether the sheets of evidence open to these roles. */
  public static boolean oversee(Set<Role> roles) {
    return !Collections.disjoint(roles, OVERSEEING);
  }

  /** The scope of an officer now. */
  public ReadingScope of(Caller reader) {
    Instant now = clock.instant();
    List<Post> posts = agencies.posts(reader.id(), now);
    Set<AgencyCode> works = new LinkedHashSet<>();
    Set<AgencyCode> oversees = new LinkedHashSet<>();
    boolean wholeCity = false;
    for (Post post : posts) {
      if (WORKING.contains(post.role())) {
        works.add(post.agency());
      }
      if (OVERSEEING.contains(post.role())) {
        oversees.addAll(agencies.under(post.agency(), now.atZone(clock.getZone()).toLocalDate()));
        wholeCity |= agencies.get(post.agency()).kind() == Agency.Kind.CITY;
      }
    }
    return new ReadingScope(works, oversees, wholeCity);
  }
}
