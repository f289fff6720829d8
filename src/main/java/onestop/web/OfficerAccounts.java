package onestop.web;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/** Finds the officer behind a login name. */
@Service
final class OfficerAccounts implements UserDetailsService {
  private final Agencies agencies;
  private final Clock clock;

  OfficerAccounts(Agencies agencies, Clock clock) {
    this.agencies = agencies;
    this.clock = clock;
  }

  @Override
  public SignedIn loadUserByUsername(String name) {
    OfficerId id = login(name);
    Officer officer = agencies.find(id).orElseThrow(() -> unknown(name));
    String hash = agencies.passwordHash(id).orElseThrow(() -> unknown(name));
    Set<Role> roles = EnumSet.noneOf(Role.class);
    agencies.posts(officer.id(), clock.instant()).forEach(post -> roles.add(post.role()));
    return new SignedIn(officer, roles, hash);
  }

  private static OfficerId login(String name) {
    try {
      return new OfficerId(name.strip());
    } catch (Failure impossible) {
      throw unknown(name);
    }
  }

  private static UsernameNotFoundException unknown(String name) {
    return new UsernameNotFoundException(name);
  }
}
