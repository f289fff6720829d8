package onestop.web.login;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Account;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The officer behind a login.
 *
 * <p>The roles are those of the moment of the request and open doors; whether an act on one dossier
 * is allowed is asked again, of the agencies, when it is done.
 */
public final class SignedIn implements UserDetails {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Account account;
  private final transient Set<Role> roles;

  SignedIn(Account account, Set<Role> roles) {
    this.account = account;
    this.roles = Set.copyOf(roles);
  }

  /** The officer as on record. */
  public Officer officer() {
    return account.officer();
  }

  /** The epoch in which the session began; when the account has another one the session ends. */
  long epoch() {
    return account.epoch();
  }

  /** Whether the password has to be changed before anything else, as another person chose it. */
  public boolean hasGivenPassword() {
    return account.passwordGiven();
  }

  /** The name under which the officer's acts are on record. */
  public Actor.Officer actor() {
    return new Actor.Officer(officer().id(), officer().agency());
  }

  /** Whether the officer holds, or acts in, any of these roles. */
  public boolean hasAny(Role... wanted) {
    return List.of(wanted).stream().anyMatch(roles::contains);
  }

  /** Own and delegated roles at the moment of the request. */
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
    return Objects.requireNonNull(account.passwordHash());
  }

  @Override
  public String getUsername() {
    return officer().id().value();
  }

  @Override
  public boolean isEnabled() {
    return account.disabledAt() == null;
  }
}
