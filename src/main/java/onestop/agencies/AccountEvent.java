package onestop.agencies;

import java.time.Instant;
import onestop.kernel.OfficerId;

/**
 * A change to the rights of an account; kept permanently.
 *
 * @param about the officer whose account changed
 * @param detail the roles, the delegation's number or the reason; empty if there is none
 * @param by the officer who made the change
 */
public record AccountEvent(OfficerId about, Kind kind, String detail, OfficerId by, Instant at) {

  /** The kind of change. */
  public enum Kind {
    /** The officer was put on record with the roles in the detail. */
    ADDED,
    /** An administrator chose a password for the officer. */
    PASSWORD_GIVEN,
    /** The officer chose a password. */
    PASSWORD_CHANGED,
    /** The account was disabled. */
    DISABLED,
    /** The account was enabled again. */
    ENABLED,
    /** The officer got a role. */
    ROLE_GRANTED,
    /** The officer lost a role. */
    ROLE_REVOKED,
    /** Every open session was ended. */
    SESSIONS_ENDED,
    /** A delegation to the officer was recorded; the detail is its number. */
    DELEGATION_GIVEN,
    /** A delegation to the officer was ended before its last day. */
    DELEGATION_ENDED
  }
}
