package onestop.web.login;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Account;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Role;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/** Finds the officer of a login name, with the present roles. */
@Service
public final class OfficerAccounts {
  private final Accounts accounts;
  private final Agencies agencies;
  private final Clock clock;

  OfficerAccounts(Accounts accounts, Agencies agencies, Clock clock) {
    this.accounts = accounts;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** The login of that name; closed accounts included. */
  SignedIn byName(String name) {
    return find(name)
        .filter(found -> found.passwordHash() != null)
        .map(this::signedIn)
        .orElseThrow(() -> new UsernameNotFoundException(name));
  }

  /** The open account of that login, with or without a password. */
  Optional<SignedIn> byIdentity(String login) {
    return find(login).filter(found -> found.disabledAt() == null).map(this::signedIn);
  }

  /** The same officer with the present state of the account; empty if the session must end. */
  public Optional<SignedIn> now(SignedIn before) {
    return accounts
        .find(before.officer().id())
        .filter(account -> account.admits(before.epoch()))
        .map(this::signedIn);
  }

  /** The account of a typed name. */
  Optional<Account> find(String name) {
    try {
      return accounts.find(new OfficerId(name.strip()));
    } catch (Failure impossible) {
      return Optional.empty();
    }
  }

  SignedIn signedIn(Account account) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    agencies.posts(account.officer().id(), clock.instant()).forEach(post -> roles.add(post.role()));
    return new SignedIn(account, roles);
  }
}
