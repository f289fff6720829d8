package onestop.delivery;

import java.time.Clock;
import java.util.List;
import onestop.delivery.courier.FileCourier;
import onestop.delivery.courier.SmtpCourier;
import onestop.files.FileNaming;
import onestop.node.PeriodicWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The built-in couriers, the files that messages name, and the schedule of the relay. */
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
  FileNaming attachmentNaming(JdbcClient jdbc) {
    return new AttachmentNaming(jdbc);
  }

  /** The attachments that name stored files. */
  private record AttachmentNaming(JdbcClient jdbc) implements FileNaming {
    @Override
    public String table() {
      return "outbox_attachment";
    }

    @Override
    public String column() {
      return "file_sha256";
    }

    @Override
    public List<Name> of(String sha256) {
      return jdbc.sql(
              """
              select message_key from outbox_attachment where file_sha256 = ? order by message_key
              """)
          .param(sha256)
          .query((row, n) -> new Name("message " + row.getString(1), null))
          .list();
    }
  }

  @Bean
  PeriodicWork relayOutbox(OutboxLanes lanes, DeliverySettings settings) {
    return PeriodicWork.every(settings.relayInterval(), "relay-outbox", lanes::wake);
  }
}
