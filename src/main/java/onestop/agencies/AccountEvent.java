package onestop.agencies;

import java.time.Instant;
import onestop.kernel.OfficerId;

/**
 * A change of what an account may do; on record for ever.
 *
 * @param about whose account
 * @param detail the role, the delegation's number or the reason; empty when there is nothing to say
 * @param by who did it
 */
public record AccountEvent(OfficerId about, Kind kind, String detail, OfficerId by, Instant at) {

  /** What was done. */
  public enum Kind {
    /** An administrator chose a password for the officer. */
    PASSWORD_GIVEN,
    /** The officer chose a password. */
    PASSWORD_CHANGED,
    /** The account was shut. */
    DISABLED,
    /** The account was opened again. */
    ENABLED,
    /** The officer got a role. */
    ROLE_GRANTED,
    /** The officer lost a role. */
    ROLE_REVOKED,
    /** Every open session was ended. */
    SESSIONS_ENDED,
    /** A delegation to the officer was ended before its last day. */
    DELEGATION_ENDED
  }
}
