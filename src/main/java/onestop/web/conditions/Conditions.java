package onestop.web.conditions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Holds every call of the API that would change something to its {@code If-Match}: the thing is the
 * nearest one at or above the called address that can be read, for {@code POST
 * /api/dossiers/{code}/withdraw} the dossier. The condition is optional; what a call may do to what
 * another has changed meanwhile, its use case decides as ever. {@link ConditionalCalls} sees to it
 * that nothing changes between the judgement and the act.
 */
@Component
class Conditions implements HandlerInterceptor, WebMvcConfigurer {
  /** The shortest path of the API that names a thing. */
  private static final String API = "/api";

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private final ObjectProvider<RequestMappingHandlerAdapter> adapters;

  Conditions(
      ObjectProvider<RequestMappingHandlerMapping> mappings,
      ObjectProvider<RequestMappingHandlerAdapter> adapters) {
    this.mappings = mappings;
    this.adapters = adapters;
  }

  /** After the gates: who may not reach a thing learns nothing of it. */
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).order(Ordered.LOWEST_PRECEDENCE);
  }

  /**
   * Admits the call.
   *
   * @throws Failure {@code web/tag-changed} if the thing is not as the caller knows it, {@code
   *     web/tag-unknown} if there is no such thing to be read
   */
  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws Exception {
    String condition = request.getHeader(HttpHeaders.IF_MATCH);
    if (condition == null
        || !ConditionalCalls.isConditional(request)
        || !(handler instanceof HandlerMethod method)
        || judgesItself(method)) {
      return true;
    }
    EntityTag now = read(request, response);
    if (now == null) {
      throw Failure.conflict("web", "tag-unknown", "path", request.getRequestURI());
    }
    if (!now.matches(condition)) {
      List<String> changed = now.changedSince(condition);
      throw Failure.conflict(
          "web", "tag-changed", "changed", String.join(", ", changed), "etag", now.header());
    }
    return true;
  }

  static boolean judgesItself(HandlerMethod handler) {
    return Arrays.stream(handler.getMethodParameters())
        .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
        .anyMatch(header -> header != null && header.name().equals(HttpHeaders.IF_MATCH));
  }

  private @Nullable EntityTag read(HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    String path = request.getRequestURI();
    while (path.length() > API.length()) {
      Reading reading = new Reading(request, path);
      HandlerMethod reader = reader(reading);
      if (reader != null && EntityTags.isRepresentation(reader.getReturnType())) {
        adapters.getObject().handle(reading, new Reading.Unsent(response), reader);
        return reading.tag();
      }
      path = path.substring(0, path.lastIndexOf('/'));
    }
    return null;
  }

  private @Nullable HandlerMethod reader(Reading reading) throws Exception {
    ServletRequestPathUtils.parseAndCache(reading);
    for (RequestMappingHandlerMapping mapping : mappings) {
      try {
        HandlerExecutionChain found = mapping.getHandler(reading);
        if (found != null && found.getHandler() instanceof HandlerMethod method) {
          return method;
        }
      } catch (HttpRequestMethodNotSupportedException onlyWritten) {
        // looks further up
      }
    }
    return null;
  }
}
