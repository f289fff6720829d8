package onestop.apologies.letter;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import onestop.apologies.obligation.ApologyReason;

/** The sentences of letters to citizens, from the module's messages. Stateless. */
public final class ApologyTexts {
  static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

  private ApologyTexts() {}

  /** The text of a key in Vietnamese, the language of letters. */
  public static String of(String key, Object... values) {
    String pattern = ResourceBundle.getBundle("messages.apologies", VIETNAMESE).getString(key);
    return new MessageFormat(pattern, VIETNAMESE).format(values);
  }

  /** The sentence of a reason. */
  public static String of(ApologyReason reason) {
    return of("apologies.reason." + reason.name());
  }
}
