package onestop.web.input;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A form that could not be processed at present, with its typed values, for sending again; never
 * contains a secret, a token or a file.
 *
 * @param fields in the order of the form
 */
public record Again(String action, List<Field> fields) {

  /**
   * One field of the form; a name may occur more than once.
   *
   * @param text whether a person typed it, as far as its length and blanks show
   */
  record Field(String name, String value, boolean text) {}

  /** The form of the request; null if the request has none, or one that must be typed again. */
  public static @Nullable Again of(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed instanceof String uri ? uri : request.getRequestURI();
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    boolean form =
        request.getMethod().equals("POST") && type.startsWith("application/x-www-form-urlencoded");
    if (!form || path.equals(request.getContextPath() + "/login")) {
      return null;
    }
    List<Field> fields = new ArrayList<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              for (String value : values) {
                if (isKept(name)) {
                  fields.add(new Field(name, value, value.strip().matches("(?s).*\\s.*")));
                }
              }
            });
    return new Again(path, fields);
  }

  private static boolean isKept(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return !plain.equals("_csrf") && !plain.contains("password") && !plain.contains("secret");
  }
}
