package onestop.web.input;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the server's handling of request bodies; time-outs of connections are in
 * application.yaml.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServerConfiguration {
  /**
   * The places for waiting requests: a third of the server's threads; the others serve complete
   * requests.
   */
  private static final int WAITING = 64;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedBodies(
      @Value("${onestop.web.body-time:10s}") Duration bodyTime) {
    return factory -> {
      factory.addEngineValves(new ArrivedBodies(new WaitingRoom(WAITING), bodyTime));
      factory.addContextValves(new ArrivedBodies.Refusals());
    };
  }
}
