package onestop.web.login;

import java.io.Serial;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** No password was looked at: too many wrong ones came before. */
public final class TooManyLogins extends AuthenticationException {
  @Serial private static final long serialVersionUID = 1L;

  private final long seconds;

  TooManyLogins(Duration wait) {
    super("too many wrong passwords");
    this.seconds = Math.max(1, wait.toSeconds() + (wait.getNano() > 0 ? 1 : 0));
  }

  /** After how many seconds the next try is looked at, rounded up. */
  public long seconds() {
    return seconds;
  }
}
