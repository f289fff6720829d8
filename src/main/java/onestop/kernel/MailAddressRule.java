package onestop.kernel;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which mail addresses may be typed in here: each that {@link MailAddress} knows, those with
 * letters beyond ASCII before the @ only where the operator says that the mail server carries them.
 * The answer does not depend on whether that server is up.
 */
@Component
public final class MailAddressRule {
  private final boolean utf8;

  /**
   * A rule.
   *
   * @param utf8 the setting {@code onestop.delivery.smtp-utf8}
   */
  public MailAddressRule(@Value("${onestop.delivery.smtp-utf8:false}") boolean utf8) {
    this.utf8 = utf8;
  }

  /**
   * Refuses a text to which no mail could go; an absent one is fine.
   *
   * @param field the name under which the caller gave it
   * @throws Failure {@code kernel/mail-…} with the field and what is wrong
   */
  public void require(String field, @Nullable String text) {
    if (text != null && MailAddress.of(field, text).needsSmtpUtf8() && !utf8) {
      throw Failure.badInput("kernel", "mail-needs-utf8", "field", field);
    }
  }
}
