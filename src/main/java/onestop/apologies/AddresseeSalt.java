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
 * Salts for the hash of a letter's addressee in the public log: names cannot be tried against the
 * hash, yet the match can be shown to any holder of the letter, because the salt is part of the
 * letter's content.
 *
 * <p>A salt is derived from a secret that is drawn at the start and never stored. Under a clock set
 * by hand there is no personal data to protect, and the secret is constant, so that a simulation
 * produces the same ledger each time.
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

  /** The salt of the letter for that obligation, as 32 hexadecimal digits. */
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
   * The hash of an addressee in the log: SHA-256 of the salt, a line feed and the name in normal
   * form C, in UTF-8.
   */
  static String hash(String salt, String name) {
    return EntryText.hash(salt + "\n" + Normalizer.normalize(name, Normalizer.Form.NFC));
  }
}
