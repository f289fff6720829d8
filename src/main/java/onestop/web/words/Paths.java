package onestop.web.words;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Distinguishes pages from API calls by the requested path. */
public final class Paths {
  private Paths() {}

  /** Whether an address leads to a page of this site, and cannot be read as another site's. */
  public static boolean isOwn(String path) {
    return path.matches("/([^/\\\\].*)?") && path.chars().noneMatch(Character::isISOControl);
  }

  /** Whether the request is an API call; for an error page, whether the failed request was one. */
  public static boolean isApi(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed instanceof String uri ? uri : request.getRequestURI();
    return path.substring(request.getContextPath().length()).startsWith("/api/");
  }
}
