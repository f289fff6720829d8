package onestop.web.login;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import onestop.agencies.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a name and a password. After too many wrong passwords the next one is checked only when a
 * wait is over. Every refusal is logged with the account and the address, never with the typed
 * text.
 *
 * <p>A wrong name, a wrong password and a closed account get the same answer after the same time.
 */
@Component
final class OfficerLogin implements AuthenticationProvider {
  private static final Logger log = LoggerFactory.getLogger(OfficerLogin.class);

  private final DaoAuthenticationProvider passwords;
  private final OfficerAccounts accounts;
  private final LoginAttempts attempts;
  private final MeterRegistry meters;

  OfficerLogin(
      OfficerAccounts accounts,
      PasswordEncoder encoder,
      LoginAttempts attempts,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.attempts = attempts;
    this.meters = meters;
    this.passwords = new DaoAuthenticationProvider(accounts::byName);
    passwords.setPasswordEncoder(encoder);
    // whether an account is closed is disclosed only with its right password
    passwords.setPreAuthenticationChecks(user -> {});
    passwords.setPostAuthenticationChecks(OfficerLogin::requireEnabled);
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String name = asked.getName().strip();
    String address = address(asked);
    Duration wait = attempts.begin(name, address);
    if (!wait.isZero()) {
      refused("too-many", name, address);
      throw new TooManyLogins(wait);
    }
    boolean ended = false;
    try {
      Authentication known = passwords.authenticate(asked);
      attempts.right(name, address);
      ended = true;
      meters.counter("onestop.web.logins", "outcome", "right").increment();
      return known;
    } catch (BadCredentialsException | DisabledException wrong) {
      attempts.wrong(name, address);
      ended = true;
      refused(wrong instanceof DisabledException ? "disabled" : "wrong", name, address);
      throw new BadCredentialsException("wrong");
    } finally {
      if (!ended) {
        attempts.broken(name, address);
      }
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static void requireEnabled(
      org.springframework.security.core.userdetails.UserDetails user) {
    if (!user.isEnabled()) {
      throw new DisabledException("disabled");
    }
  }

  /**
   * Logs a refusal; a name without an account may be a password in the wrong field, so it is not
   * logged.
   */
  private void refused(String outcome, String name, String address) {
    meters.counter("onestop.web.logins", "outcome", outcome).increment();
    String account = known(name);
    log.warn("Login refused ({}): account {}, address {}", outcome, account, address);
  }

  private String known(String name) {
    try {
      return accounts.find(name).map(Account::officer).map(o -> o.id().value()).orElse("unknown");
    } catch (RuntimeException noDatabase) {
      return "not looked up";
    }
  }

  private static String address(Authentication asked) {
    return asked instanceof AbstractAuthenticationToken token
            && token.getDetails() instanceof WebAuthenticationDetails details
            && details.getRemoteAddress() != null
        ? details.getRemoteAddress()
        : "";
  }
}
