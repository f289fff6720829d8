package onestop.web.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs the demo's address at the start; the login page lists the logins. */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(DemoStart.SETTING)
final class DemoNotice {
  private static final Logger log = LoggerFactory.getLogger(DemoNotice.class);

  @EventListener
  void ready(ApplicationReadyEvent event) {
    if (!(event.getApplicationContext() instanceof ServletWebServerApplicationContext served)) {
      return;
    }
    log.info(
        "\n\n  The demo city is open at http://localhost:{}/\n"
            + "  Its logins stand on the login page; the password of all of them is {}.\n",
        served.getWebServer().getPort(),
        DemoPeople.PASSWORD);
  }
}
