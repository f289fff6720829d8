package onestop.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import onestop.web.words.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request that names another host than this server's, or that comes in clear text where
 * TLS is required. The health probe accepts any host name, because its answer discloses nothing.
 */
final class OwnHostFilter extends OncePerRequestFilter {
  private final Exposure exposure;
  private final SecurityAnswers answers;

  OwnHostFilter(Exposure exposure, SecurityAnswers answers) {
    this.exposure = exposure;
    this.answers = answers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // a numeric address: no name is looked up
    boolean here = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    if (!exposure.answersTo(request.getHeader("Host"), here)) {
      answers.write(request, response, Problem.of(HttpStatus.BAD_REQUEST, "host-unknown"));
    } else if (exposure.isProxied() && !request.isSecure()) {
      answers.write(request, response, Problem.of(HttpStatus.FORBIDDEN, "https-needed"));
    } else {
      chain.doFilter(request, response);
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/actuator/health") || path.startsWith("/actuator/health/");
  }
}
