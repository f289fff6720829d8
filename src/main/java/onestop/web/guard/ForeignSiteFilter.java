package onestop.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import onestop.web.words.Paths;
import onestop.web.words.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that a browser marks as sent on behalf of another site ({@code Sec-Fetch-Site},
 * {@code Origin}).
 *
 * <p>The API accepts no such call, because a browser repeats basic credentials automatically. Pages
 * may be linked from any site, so only requests that change data are refused.
 */
final class ForeignSiteFilter extends OncePerRequestFilter {
  private static final Set<String> HARMLESS_SITES = Set.of("same-origin", "none");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final SecurityAnswers answers;

  ForeignSiteFilter(SecurityAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isForeign(request)) {
      answers.write(request, response, Problem.of(HttpStatus.FORBIDDEN, "foreign-site"));
      return;
    }
    chain.doFilter(request, response);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READING.contains(request.getMethod()) && !Paths.isApi(request);
  }

  private static boolean isForeign(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !HARMLESS_SITES.contains(site)) {
      return true;
    }
    String origin = request.getHeader("Origin");
    return origin != null && !origin.toLowerCase(Locale.ROOT).equals(own(request));
  }

  /** The origin of this site's pages, as a browser writes it. */
  private static String own(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return (request.getScheme() + "://" + host).toLowerCase(Locale.ROOT);
  }
}
