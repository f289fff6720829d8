package onestop.web.login;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The attempts to log in. */
@Component
public final class LoginAttempts extends Attempts {
  private static final Limits LIMITS =
      new Limits(
          new Limit(5, Duration.ofSeconds(5), Duration.ofMinutes(15)),
          new Limit(20, Duration.ofSeconds(2), Duration.ofMinutes(1)),
          new Limit(100, Duration.ofSeconds(1), Duration.ofMinutes(1)));

  public LoginAttempts(Clock clock) {
    super(clock, LIMITS);
  }
}
