package onestop.agencies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The login account of an officer, at one moment.
 *
 * @param passwordHash null when the officer cannot log in
 * @param disabledAt when the account was disabled; null while it is enabled
 * @param passwordGiven true while the password was chosen by another person and must be changed
 *     before any other action
 * @param epoch increases whenever all open sessions must end
 */
public record Account(
    Officer officer,
    @Nullable String passwordHash,
    @Nullable Instant disabledAt,
    boolean passwordGiven,
    long epoch) {

  /** Whether a session that began in that epoch is still valid. */
  public boolean admits(long sessionEpoch) {
    return disabledAt == null && epoch == sessionEpoch;
  }
}
