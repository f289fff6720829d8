package onestop.web.input;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.regex.Pattern;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a call with a text that is not {@linkplain SoundText sound} in its path, its query, the
 * fields of its form or the header with a key, before any look-up. Bodies of JSON are read by
 * {@link StrictJson}.
 */
final class SoundParameters implements HandlerInterceptor {
  private static final String KEY = "Idempotency-Key";
  private static final Pattern KEYED = Pattern.compile("[^\\[\\]]+\\[[^\\[\\]]+]");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      return true; // the answer to a refused call
    }
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              SoundText.require("?", name);
              requireClosed(name);
              for (String value : values) {
                SoundText.require(name, value);
              }
            });
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      variables.forEach(
          (name, value) -> SoundText.require(String.valueOf(name), String.valueOf(value)));
    }
    SoundText.require(KEY, request.getHeader(KEY));
    return true;
  }

  /** A bracket that is not closed around a key is a fault of the framework further in. */
  private static void requireClosed(String name) {
    if (name.contains("[") && !KEYED.matcher(name).matches()) {
      throw Failure.badInput("web", "parameter-name", "value", name);
    }
  }
}
