package onestop.web.login;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onestop.agencies.Officer;
import onestop.kernel.Failure;
import org.springframework.stereotype.Component;

/**
 * The rules for new passwords: long enough, short enough that every byte counts, and hard to guess
 * for an attacker with lists of passwords and data about the officer.
 *
 * <p>BCrypt reads 72 bytes and no more; a Vietnamese letter takes up to three. A password that
 * zxcvbn rates as guessable within an hour by a program that has the hashes (a score below 3) is
 * refused, as NIST SP 800-63B, 3.1.1.2 asks for a comparison with common and expected passwords.
 */
@Component
public final class PasswordRules {
  private static final int SHORTEST = 12;
  private static final int MOST_BYTES = 72;
  private static final int LEAST_SCORE = 3;

  /** Likely guesses in Hanoi that are missing from lists of English words. */
  private static final List<String> EXPECTED =
      List.of("onestop", "motcua", "matkhau", "hanoi", "thudo", "vietnam", "hoso", "tthc", "ubnd");

  /** The long word lists; read once, when a password is first chosen. */
  private static final class Guesses {
    private static final Zxcvbn ALL = new Zxcvbn();
  }

  public PasswordRules() {}

  /**
   * Refuses a password that breaks a rule for this officer; the failure names the rule and the
   * {@code field} of the password.
   */
  public void check(String field, String password, Officer officer) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      throw Failure.badInput("web", "password-short", "field", field, "least", SHORTEST);
    }
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw Failure.badInput(
          "web", "password-long", "field", field, "bytes", bytes, "most", MOST_BYTES);
    }
    if (Guesses.ALL.measure(password, expected(officer)).getScore() < LEAST_SCORE) {
      throw Failure.badInput("web", "password-guessed", "field", field);
    }
  }

  private static List<String> expected(Officer officer) {
    List<String> words = new ArrayList<>(EXPECTED);
    words.add(officer.id().value());
    words.add(officer.agency().value());
    words.addAll(List.of(officer.id().value().split("[^\\p{Alnum}]+")));
    words.add(officer.name().toLowerCase(Locale.ROOT));
    words.addAll(List.of(officer.name().toLowerCase(Locale.ROOT).split("\\s+")));
    words.removeIf(word -> word.length() < 3);
    return words;
  }
}
