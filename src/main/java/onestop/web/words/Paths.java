package onestop.web.words;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Tells the two kinds of callers apart by the path they ask for. */
public final class Paths {
  private Paths() {}

  /** Whether an address leads to a page of this site, and cannot be read as another site's. */
  public static boolean isOwn(String path) {
    return path.matches("/([^/\\\\].*)?") && path.chars().noneMatch(Character::isISOControl);
  }

  /** Whether a program asks, not a person; for an error page, whether one had asked. */
  public static boolean isApi(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed instanceof String uri ? uri : request.getRequestURI();
    return path.substring(request.getContextPath().length()).startsWith("/api/");
  }
}
