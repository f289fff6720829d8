package onestop.agencies;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The accounts of officers and their rights. Each change ends the sessions concerned and is
 * recorded with its author.
 *
 * <p>Reads are cached for a second, as in {@link Agencies}. Writes join the caller's transaction or
 * start their own. This class handles only password hashes, never passwords.
 */
@Component
public final class Accounts {
  private static final int LONGEST_REASON = 300;

  private final AccountStore store;
  private final AgencyStore people;
  private final OfficerListing listing;
  private final Agencies agencies;
  private final Clock clock;

  /** The accounts in the database that {@code jdbc} and {@code agencies} work on. */
  public Accounts(JdbcClient jdbc, Agencies agencies, Clock clock) {
    this.store = new AccountStore(jdbc);
    this.people = new AgencyStore(jdbc);
    this.listing = new OfficerListing(jdbc);
    this.agencies = agencies;
    this.clock = clock;
  }

  /** The account of this login; empty if there is no such officer. */
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

  /** Accounts that match, by given name, at most {@code size} after {@code offset} others. */
  public List<Account> list(OfficerFilter filter, int offset, int size) {
    return listing.list(filter, offset, size);
  }

  /** The number of accounts that match. */
  public long count(OfficerFilter filter) {
    return listing.count(filter);
  }

  /** The number of officers whose account is not disabled, of each agency that has any. */
  public Map<AgencyCode, Integer> officersByAgency() {
    return listing.byAgency();
  }

  /** All changes of an account, the oldest first. */
  public List<AccountEvent> history(OfficerId id) {
    return store.events(get(id).officer().id());
  }

  /** Stores the password chosen by the officer; every session except the one renewed now ends. */
  public void changePassword(OfficerId own, String hash) {
    OfficerId id = get(own).officer().id();
    agencies.change(
        () -> {
          store.password(id, hash, false);
          record(id, AccountEvent.Kind.PASSWORD_CHANGED, "", id);
        });
  }

  /** The validity of a password chosen by another person. */
  public enum Term {
    /** Until the first login of the officer, who must then choose a new one. */
    FIRST_LOGIN,
    /** Until it is changed: for a program, which cannot choose a password. */
    LASTING
  }

  /**
   * Adds an officer; with {@code hash} null the officer cannot log in yet. A conflict if another
   * officer has the login.
   */
  public Officer add(Officer officer, @Nullable String hash, Term term, OfficerId by) {
    agencies.change(
        () -> {
          OfficerId id = agencies.add(officer, null).id();
          String roles =
              officer.roles().stream().sorted().map(Role::code).collect(Collectors.joining(" "));
          record(id, AccountEvent.Kind.ADDED, roles, by);
          if (hash != null) {
            givePassword(id, hash, term, by);
          }
        });
    return get(officer.id()).officer();
  }

  /** Stores a password chosen by another person; the officer's sessions end. */
  public void givePassword(OfficerId officer, String hash, Term term, OfficerId by) {
    OfficerId id = get(officer).officer().id();
    agencies.change(
        () -> {
          store.password(id, hash, term == Term.FIRST_LOGIN);
          record(id, AccountEvent.Kind.PASSWORD_GIVEN, term.name(), by);
        });
  }

  /**
   * Disables an account: its sessions end, and the officer can neither log in nor sign; earlier
   * acts stay valid. A conflict if the account is disabled already or is that of the last
   * administrator.
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

  /** Enables a disabled account; a conflict if it is enabled. */
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

  /** Grants an officer a role; a conflict if the officer has it. */
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
   * Revokes a role of an officer and ends the sessions that still have it; a conflict if the
   * officer does not hold it or is the last administrator.
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

  /** As {@link Agencies#add(Delegation)}, on the record of the officer who may sign by it. */
  public long delegate(Delegation order, OfficerId by) {
    AtomicLong number = new AtomicLong();
    agencies.change(
        () -> {
          number.set(agencies.add(order));
          record(
              Agencies.login(order.to()),
              AccountEvent.Kind.DELEGATION_GIVEN,
              Long.toString(number.get()),
              by);
        });
    return number.get();
  }

  /**
   * Ends a delegation from now on, before its last day. Earlier signatures under it stay valid. A
   * conflict if it was ended before or its last day has passed.
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

  /**
   * The officer as stored in the database, bypassing the cache; locked until the transaction ends,
   * so that the same act twice at the same time is performed once.
   */
  private Officer fresh(OfficerId id) {
    people.lock(id);
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
