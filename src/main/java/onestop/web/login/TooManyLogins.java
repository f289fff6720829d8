package onestop.web.login;

import java.io.Serial;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** The password was not checked, because too many wrong ones came before. */
public final class TooManyLogins extends AuthenticationException {
  @Serial private static final long serialVersionUID = 1L;

  private final long seconds;

  TooManyLogins(Duration wait) {
    super("too many wrong passwords");
    this.seconds = Math.max(1, wait.toSeconds() + (wait.getNano() > 0 ? 1 : 0));
  }

  /** The seconds until the next try is checked, rounded up. */
  public long seconds() {
    return seconds;
  }
}
