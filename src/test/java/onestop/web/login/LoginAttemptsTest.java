package onestop.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import onestop.kernel.SettableClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class LoginAttemptsTest {
  private static final String NAME = "an";
  private static final String OFFICE = "10.0.0.1";

  private final SettableClock clock =
      new SettableClock(Instant.parse("2026-11-27T01:00:00Z"), ZoneOffset.UTC);
  private final LoginAttempts attempts = new LoginAttempts(clock);

  @Test
  void looksAtFewOfFortyPasswordsThatComeSomeSecondsApart() {
    int looked = 0;
    for (int i = 0; i < 40; i++) {
      if (attempts.begin(NAME, OFFICE).isZero()) {
        looked++;
        attempts.wrong(NAME, OFFICE);
      }
      pass(Duration.ofSeconds(4));
    }
    // 5 are free, then 5, 10, 20, 40, 80 s lie between them
    assertThat(looked).isLessThanOrEqualTo(10);
  }

  @Test
  void doublesTheWaitUpToAQuarterOfAnHourAndForgetsAfterADay() {
    wrong(NAME, OFFICE, 5);
    assertThat(attempts.begin(NAME, OFFICE)).isEqualTo(Duration.ofSeconds(5));
    pass(Duration.ofSeconds(5));
    wrong(NAME, OFFICE, 1);
    assertThat(attempts.begin(NAME, OFFICE)).isEqualTo(Duration.ofSeconds(10));
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofMinutes(15));
      wrong(NAME, OFFICE, 1);
    }
    assertThat(attempts.begin(NAME, OFFICE)).isEqualTo(Duration.ofMinutes(15));
    pass(Duration.ofDays(1).plusSeconds(1));
    wrong(NAME, OFFICE, 4);
    assertThat(attempts.begin(NAME, OFFICE)).isZero();
  }

  @Test
  void countsTheAddressesOfOneNetworkAsOne() {
    for (int i = 1; i <= 5; i++) {
      wrong(NAME, "2001:db8:1:2::" + i, 1);
    }
    assertThat(attempts.begin(NAME, "2001:db8:1:2:ffff::9")).isEqualTo(Duration.ofSeconds(5));
    assertThat(attempts.begin(NAME, "2001:db8:1:3::1")).isZero();
  }

  @Test
  void rightPasswordMakesTheNextMistakesFreeAgain() {
    wrong(NAME, OFFICE, 4);
    assertThat(attempts.begin(NAME, OFFICE)).isZero();
    attempts.right(NAME, OFFICE);
    wrong(NAME, OFFICE, 4);
    assertThat(attempts.begin(NAME, OFFICE)).isZero();
  }

  @Test
  void countsANameWhateverTheAddress() {
    for (int i = 0; i < 20; i++) {
      wrong(NAME, "192.0.2." + i, 1);
    }
    assertThat(attempts.begin(NAME, "192.0.2.99")).isPositive();
    assertThat(attempts.begin("binh", "192.0.2.99")).isZero();
  }

  @Test
  void countsAnAddressWhateverTheName() {
    for (int i = 0; i < 100; i++) {
      wrong("name" + i, OFFICE, 1);
    }
    assertThat(attempts.begin("another", OFFICE)).isPositive();
    assertThat(attempts.begin("another", "10.0.0.2")).isZero();
  }

  @Test
  void shutsNobodyOutAtTheAddressWhereTheyLogIn() {
    assertThat(attempts.begin(NAME, OFFICE)).isZero();
    attempts.right(NAME, OFFICE);
    for (int i = 0; i < 50; i++) {
      attempts.wrong(NAME, "192.0.2.1");
    }
    assertThat(attempts.begin(NAME, OFFICE)).isZero();
    assertThat(attempts.begin(NAME, "192.0.2.7")).isPositive();
  }

  @Test
  void looksAtNoMoreThanTwentyPasswordsAtOnce() {
    int begun = 0;
    for (int i = 0; i < 200; i++) {
      begun += attempts.begin(NAME, OFFICE).isZero() ? 1 : 0;
    }
    assertThat(begun).isEqualTo(20);
    attempts.broken(NAME, OFFICE);
    assertThat(attempts.begin(NAME, OFFICE)).isZero();
  }

  private void wrong(String name, String address, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(attempts.begin(name, address)).isZero();
      attempts.wrong(name, address);
    }
  }

  private void pass(Duration time) {
    clock.advanceTo(clock.instant().plus(time));
  }
}
