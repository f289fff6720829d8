package onestop.desk.people;

import onestop.agencies.Account;
import onestop.agencies.Accounts;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.stereotype.Service;

/**
 * Changes of officers' rights by an administrator. An act names the state that it leads to: in that
 * state already, it changes and records nothing, so that a form sent twice acts once. No
 * administrator takes away the own access.
 */
@Service
public final class OfficerRights {
  private final Accounts accounts;

  OfficerRights(Accounts accounts) {
    this.accounts = accounts;
  }

  /** What an act has changed. */
  public enum Effect {
    /** The act was performed. */
    DONE,
    /** It was so already; nothing was changed. */
    WAS_SO
  }

  /**
   * Adds an officer with a password to be changed at the first login.
   *
   * @throws Failure {@code agencies/officer-exists} if another officer has the login; {@link
   *     NewOfficer#officer()}
   */
  public Effect add(NewOfficer typed, String hash, Caller by) {
    require(by);
    Officer officer = typed.officer();
    try {
      accounts.add(officer, hash, Accounts.Term.FIRST_LOGIN, by.id());
      return Effect.DONE;
    } catch (Failure failure) {
      if (failure.slug().equals("officer-exists")
          && accounts.get(officer.id()).officer().equals(officer)) {
        return Effect.WAS_SO;
      }
      throw failure;
    }
  }

  /** Grants a role at the officer's agency; the officer's sessions end. */
  public Effect grant(OfficerId officer, Role role, Caller by) {
    require(by);
    return unlessSo("role-held", () -> accounts.grant(officer, role, by.id()));
  }

  /**
   * Revokes a role; the officer's sessions end.
   *
   * @throws Failure {@code desk/own-access} for the own role of an administrator
   */
  public Effect revoke(OfficerId officer, Role role, Caller by) {
    require(by);
    if (role == Role.ADMINISTRATOR) {
      requireOther(officer, by);
    }
    return unlessSo("role-not-held", () -> accounts.revoke(officer, role, by.id()));
  }

  /**
   * Disables the account, with the reason on record.
   *
   * @throws Failure {@code desk/own-access} for the own account
   */
  public Effect shut(OfficerId officer, String reason, Caller by) {
    require(by);
    requireOther(officer, by);
    return unlessSo("account-disabled", () -> accounts.disable(officer, reason, by.id()));
  }

  /** Enables the account again, with the reason on record. */
  public Effect reopen(OfficerId officer, String reason, Caller by) {
    require(by);
    return unlessSo("account-enabled", () -> accounts.enable(officer, reason, by.id()));
  }

  /**
   * Ends the sessions that were open when the caller looked.
   *
   * @param seen the epoch of the account at that moment; those of an earlier one have ended
   */
  public Effect endSessions(OfficerId officer, long seen, Caller by) {
    require(by);
    if (accounts.get(officer).epoch() != seen) {
      return Effect.WAS_SO;
    }
    accounts.endSessions(officer, by.id());
    return Effect.DONE;
  }

  /**
   * Gives a password that must be changed at the first login; the officer's sessions end.
   *
   * @throws Failure {@code desk/own-password} for the own account, which asks for the old one
   */
  public void givePassword(Account account, String hash, Caller by) {
    require(by);
    OfficerId officer = account.officer().id();
    if (officer.equals(by.id())) {
      throw Failure.conflict("desk", "own-password");
    }
    accounts.givePassword(officer, hash, Accounts.Term.FIRST_LOGIN, by.id());
  }

  private static Effect unlessSo(String so, Runnable act) {
    try {
      act.run();
      return Effect.DONE;
    } catch (Failure failure) {
      if (failure.slug().equals(so)) {
        return Effect.WAS_SO;
      }
      throw failure;
    }
  }

  static void require(Caller by) {
    if (!by.hasAny(Role.ADMINISTRATOR)) {
      throw Failure.forbidden("desk", "administrators-only");
    }
  }

  private static void requireOther(OfficerId officer, Caller by) {
    if (officer.value().equalsIgnoreCase(by.id().value())) {
      throw Failure.conflict("desk", "own-access");
    }
  }
}
