package onestop.web.login;

import java.security.SecureRandom;
import onestop.agencies.Account;
import onestop.agencies.Officer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Passwords that an administrator gives to others, to be changed at their first login. */
@Component
public final class FirstPasswords {
  /** Without letters and digits that look alike on paper. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP = 4;

  private final PasswordRules rules;
  private final PasswordEncoder encoder;
  private final SecureRandom random = new SecureRandom();

  FirstPasswords(PasswordRules rules, PasswordEncoder encoder) {
    this.rules = rules;
    this.encoder = encoder;
  }

  /** A new password that is easy to hand over on paper, such as {@code k7mp-3fqx-9tvh-w2ra}. */
  public String suggested() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  /**
   * The hash of a password for that officer.
   *
   * @throws onestop.kernel.Failure that names the broken rule and the {@code field}
   */
  public String hash(String field, String password, Officer officer) {
    rules.check(field, password, officer);
    return encoder.encode(password);
  }

  /** Whether the account still has this password as one that another person gave. */
  public boolean isGiven(Account account, String password) {
    String hash = account.passwordHash();
    return account.passwordGiven() && hash != null && encoder.matches(password, hash);
  }
}
