package onestop.agencies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an officer logs in with, at one moment.
 *
 * @param passwordHash null when the officer cannot log in
 * @param disabledAt since when the account is shut; null while it is open
 * @param passwordGiven true while the password is one that another person chose: it has to be
 *     changed before anything else
 * @param epoch grows whenever every session that is open has to end
 */
public record Account(
    Officer officer,
    @Nullable String passwordHash,
    @Nullable Instant disabledAt,
    boolean passwordGiven,
    long epoch) {

  /** Whether a session that began in that epoch may go on. */
  public boolean admits(long sessionEpoch) {
    return disabledAt == null && epoch == sessionEpoch;
  }
}
