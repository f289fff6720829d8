package onestop.web.conditions;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import onestop.web.conditions.Repeatable.How;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Finds the handler of a call before the call reaches it. */
@Component
class Handlers {
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  Handlers(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /** Who remembers the key of a call of that handler; null if it is as usual. */
  static @Nullable How how(@Nullable HandlerMethod handler) {
    Repeatable mark = handler == null ? null : handler.getMethodAnnotation(Repeatable.class);
    return mark == null ? null : mark.value();
  }

  /** The handler; null if no method of the program answers the call. */
  @Nullable HandlerMethod of(HttpServletRequest request) throws ServletException {
    ServletRequestPathUtils.parseAndCache(request);
    for (RequestMappingHandlerMapping mapping : mappings) {
      try {
        HandlerExecutionChain found = mapping.getHandler(request);
        if (found != null && found.getHandler() instanceof HandlerMethod method) {
          return method;
        }
      } catch (HttpRequestMethodNotSupportedException notPosted) {
        return null;
      } catch (Exception unknown) {
        return null; // the handler's own look-up answers it
      }
    }
    return null;
  }
}
