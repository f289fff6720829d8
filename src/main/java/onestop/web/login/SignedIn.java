package onestop.web.login;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Account;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The officer behind a login.
 *
 * <p>The roles are those of the moment of the request and decide the access to paths; whether an
 * act on one dossier is allowed is checked again, by {@code agencies}, when it is performed.
 */
public final class SignedIn implements UserDetails {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Account account;
  private final transient Set<Role> roles;

  SignedIn(Account account, Set<Role> roles) {
    this.account = account;
    this.roles = Set.copyOf(roles);
  }

  /** The officer of a login by password or at an identity provider; empty for anybody else. */
  public static Optional<SignedIn> of(@Nullable Authentication login) {
    Object principal = login == null ? null : login.getPrincipal();
    if (principal instanceof OidcOfficer identified) {
      return Optional.of(identified.officer());
    }
    return principal instanceof SignedIn officer ? Optional.of(officer) : Optional.empty();
  }

  /** Whether a login used an identity provider, so that no password of onestop's counts. */
  public static boolean isIdentified(@Nullable Authentication login) {
    return login != null && login.getPrincipal() instanceof OidcOfficer;
  }

  /** The officer as on record. */
  public Officer officer() {
    return account.officer();
  }

  /** The epoch in which the session began; the session ends when the account's epoch differs. */
  long epoch() {
    return account.epoch();
  }

  /** Whether the password must be changed first, because another person chose it. */
  public boolean hasGivenPassword() {
    return account.passwordGiven();
  }

  /** The actor under which the officer's acts are recorded. */
  public Actor.Officer actor() {
    return new Actor.Officer(officer().id(), officer().agency());
  }

  /** The officer as the caller of a use case. */
  public Caller caller() {
    return new Caller(officer(), roles);
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
