package onestop.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import onestop.kernel.SettableClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A right password costs one computation in five minutes, a wrong one a computation each time. */
@Tag("pure")
class RememberingPasswordsTest {
  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  private final SettableClock clock = new SettableClock(START, ZoneId.of("Asia/Ho_Chi_Minh"));
  private final Counting slow = new Counting();
  private final RememberingPasswords passwords = new RememberingPasswords(slow, clock);

  /** The hash of a password is the password behind a mark. */
  private static final class Counting implements PasswordEncoder {
    int computed;

    @Override
    public String encode(CharSequence password) {
      return "#" + password;
    }

    @Override
    public boolean matches(CharSequence password, String encoded) {
      computed++;
      return encoded.equals("#" + password);
    }
  }

  @Test
  void computesARightPasswordOnceInFiveMinutes() {
    for (int second = 0; second < 300; second++) {
      assertThat(passwords.matches("tre-xanh", "#tre-xanh")).isTrue();
      clock.advanceTo(START.plusSeconds(second + 1));
    }
    assertThat(slow.computed).isEqualTo(1);
    clock.advanceTo(START.plus(Duration.ofMinutes(5)));
    assertThat(passwords.matches("tre-xanh", "#tre-xanh")).isTrue();
    assertThat(slow.computed).isEqualTo(2);
  }

  @Test
  void computesAWrongPasswordEachTime() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(passwords.matches("tre-vang", "#tre-xanh")).isFalse();
      assertThat(slow.computed).isEqualTo(attempt);
    }
  }

  @Test
  void neverAcceptsThePasswordOfAnOlderHash() {
    assertThat(passwords.matches("tre-xanh", "#tre-xanh")).isTrue();
    assertThat(passwords.matches("tre-xanh", "#tre-moi")).isFalse();
  }

  @Test
  void refusesWhatBcryptWouldCutOff() {
    String tooLong = "x".repeat(73);
    assertThat(passwords.matches(tooLong, "#" + tooLong)).isFalse();
    assertThat(slow.computed).isZero();
  }
}
