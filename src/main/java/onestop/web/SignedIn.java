package onestop.web;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The officer behind a login.
 *
 * <p>The roles are those of the moment of login and open doors; whether an act on one dossier is
 * allowed is asked again, of the agencies, when it is done.
 */
public final class SignedIn implements UserDetails {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Officer officer;
  private final transient Set<Role> roles;
  private final String passwordHash;

  SignedIn(Officer officer, Set<Role> roles, String passwordHash) {
    this.officer = officer;
    this.roles = Set.copyOf(roles);
    this.passwordHash = passwordHash;
  }

  /** The officer as on record when logging in. */
  public Officer officer() {
    return officer;
  }

  /** The name under which the officer's acts are on record. */
  public Actor.Officer actor() {
    return new Actor.Officer(officer.id(), officer.agency());
  }

  /** Whether the officer holds, or acts in, any of these roles. */
  public boolean hasAny(Role... wanted) {
    return List.of(wanted).stream().anyMatch(roles::contains);
  }

  /** Own and delegated roles at the moment of login. */
  public Set<Role> roles() {
    return roles;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return roles.stream()
        .sorted()
        .map(r -> new SimpleGrantedAuthority("ROLE_" + r.name()))
        .toList();
  }

  @Override
  public String getPassword() {
    return passwordHash;
  }

  @Override
  public String getUsername() {
    return officer.id().value();
  }
}
