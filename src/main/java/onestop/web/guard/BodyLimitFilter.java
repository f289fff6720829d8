package onestop.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import onestop.kernel.Failure;
import onestop.web.input.ArrivedBodies;
import onestop.web.input.UploadPaths;
import onestop.web.words.Problem;
import onestop.web.words.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops reading a body that is larger than its address allows, whatever its length header says.
 *
 * <p>A body announced as too large is refused unread; one with a wrong length header or in chunks
 * fails in the same way at the first byte beyond the limit. Bodies that are not buffered before the
 * request ({@link ArrivedBodies}) occupy one thread each while they last, so their number at a time
 * is limited, and only a stream of rows may last longer than a minute.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {
  private static final long KIBI = 1024;
  private static final int LONG_BODIES = 16;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final SecurityAnswers answers;
  private final Problems problems;
  private final Semaphore longBodies = new Semaphore(LONG_BODIES);

  BodyLimitFilter(SecurityAnswers answers, Problems problems) {
    this.answers = answers;
    this.problems = problems;
  }

  /** The most bytes a body may have at an address of the API. */
  static long limit(String path) {
    if (path.endsWith("/dossiers/bulk")) {
      return Long.MAX_VALUE; // read row by row, with a limit for each row
    }
    if (path.contains("/api/models") || path.contains("/api/calendars")) {
      return 4 * KIBI * KIBI;
    }
    if (UploadPaths.contain(path)) {
      return UploadPaths.LARGEST;
    }
    return 256 * KIBI;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long limit = limit(request.getRequestURI());
    if (request.getContentLengthLong() > limit) {
      answers.write(request, response, problems.of(tooLarge(limit)));
      return;
    }
    boolean whole = request.getContentLengthLong() >= 0;
    if (whole && request.getContentLengthLong() <= ArrivedBodies.LARGEST
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null && !whole) {
      chain.doFilter(new Limited(request, limit), response);
      return;
    }
    if (!longBodies.tryAcquire()) {
      answers.write(request, response, Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy"));
      return;
    }
    try {
      chain.doFilter(new Limited(request, limit), response);
    } finally {
      longBodies.release();
    }
  }

  private static Failure tooLarge(long limit) {
    return Failure.badInput("web", "body-too-large", "limit", limit);
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long limit;

    Limited(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), limit);
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream in;
    private final long limit;
    private final long begun = System.nanoTime();
    private long read;

    Counted(ServletInputStream in, long limit) {
      this.in = in;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      return b < 0 ? b : counted(1, b);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      return n < 0 ? n : counted(n, n);
    }

    private int counted(int bytes, int result) {
      read += bytes;
      if (read > limit) {
        throw tooLarge(limit);
      }
      if (limit < Long.MAX_VALUE && System.nanoTime() - begun > LONGEST.toNanos()) {
        throw Failure.badInput("web", "body-too-slow");
      }
      return result;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
