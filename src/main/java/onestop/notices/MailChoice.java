package onestop.notices;

import java.time.LocalDate;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when an officer gets the notices by mail.
 *
 * @param address the mail address; null if there is none
 * @param language the language of the mails, {@code vi} or {@code en}
 * @param lastDigestOn the day of the last daily digest; null before the first
 */
public record MailChoice(
    OfficerId officer,
    When when,
    @Nullable String address,
    String language,
    @Nullable LocalDate lastDigestOn) {

  /** When notices are mailed. */
  public enum When {
    /** Never. */
    OFF,
    /** At once, in office hours. */
    AT_ONCE,
    /** All together, at 08:00 of each working day. */
    DAILY
  }

  /** The choice of an officer who has made none. */
  public static MailChoice none(OfficerId officer) {
    return new MailChoice(officer, When.OFF, null, "vi", null);
  }
}
