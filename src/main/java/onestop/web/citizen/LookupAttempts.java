package onestop.web.citizen;

import java.time.Clock;
import java.time.Duration;
import onestop.web.login.Attempts;
import org.springframework.stereotype.Component;

/**
 * The attempts to look a dossier up. The digits are few, so tries for one code are slowed down to
 * one an hour: all of them take more than a year. An address is slowed down less, because many
 * people share the one of a telephone company or a waiting room.
 */
@Component
final class LookupAttempts extends Attempts {
  private static final Limits LIMITS =
      new Limits(
          new Limit(5, Duration.ofSeconds(15), Duration.ofHours(1)),
          new Limit(20, Duration.ofSeconds(30), Duration.ofHours(1)),
          new Limit(100, Duration.ofSeconds(1), Duration.ofMinutes(1)));

  LookupAttempts(Clock clock) {
    super(clock, LIMITS);
  }
}
