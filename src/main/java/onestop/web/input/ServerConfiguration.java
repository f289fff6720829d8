package onestop.web.input;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import onestop.web.words.Problems;
import org.springframework.beans.factory.ObjectProvider;
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

  /** More than one form's fields and files are; a form of still more is refused with a sentence. */
  private static final int MOST_PARTS = 200;

  /** Room for the name of a file: a letter with its tones has up to six bytes. */
  private static final int LONGEST_PART_HEADER = 8 * 1024;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedBodies(
      @Value("${onestop.web.body-time:10s}") Duration bodyTime,
      ObjectProvider<Problems> problems,
      ObjectProvider<ObjectMapper> json) {
    return factory -> {
      factory.addEngineValves(new ArrivedBodies(new WaitingRoom(WAITING), bodyTime));
      factory.addContextValves(new ArrivedBodies.Refusals());
      factory.addContextCustomizers(
          context -> context.getParent().getPipeline().addValve(new BareAnswers(problems, json)));
      factory.addConnectorCustomizers(
          connector -> {
            connector.setMaxPartCount(MOST_PARTS);
            connector.setMaxPartHeaderSize(LONGEST_PART_HEADER);
          });
    };
  }
}
