package onestop.web.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import onestop.kernel.SettableClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class LookupAttemptsTest {
  private static final String CODE = "0000001H262603020001";

  private final SettableClock clock =
      new SettableClock(Instant.parse("2026-11-27T01:00:00Z"), ZoneOffset.UTC);
  private final LookupAttempts attempts = new LookupAttempts(clock);

  @Test
  void letsNobodyTryTheDigitsOfOneCodeInAYear() {
    int tried = 0;
    Instant end = clock.instant().plus(Duration.ofDays(365));
    for (int i = 0; clock.instant().isBefore(end); i++) {
      String address = "10.0." + i % 200 + "." + i % 250; // from everywhere
      Duration wait = attempts.begin(CODE, address);
      if (wait.isZero()) {
        attempts.wrong(CODE, address);
        tried++;
      } else {
        clock.advanceTo(clock.instant().plus(wait));
      }
    }
    assertThat(tried).isBetween(5_000, 9_000); // of 10,000 endings of a telephone number
  }

  @Test
  void slowsOneAddressDownThatTriesManyCodes() {
    for (int code = 0; code < 100; code++) {
      assertThat(attempts.begin("C" + code, "10.0.0.1")).isZero();
      attempts.wrong("C" + code, "10.0.0.1");
    }
    assertThat(attempts.begin("C100", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
    assertThat(attempts.begin("C100", "10.0.0.2")).isZero();
  }

  @Test
  void holderIsNotLockedOutByOthers() {
    assertThat(attempts.begin(CODE, "10.0.0.1")).isZero();
    attempts.right(CODE, "10.0.0.1");
    for (int i = 0; i < 30; i++) {
      attempts.wrong(CODE, "10.9.9." + i);
    }
    assertThat(attempts.begin(CODE, "10.9.9.99")).isPositive();
    assertThat(attempts.begin(CODE, "10.0.0.1")).isZero();
  }
}
