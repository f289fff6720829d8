package onestop.signing;

import java.nio.file.Path;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the device. A key file that cannot be opened stops the start with a sentence. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigningSettings.class)
class SigningConfiguration {
  @Bean
  PdfSigner pdfSigner(SigningSettings settings) {
    Path file = settings.keyFile();
    if (file == null) {
      return PdfSigner.ON_PAPER;
    }
    String agency = settings.agency();
    if (agency == null || agency.isBlank()) {
      throw Failure.badInput("signing", "agency-missing", "setting", "onestop.signing.agency");
    }
    return PdfSigner.with(
        KeyFileDevice.open(file, settings.passwordFile()), new AgencyCode(agency.strip()));
  }
}
