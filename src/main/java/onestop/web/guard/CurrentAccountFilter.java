package onestop.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import onestop.web.login.OfficerAccounts;
import onestop.web.login.SignedIn;
import onestop.web.words.Paths;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Processes each request with the present state of the account, not with that at the login.
 *
 * <p>A session ends when its account was closed, lost a role or got another password, and the next
 * page is the login with the reason. Roles are those of the present: a delegation that began or
 * ended counts from the next request on. An officer whose password another person chose can open
 * only the page that changes it; a program gets a problem that says so.
 */
final class CurrentAccountFilter extends OncePerRequestFilter {
  /** The path for changing the own password, as a page and in the API. */
  static final String OWN_PASSWORD_PAGE = "/account/password";

  static final String OWN_PASSWORD_API = "/api/me/password";

  /** Set in a new session when the previous one was ended from outside. */
  static final String ENDED = "loginEnded";

  private final OfficerAccounts accounts;
  private final SecurityAnswers answers;

  CurrentAccountFilter(OfficerAccounts accounts, SecurityAnswers answers) {
    this.accounts = accounts;
    this.answers = answers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication before = SecurityContextHolder.getContext().getAuthentication();
    SignedIn session = SignedIn.of(before).orElse(null);
    if (before == null || session == null) {
      chain.doFilter(request, response);
      return;
    }
    boolean identified = SignedIn.isIdentified(before);
    Optional<SignedIn> now = accounts.now(session);
    if (now.isEmpty()) {
      end(request);
      chain.doFilter(request, response);
      return;
    }
    SignedIn current = now.get();
    if (current.hasGivenPassword() && !identified && !isOpenWithGivenPassword(request)) {
      if (Paths.isApi(request)) {
        answers.passwordToBeChanged(request, response);
      } else {
        response.sendRedirect(request.getContextPath() + OWN_PASSWORD_PAGE);
      }
      return;
    }
    if (identified || !current.roles().equals(session.roles())) {
      take(current, before);
    }
    chain.doFilter(request, response);
  }

  private static void take(SignedIn current, Authentication before) {
    UsernamePasswordAuthenticationToken token =
        UsernamePasswordAuthenticationToken.authenticated(current, null, current.getAuthorities());
    token.setDetails(before.getDetails());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(token);
    SecurityContextHolder.setContext(context);
  }

  private static void end(HttpServletRequest request) {
    SecurityContextHolder.clearContext();
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
      request.getSession(true).setAttribute(ENDED, true);
    }
  }

  private static boolean isOpenWithGivenPassword(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals(OWN_PASSWORD_PAGE)
        || path.equals(OWN_PASSWORD_API)
        || path.equals("/login")
        || path.equals("/logout")
        || path.equals("/language")
        || path.startsWith("/assets/");
  }
}
