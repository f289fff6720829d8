package onestop.web.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import onestop.kernel.Failure;
import onestop.node.NodeState;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses every form and call that changes data while this node's clock differs from the
 * database's: its records would have a wrong time for ever. Reading remains possible.
 */
@Component
class TimeGate implements HandlerInterceptor, WebMvcConfigurer {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Posted so that the code stands in no address; it changes nothing. */
  private static final RequestMatcher LOOKUP =
      new OrRequestMatcher(DoorRules.at(DoorRules.LOOKUP_PAGE, DoorRules.LOOKUP_API));

  private final NodeState node;

  TimeGate(NodeState node) {
    this.node = node;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  /**
   * Admits the request.
   *
   * @throws Failure {@code kernel/clock-differs}
   */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // the answer to a refused request is a separate dispatch, with the same method
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && !READING.contains(request.getMethod())
        && !LOOKUP.matches(request)) {
      node.requireWork();
    }
    return true;
  }
}
