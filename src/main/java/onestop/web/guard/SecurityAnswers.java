package onestop.web.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import onestop.kernel.Failure;
import onestop.web.login.TooManyLogins;
import onestop.web.words.Languages;
import onestop.web.words.Problem;
import onestop.web.words.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers a program with a problem: the login is unknown, the role is missing, or the login cannot
 * be checked at present, which does not mean that the password is wrong.
 */
@Component
final class SecurityAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final Problems problems;
  private final Languages languages;
  private final ObjectMapper json;

  SecurityAnswers(Problems problems, Languages languages, ObjectMapper json) {
    this.problems = problems;
    this.languages = languages;
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    if (refused instanceof TooManyLogins tooMany) {
      write(request, response, Problem.tooMany("too-many-logins", tooMany.seconds()));
      return;
    }
    if (refused instanceof InternalAuthenticationServiceException broken) {
      write(request, response, problems.of(cause(broken)));
      return;
    }
    response.setHeader("WWW-Authenticate", "Basic realm=\"onestop\", charset=\"UTF-8\"");
    write(request, response, Problem.of(HttpStatus.UNAUTHORIZED, "login-needed"));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
      throws IOException {
    write(request, response, Problem.of(HttpStatus.FORBIDDEN, "role-needed"));
  }

  /** Answers a program that its password was chosen by another person and must be changed first. */
  void passwordToBeChanged(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(
        request,
        response,
        Problem.of(
            HttpStatus.FORBIDDEN,
            "password-to-be-changed",
            "PUT " + CurrentAccountFilter.OWN_PASSWORD_API));
  }

  /** The cause that prevented the check of the login. */
  private static Throwable cause(InternalAuthenticationServiceException broken) {
    Throwable cause = broken.getCause();
    return cause == null ? broken : cause;
  }

  /** Answers with a refusal. */
  void refuse(HttpServletRequest request, HttpServletResponse response, Failure failure)
      throws IOException {
    write(request, response, problems.of(failure));
  }

  void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    response.setStatus(problem.status().value());
    problem.retryAfter().ifPresent(after -> response.setHeader(HttpHeaders.RETRY_AFTER, after));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    json.writeValue(
        response.getOutputStream(), problems.detail(problem, languages.resolveLocale(request)));
  }
}
