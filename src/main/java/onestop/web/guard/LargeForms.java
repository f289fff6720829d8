package onestop.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import onestop.files.FileLimits;
import onestop.kernel.Failure;
import onestop.web.input.ArrivedBodies;
import onestop.web.input.UploadPaths;
import onestop.web.login.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Admits forms with files that are too large to be awaited before the login: from officers who are
 * logged in, to the pages that take files, a few at a time because each occupies a thread while it
 * arrives. Runs before the token of the form is looked for, because that reads the form.
 *
 * <p>A form beyond the limit is read to nowhere, so that the browser reads the refusal.
 */
final class LargeForms extends OncePerRequestFilter {
  private static final long MOST_SWALLOWED = 4 * UploadPaths.LARGEST;
  private static final int AT_ONCE = 16;

  private final Semaphore places = new Semaphore(AT_ONCE);

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getContentLengthLong() <= ArrivedBodies.LARGEST_WITH_FILE
        || !UploadPaths.contain(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    if (login == null || !(login.getPrincipal() instanceof SignedIn)) {
      response.sendRedirect(request.getContextPath() + "/login");
      return;
    }
    if (!places.tryAcquire()) {
      refuse(Failure.of(Failure.Kind.BUSY, "web", "busy"), request, response);
      return;
    }
    try {
      long length = request.getContentLengthLong();
      if (length > UploadPaths.LARGEST) {
        swallow(request, length);
        refuse(tooLarge(length), request, response);
        return;
      }
      request.getParts();
    } catch (IOException | ServletException | IllegalStateException broken) {
      refuse(broken, request, response);
      return;
    } finally {
      places.release();
    }
    chain.doFilter(request, response);
  }

  private static Failure tooLarge(long length) {
    return Failure.badInput(
        "web",
        "files-too-large",
        "size",
        FileLimits.mebibytes(length),
        "max",
        FileLimits.mebibytes(UploadPaths.LARGEST));
  }

  private static void swallow(HttpServletRequest request, long length) throws IOException {
    InputStream body = request.getInputStream();
    byte[] portion = new byte[64 * 1024];
    long left = Math.min(length, MOST_SWALLOWED);
    for (int n = 0; n >= 0 && left > 0; left -= n) {
      n = body.read(portion);
    }
  }

  /** Leaves the answer to the application's own error page, which has a sentence for it. */
  private static void refuse(
      Exception why, HttpServletRequest request, HttpServletResponse response) throws IOException {
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, why);
    response.sendError(HttpServletResponse.SC_BAD_REQUEST);
  }
}
