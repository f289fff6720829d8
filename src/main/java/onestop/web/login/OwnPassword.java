package onestop.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import onestop.agencies.Account;
import onestop.agencies.Accounts;
import onestop.agencies.Officer;
import onestop.kernel.Failure;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Changes an officer's own password: requires the old one, applies the rules, and ends every other
 * session.
 */
@Component
public final class OwnPassword {
  private final OfficerLogin login;
  private final OfficerAccounts officers;
  private final Accounts accounts;
  private final PasswordEncoder encoder;
  private final PasswordRules rules;

  OwnPassword(
      OfficerLogin login,
      OfficerAccounts officers,
      Accounts accounts,
      PasswordEncoder encoder,
      PasswordRules rules) {
    this.login = login;
    this.officers = officers;
    this.accounts = accounts;
    this.encoder = encoder;
    this.rules = rules;
  }

  /** The two passwords, as typed. */
  public record Change(String before, String password) {
    @Override
    public String toString() {
      return "Change[hidden]";
    }
  }

  /**
   * Changes the password and keeps this session only. A failure if the old password is wrong, too
   * many wrong ones came before, or the new one breaks a rule; then nothing is changed.
   */
  public void change(
      SignedIn me, Change change, HttpServletRequest request, HttpServletResponse response) {
    Officer officer = me.officer();
    requireRight(officer, change.before(), request);
    rules.check("password", change.password(), officer);
    if (change.password().equals(change.before())) {
      throw Failure.badInput("web", "password-same", "field", "password");
    }
    accounts.changePassword(officer.id(), encoder.encode(change.password()));
    if (request.getSession(false) != null) {
      request.changeSessionId();
      renew(accounts.get(officer.id()), request, response);
    }
  }

  private void requireRight(Officer officer, String before, HttpServletRequest request) {
    UsernamePasswordAuthenticationToken asked =
        UsernamePasswordAuthenticationToken.unauthenticated(officer.id().value(), before);
    asked.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
    try {
      login.authenticate(asked);
    } catch (TooManyLogins tooMany) {
      throw Failure.of(Failure.Kind.BUSY, "web", "too-many-logins", "seconds", tooMany.seconds());
    } catch (BadCredentialsException wrong) {
      throw Failure.badInput("web", "password-wrong", "field", "before");
    }
  }

  /** Gives this session a login of the new epoch; other sessions keep the old epoch and end. */
  private void renew(Account account, HttpServletRequest request, HttpServletResponse response) {
    SignedIn now = officers.signedIn(account);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(now, null, now.getAuthorities()));
    SecurityContextHolder.setContext(context);
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
  }
}
