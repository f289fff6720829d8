package onestop.delivery;

import java.time.Clock;
import onestop.delivery.courier.FileCourier;
import onestop.delivery.courier.SmtpCourier;
import onestop.kernel.PeriodicWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The built-in couriers, and the schedule of the relay. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

  @Bean
  SmtpCourier smtpCourier(
      ObjectProvider<JavaMailSenderImpl> mail, DeliverySettings settings, Clock clock) {
    return new SmtpCourier(
        mail.getIfAvailable(), settings.mailFrom(), settings.answerWait(), clock);
  }

  @Bean
  FileCourier fileCourier(DeliverySettings settings) {
    return new FileCourier(settings.printFolder());
  }

  @Bean
  PeriodicWork relayOutbox(OutboxLanes lanes, DeliverySettings settings) {
    return PeriodicWork.every(settings.relayInterval(), "relay-outbox", lanes::wake);
  }
}
