package onestop.desk.people;

import java.util.List;
import onestop.agencies.Account;
import onestop.agencies.AccountEvent;
import onestop.agencies.Accounts;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.forms.PrintableText;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
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

  /**
   * The account of an officer.
   *
   * @throws Failure {@code agencies/no-such-officer} if there is none
   */
  public Account account(OfficerId officer, Caller by) {
    require(by);
    return accounts.get(officer);
  }

  /** Every change of an officer's rights, the oldest first. */
  public List<AccountEvent> history(OfficerId officer, Caller by) {
    require(by);
    return accounts.history(officer);
  }

  /** What an act has changed: {@link #DONE}, or nothing because it was so already. */
  public static final class Effect {
    /** The act was performed. */
    public static final Effect DONE = new Effect(null);

    /** It was so already, without a reason to name. */
    public static final Effect WAS_SO = new Effect(null);

    private final @Nullable Failure so;

    private Effect(@Nullable Failure so) {
      this.so = so;
    }

    /**
     * For callers to whom a repeated act is a mistake.
     *
     * @throws Failure that names what was so already
     */
    public void orThrow() {
      if (so != null) {
        throw so;
      }
    }
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

  /**
   * Adds an officer, with a password or without one; without one the officer cannot log in yet.
   *
   * @param hash of the password; null for none
   * @throws Failure {@code forms/unprintable}; {@code agencies/officer-exists} if another officer
   *     has the login
   */
  public Officer add(Officer officer, @Nullable String hash, Accounts.Term term, Caller by) {
    require(by);
    PrintableText.require("name", officer.name());
    PrintableText.require("title", officer.titleVi());
    return accounts.add(officer, hash, term, by.id());
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

  /** Ends every open session of an officer. */
  public void endSessions(OfficerId officer, Caller by) {
    require(by);
    accounts.endSessions(officer, by.id());
  }

  /**
   * Gives a password; the officer's sessions end.
   *
   * @throws Failure {@code desk/own-password} for the own account, which asks for the old one
   */
  public void givePassword(Account account, String hash, Accounts.Term term, Caller by) {
    require(by);
    OfficerId officer = account.officer().id();
    if (officer.equals(by.id())) {
      throw Failure.conflict("desk", "own-password");
    }
    accounts.givePassword(officer, hash, term, by.id());
  }

  static Effect unlessSo(String so, Runnable act) {
    try {
      act.run();
      return Effect.DONE;
    } catch (Failure failure) {
      if (failure.slug().equals(so)) {
        return new Effect(failure);
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
