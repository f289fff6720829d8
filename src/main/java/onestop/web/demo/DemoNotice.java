package onestop.web.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the start where the demo is, and who may log in. */
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
    StringBuilder text = new StringBuilder("\n\n  The demo city is open at http://localhost:");
    text.append(served.getWebServer().getPort()).append("/\n  Password of every login: ");
    text.append(DemoPeople.PASSWORD).append("\n\n");
    DemoPeople.logins().forEach(l -> text.append("    %-20s %s%n".formatted(l.name(), l.role())));
    log.info("{}", text);
  }
}
