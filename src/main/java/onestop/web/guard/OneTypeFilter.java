package onestop.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import onestop.kernel.Failure;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body of a range of types, which only {@code Accept} may name: it is a fault of the
 * framework further in, at an address with a handler and at one without.
 */
final class OneTypeFilter extends OncePerRequestFilter {
  private final SecurityAnswers answers;

  OneTypeFilter(SecurityAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    if (type != null && type.split(";", 2)[0].contains("*")) {
      answers.refuse(
          request, response, Failure.badInput("web", "content-type-open", "value", type));
      return;
    }
    chain.doFilter(request, response);
  }
}
