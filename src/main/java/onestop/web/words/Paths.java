package onestop.web.words;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Distinguishes pages from API calls by the requested path, and own addresses from others. */
public final class Paths {
  private Paths() {}

  /**
   * Whether an address leads to the page of this site that it names: it is absolute on this site,
   * cannot be read as another site's by any browser or proxy, and no part of it leads elsewhere by
   * dots, empty parts or encoded separators.
   */
  public static boolean isOwn(String address) {
    if (!address.startsWith("/") || address.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    String path = address.split("[?#]", 2)[0];
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].isEmpty() ? !last : !isPlain(segments[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether a segment is a name, encoded or not, and no step to another folder or site. */
  private static boolean isPlain(String segment) {
    try {
      String name = UriUtils.decode(segment, StandardCharsets.UTF_8).replaceFirst(";.*", "");
      return !name.equals(".")
          && !name.equals("..")
          && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    } catch (IllegalArgumentException wronglyEncoded) {
      return false;
    }
  }

  /**
   * The view that redirects to an {@linkplain #isOwn own} address, sent as it was given: braces are
   * no variables of a view.
   */
  public static String redirectTo(String own) {
    return "redirect:" + own.replace("{", "%7B").replace("}", "%7D");
  }

  /** Whether the request is an API call; for an error page, whether the failed request was one. */
  public static boolean isApi(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed instanceof String uri ? uri : request.getRequestURI();
    return path.substring(request.getContextPath().length()).startsWith("/api/");
  }
}
