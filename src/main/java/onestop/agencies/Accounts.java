package onestop.agencies;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may log in, and with which rights: each change ends the sessions that it concerns and is on
 * record with who did it.
 *
 * <p>What is read is remembered for a second, as {@link Agencies} says. Writing joins the caller's
 * transaction or makes its own. Nothing here knows a password, only its hash.
 */
@Component
public final class Accounts {
  private static final int LONGEST_REASON = 300;

  private final AccountStore store;
  private final AgencyStore people;
  private final Agencies agencies;
  private final Clock clock;

  /** The accounts in the database that {@code jdbc} and {@code agencies} work on. */
  public Accounts(JdbcClient jdbc, Agencies agencies, Clock clock) {
    this.store = new AccountStore(jdbc);
    this.people = new AgencyStore(jdbc);
    this.agencies = agencies;
    this.clock = clock;
  }

  /** The account of this login, if there is such an officer. */
  public Optional<Account> find(OfficerId id) {
    OfficerId login = Agencies.login(id);
    return agencies.remembered(
        List.of("account", login), () -> agencies.find(login).map(store::account));
  }

  /** The account of this login; a failure if there is no such officer. */
  public Account get(OfficerId id) {
    return find(id)
        .orElseThrow(() -> Failure.notFound("agencies", "no-such-officer", "id", id.value()));
  }

  /** All changes of an account, the oldest first. */
  public List<AccountEvent> history(OfficerId id) {
    return store.events(get(id).officer().id());
  }

  /** The officer chose a password; every session but the one that is renewed now ends. */
  public void changePassword(OfficerId own, String hash) {
    OfficerId id = get(own).officer().id();
    agencies.change(
        () -> {
          store.password(id, hash, false);
          record(id, AccountEvent.Kind.PASSWORD_CHANGED, "", id);
        });
  }

  /** How long a password holds that another person chose. */
  public enum Term {
    /** Until the officer's first login, who then has to choose one. */
    FIRST_LOGIN,
    /** As long as nobody changes it: for a program, which cannot choose. */
    LASTING
  }

  /** Another person chose the officer's password; the officer's sessions end. */
  public void givePassword(OfficerId officer, String hash, Term term, OfficerId by) {
    OfficerId id = get(officer).officer().id();
    agencies.change(
        () -> {
          store.password(id, hash, term == Term.FIRST_LOGIN);
          record(id, AccountEvent.Kind.PASSWORD_GIVEN, term.name(), by);
        });
  }

  /**
   * Shuts an account: its sessions end, it cannot log in and signs nothing; what it did stays. A
   * conflict when it is shut already or is the last that can administer.
   */
  public void disable(OfficerId officer, String reason, OfficerId by) {
    OfficerId id = get(officer).officer().id();
    String why = reason(reason);
    agencies.change(
        () -> {
          requireAnotherAdministrator(id);
          if (store.account(fresh(id)).disabledAt() != null) {
            throw Failure.conflict("agencies", "account-disabled", "id", id.value());
          }
          store.disabled(id, clock.instant());
          record(id, AccountEvent.Kind.DISABLED, why, by);
        });
  }

  /** Opens a shut account again; a conflict when it is open. */
  public void enable(OfficerId officer, String reason, OfficerId by) {
    OfficerId id = get(officer).officer().id();
    String why = reason(reason);
    agencies.change(
        () -> {
          if (store.account(fresh(id)).disabledAt() == null) {
            throw Failure.conflict("agencies", "account-enabled", "id", id.value());
          }
          store.disabled(id, null);
          record(id, AccountEvent.Kind.ENABLED, why, by);
        });
  }

  /** Gives an officer a role; a conflict when they have it. */
  public void grant(OfficerId officer, Role role, OfficerId by) {
    OfficerId id = get(officer).officer().id();
    agencies.change(
        () -> {
          if (fresh(id).roles().contains(role)) {
            throw Failure.conflict("agencies", "role-held", "id", id.value(), "role", role.code());
          }
          store.grant(id, role);
          store.nextEpoch(id);
          record(id, AccountEvent.Kind.ROLE_GRANTED, role.code(), by);
        });
  }

  /**
   * Takes a role from an officer and ends the sessions that still have it; a conflict when the
   * officer does not hold it, or is the last that can administer.
   */
  public void revoke(OfficerId officer, Role role, OfficerId by) {
    OfficerId id = get(officer).officer().id();
    agencies.change(
        () -> {
          if (role == Role.ADMINISTRATOR) {
            requireAnotherAdministrator(id);
          }
          if (!fresh(id).roles().contains(role)) {
            throw Failure.conflict(
                "agencies", "role-not-held", "id", id.value(), "role", role.code());
          }
          store.revoke(id, role);
          store.nextEpoch(id);
          record(id, AccountEvent.Kind.ROLE_REVOKED, role.code(), by);
        });
  }

  /** Ends every open session of an officer, on every node within a second. */
  public void endSessions(OfficerId officer, OfficerId by) {
    OfficerId id = get(officer).officer().id();
    agencies.change(
        () -> {
          store.nextEpoch(id);
          record(id, AccountEvent.Kind.SESSIONS_ENDED, "", by);
        });
  }

  /**
   * Ends a delegation from now on, before its last day. What was signed by it until now stays
   * signed. A conflict when it was ended before, or its last day is over.
   */
  public void endDelegation(long number, OfficerId by) {
    agencies.change(
        () -> {
          DelegationRecord found =
              store
                  .delegation(number)
                  .orElseThrow(
                      () ->
                          Failure.notFound(
                              "agencies", "no-such-delegation", "number", Long.toString(number)));
          boolean over =
              found
                  .order()
                  .validTo()
                  .isBefore(clock.instant().atZone(clock.getZone()).toLocalDate());
          if (over || store.endDelegation(number, clock.instant(), by) != 1) {
            throw Failure.conflict("agencies", "delegation-over", "number", Long.toString(number));
          }
          OfficerId delegate = Agencies.login(found.order().to());
          store.nextEpoch(delegate);
          record(delegate, AccountEvent.Kind.DELEGATION_ENDED, Long.toString(number), by);
        });
  }

  /** As the database has it, not as it is remembered. */
  private Officer fresh(OfficerId id) {
    return people.officer(id).orElseThrow();
  }

  private void requireAnotherAdministrator(OfficerId id) {
    List<String> administrators = store.lockAdministrators();
    if (administrators.equals(List.of(id.value()))) {
      throw Failure.conflict("agencies", "last-administrator", "id", id.value());
    }
  }

  private void record(OfficerId about, AccountEvent.Kind kind, String detail, OfficerId by) {
    store.insert(new AccountEvent(about, kind, detail, Agencies.login(by), clock.instant()));
  }

  private static String reason(String reason) {
    String text = reason.strip();
    if (text.isEmpty() || text.length() > LONGEST_REASON) {
      throw Failure.badInput(
          "agencies", "account-reason", "field", "reason", "most", LONGEST_REASON);
    }
    return text;
  }
}
