package onestop.web.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import onestop.kernel.Failure;
import onestop.node.NodeState;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Takes no form and no call that changes anything while this node's clock is not the database's:
 * what would be written down would carry a wrong time for ever. Reading goes on.
 */
@Component
class TimeGate implements HandlerInterceptor, WebMvcConfigurer {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private final NodeState node;

  TimeGate(NodeState node) {
    this.node = node;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  /**
   * Lets the request through.
   *
   * @throws Failure {@code kernel/clock-differs}
   */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // what was refused is told in a dispatch of its own, with the method that it had
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && !READING.contains(request.getMethod())) {
      node.requireWork();
    }
    return true;
  }
}
