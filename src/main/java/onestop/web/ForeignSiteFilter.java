package onestop.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses calls that a browser says it sends on behalf of another site. */
final class ForeignSiteFilter extends OncePerRequestFilter {
  private final SecurityAnswers answers;
  private final Set<String> harmless;

  ForeignSiteFilter(SecurityAnswers answers, Set<String> harmless) {
    this.answers = answers;
    this.harmless = harmless;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !harmless.contains(site)) {
      answers.write(request, response, Problem.of(HttpStatus.FORBIDDEN, "foreign-site"));
      return;
    }
    chain.doFilter(request, response);
  }
}
