package onestop.web.demo;

import onestop.kernel.Failure;
import onestop.web.guard.Exposure;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Protects the demo's logins, whose password is public: a server with a demo city that listens
 * beyond loopback does not start unless a setting allows it.
 */
@Component
@ConditionalOnWebApplication
final class DemoGuard {
  DemoGuard(
      Exposure exposure,
      JdbcClient jdbc,
      @Value("${onestop.demo:false}") boolean demo,
      @Value("${onestop.demo-beyond-loopback:false}") boolean allowed) {
    if (exposure.isLoopback() || allowed) {
      return;
    }
    if (demo || hasDemoCity(jdbc)) {
      throw Failure.badInput(
          "web",
          "demo-beyond-loopback",
          "setting",
          "onestop.demo-beyond-loopback",
          "demo",
          DemoStart.SETTING);
    }
  }

  private static boolean hasDemoCity(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from demo_city").query(Long.class).single() > 0;
  }
}
