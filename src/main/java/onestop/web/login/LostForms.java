package onestop.web.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import onestop.web.input.TypedText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * Preserves the text typed into a form whose session ended before it was sent: the login page
 * carries the text in hidden fields, and after the login the form is shown again with it. The
 * server stores nothing for callers without a login, and a form is sent only by a person who is
 * logged in.
 *
 * <p>Only for forms that a page of this site sent: a post caused by another site is still refused,
 * and its text is never shown as if the reader had typed it.
 */
@Component
public final class LostForms
    implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(LostForms.class);

  private final FormHomes homes;
  private final AccessDeniedHandler refusal = new AccessDeniedHandlerImpl();
  private final AuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login");
  private final SavedRequestAwareAuthenticationSuccessHandler entry = new Entry();

  LostForms(FormHomes homes) {
    this.homes = homes;
    entry.setDefaultTargetUrl("/");
  }

  /**
   * Handles a request without a login, or one whose session was ended from outside while the form
   * was being filled in.
   */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException, ServletException {
    Optional<TypedText> typed = isFromHere(request) ? TypedText.of(request) : Optional.empty();
    if (typed.isEmpty()) {
      login.commence(request, response, refused);
      return;
    }
    // with the token of the ended session the login would be refused
    HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
    CsrfToken fresh = tokens.generateToken(request);
    tokens.saveToken(fresh, request, response);
    new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> fresh);
    request.setAttribute(TypedText.MODEL, typed.get());
    askToLogIn("/login", request, response);
  }

  /** Handles a form without the token of a valid session. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
      throws IOException, ServletException {
    Optional<TypedText> typed =
        refused instanceof CsrfException && isFromHere(request)
            ? TypedText.of(request)
            : Optional.empty();
    if (typed.isEmpty()) {
      refusal.handle(request, response, refused);
    } else if (isLoggedIn()) {
      showAgain(typed.get(), request, response);
    } else {
      request.setAttribute(TypedText.MODEL, typed.get());
      askToLogIn("/login", request, response);
    }
  }

  /** Handles a wrong password; the waiting form is kept. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException, ServletException {
    String page = "/login?error";
    if (refused instanceof TooManyLogins tooMany) {
      request.getSession().setAttribute("loginWait", tooMany.seconds());
      page = "/login?wait";
    } else if (refused instanceof OAuth2AuthenticationException identity) {
      boolean unknown = identity.getError().getErrorCode().equals(OidcLogins.NO_ACCOUNT);
      if (!unknown) {
        log.warn("A login at an identity provider failed: {}", identity.getError());
      }
      page = unknown ? "/login?no-account" : "/login?provider";
    } else if (refused instanceof InternalAuthenticationServiceException) {
      log.error("A login could not be looked at: {}", String.valueOf(refused.getCause()));
      page = "/login?away";
    }
    Optional<TypedText> waiting = TypedText.of(request);
    if (waiting.isEmpty()) {
      response.sendRedirect(request.getContextPath() + page);
      return;
    }
    request.setAttribute(TypedText.MODEL, waiting.get());
    askToLogIn(page, request, response);
  }

  /** The handler for a right password. */
  public SavedRequestAwareAuthenticationSuccessHandler entry() {
    return entry;
  }

  private final class Entry extends SavedRequestAwareAuthenticationSuccessHandler {
    @Override
    public void onAuthenticationSuccess(
        HttpServletRequest request, HttpServletResponse response, Authentication who)
        throws IOException, ServletException {
      Optional<TypedText> waiting = TypedText.of(request);
      if (waiting.isPresent()) {
        showAgain(waiting.get(), request, response);
      } else {
        super.onAuthenticationSuccess(request, response, who);
      }
    }
  }

  private void showAgain(TypedText typed, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    FlashMap flash = new FlashMap();
    flash.put(TypedText.MODEL, typed);
    new SessionFlashMapManager().saveOutputFlashMap(flash, request, response);
    response.sendRedirect(request.getContextPath() + homes.of(typed.action(), request));
  }

  private static void askToLogIn(
      String page, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    HttpServletRequest reading =
        new HttpServletRequestWrapper(request) {
          @Override
          public String getMethod() {
            return "GET";
          }
        };
    request.getRequestDispatcher(page).forward(reading, response);
  }

  private static boolean isLoggedIn() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return SignedIn.of(who).isPresent();
  }

  /**
   * Whether the browser names this site as the origin of the form; a request without an origin is
   * not trusted.
   */
  private static boolean isFromHere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    String url = request.getRequestURL().toString();
    return origin != null && url.startsWith(origin + "/");
  }
}
