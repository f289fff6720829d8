package onestop.apologies;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onestop.apologies.obligation.ApologyObligation;
import onestop.kernel.SettableClock;
import onestop.ledger.EntryText;
import org.springframework.stereotype.Component;

/**
 * Salts for what the public log says of a letter's addressee: nobody can try names against it, and
 * whoever has the letter can be shown the match, because the salt is part of the letter's content.
 *
 * <p>A salt comes from a secret that is drawn at the start and kept nowhere. Under a clock that is
 * set by hand there is nobody to protect, and the secret is always the same one, so that a
 * simulation ends in the same ledger each time.
 */
@Component
class AddresseeSalt {
  private static final int LENGTH = 16;

  private final SecretKeySpec secret;

  AddresseeSalt(Clock clock) {
    byte[] bytes = new byte[32];
    if (!(clock instanceof SettableClock)) {
      new SecureRandom().nextBytes(bytes);
    }
    this.secret = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** The salt of the letter for that obligation: 32 hexadecimal digits. */
  String of(ApologyObligation.Key key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      String letter = key.dossier() + "\n" + key.cause() + "\n" + key.appointmentNo();
      byte[] bytes = mac.doFinal(letter.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /**
   * What the log says of an addressee: SHA-256 of the salt, a line's end and the name in normal
   * form C, in UTF-8.
   */
  static String hash(String salt, String name) {
    return EntryText.hash(salt + "\n" + Normalizer.normalize(name, Normalizer.Form.NFC));
  }
}
