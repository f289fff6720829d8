package onestop.mail;

import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The rule for mail addresses in user input: each that {@link MailAddress} accepts. An address with
 * letters beyond ASCII before the @ is accepted only if the operator has declared that the mail
 * server carries it. The result does not depend on whether that server is up.
 */
@Component
public final class MailAddressRule {
  private final boolean utf8;

  /**
   * Creates the rule.
   *
   * @param utf8 the setting {@code onestop.delivery.smtp-utf8}
   */
  public MailAddressRule(@Value("${onestop.delivery.smtp-utf8:false}") boolean utf8) {
    this.utf8 = utf8;
  }

  /**
   * Refuses a text that is no deliverable address; null is accepted.
   *
   * @param field the caller's name of the field
   * @throws Failure {@code kernel/mail-…} with the field and the reason
   */
  public void require(String field, @Nullable String text) {
    if (text != null && MailAddress.of(field, text).needsSmtpUtf8() && !utf8) {
      throw Failure.badInput("kernel", "mail-needs-utf8", "field", field);
    }
  }
}
