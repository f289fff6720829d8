// Over 300 lines: the one entry point for agencies, posts and delegations, each method short.
package onestop.agencies;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.mail.MailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Agencies with their hierarchy on any day, officers with their roles, and dated delegations of
 * signature.
 *
 * <p>Reads are cached until something changes: a change takes effect on this node at once, and on
 * the other nodes of a cluster within a second.
 *
 * <p>Writes join the caller's transaction or start their own. Days are days of the application's
 * zone. Logins are in lower case; any case is accepted.
 */
@Component
public final class Agencies {
  private final AgencyStore store;
  private final AbsenceStore absences;
  private final RecentReads seen;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** The agencies in the database that {@code jdbc} and {@code transactions} work on. */
  @Autowired
  public Agencies(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
    this(jdbc, transactions, clock, Ticker.systemTicker());
  }

  Agencies(
      JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, Ticker remembering) {
    this.store = new AgencyStore(jdbc);
    this.absences = new AbsenceStore(jdbc);
    this.seen = new RecentReads(store::revision, store::raiseRevision, remembering);
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** The agency; a failure if there is none with this code. */
  public Agency get(AgencyCode code) {
    return find(code)
        .orElseThrow(() -> Failure.notFound("agencies", "no-such-agency", "code", code.value()));
  }

  /** The agency with this code; empty if there is none. */
  public Optional<Agency> find(AgencyCode code) {
    LocalDate today = today();
    return remembered(List.of("agency", code, today), () -> store.agency(code, today));
  }

  /** All agencies, by code. */
  public List<Agency> all() {
    return store.agencies(today());
  }

  /**
   * The agency itself and every authority above it on that day, upwards. A ward's ladder has two
   * rungs since 1 July 2025 (ward, city) and had three before (ward, district, city).
   */
  public List<Agency> ladder(AgencyCode code, LocalDate on) {
    Set<AgencyCode> rungs = new LinkedHashSet<>();
    Optional<AgencyCode> next = Optional.of(get(code).code());
    while (next.isPresent() && rungs.add(next.get())) {
      next = parent(next.get(), on);
    }
    return rungs.stream().map(this::get).toList();
  }

  /** The agency itself and every agency below it, at any depth, on that day. */
  public Set<AgencyCode> under(AgencyCode code, LocalDate on) {
    return remembered(List.of("under", code, on), () -> store.under(code, on));
  }

  private Optional<AgencyCode> parent(AgencyCode code, LocalDate on) {
    return remembered(List.of("parent", code, on), () -> store.parent(code, on));
  }

  /** The officer; a failure if there is none with this login. */
  public Officer officer(OfficerId id) {
    return find(id)
        .orElseThrow(() -> Failure.notFound("agencies", "no-such-officer", "id", id.value()));
  }

  /** The officer with this login; empty if there is none. */
  public Optional<Officer> find(OfficerId id) {
    OfficerId login = login(id);
    return remembered(List.of("officer", login), () -> store.officer(login));
  }

  /** The officers of an agency by login, without those whose account is disabled. */
  public List<Officer> officers(AgencyCode agency) {
    return remembered(List.of("officers", agency), () -> store.inService(agency));
  }

  /** The officers of an agency who hold the role themselves, not by delegation, by login. */
  public List<Officer> withRole(AgencyCode agency, Role role) {
    return officers(agency).stream().filter(o -> o.roles().contains(role)).toList();
  }

  /** True as long as no account can log in: a new installation. */
  public boolean isEmpty() {
    return store.countOfficers() == 0;
  }

  /**
   * The signer for a role at that moment: the delegate if an order is in force (of several the
   * newest), else the holder of the role (of several the first by login); empty if there is
   * neither.
   */
  public Optional<Signer> signerFor(AgencyCode agency, Role role, Instant at) {
    Optional<Signer> delegate = inForce(agency, role, at).stream().findFirst().map(this::asSigner);
    return delegate.isPresent()
        ? delegate
        : withRole(agency, role).stream().findFirst().map(Agencies::asHolder);
  }

  /**
   * The capacity in which the officer may sign for a role at that moment; empty if the officer may
   * not. The holder may sign even while a delegation is in force.
   */
  public Optional<Signer> signature(OfficerId officer, Post post, Instant at) {
    OfficerId id = login(officer);
    Optional<Signer> holder =
        withRole(post.agency(), post.role()).stream()
            .filter(o -> o.id().equals(id))
            .findFirst()
            .map(Agencies::asHolder);
    return holder.isPresent()
        ? holder
        : inForce(post.agency(), post.role(), at).stream()
            .filter(order -> order.to().equals(id))
            .findFirst()
            .map(this::asSigner);
  }

  /**
   * Every role at every agency in which the officer may act at that moment, including delegated
   * roles.
   */
  public List<Post> posts(OfficerId id, Instant at) {
    Officer officer = officer(id);
    List<Post> posts = new ArrayList<>();
    officer.roles().stream()
        .sorted()
        .map(role -> new Post(officer.agency(), role))
        .forEach(posts::add);
    LocalDate day = day(at);
    remembered(List.of("delegations to", officer.id()), () -> store.delegationsTo(officer.id()))
        .stream()
        .filter(on -> on.isInForce(day, at))
        .map(on -> new Post(on.order().agency(), on.order().role()))
        .filter(post -> !posts.contains(post))
        .forEach(posts::add);
    return List.copyOf(posts);
  }

  /** The absence of an officer on the day of that moment; empty if the officer is there. */
  public Optional<Absence> absence(OfficerId officer, Instant at) {
    LocalDate today = today();
    return find(officer).stream()
        .flatMap(
            one ->
                remembered(
                        List.of("absences", one.agency(), today),
                        () -> absences.notOver(one.agency(), today))
                    .stream()
                    .filter(away -> away.officer().equals(one.id()) && away.covers(day(at))))
        .findFirst();
  }

  /** The delegations of an agency, including ended ones, newest first. */
  public List<DelegationRecord> delegations(AgencyCode agency) {
    return store.delegations(agency);
  }

  /** Adds an agency, under {@link Agency#parent()} from that day on, inclusive. */
  public void add(Agency agency, LocalDate since) {
    change(
        () -> {
          if (store.agency(agency.code(), since).isPresent()) {
            throw Failure.conflict("agencies", "agency-exists", "code", agency.code().value());
          }
          requireParent(agency.parent());
          requireMail(agency.email());
          store.insert(agency);
          store.insertParent(agency.code(), agency.parent(), since);
        });
  }

  private static void requireMail(String email) {
    if (!email.isEmpty() && MailAddress.of("email", email).needsSmtpUtf8()) {
      throw Failure.badInput("agencies", "mail-not-ascii", "field", "email");
    }
  }

  /**
   * Moves an agency under another one, or under none, from that day on, inclusive; earlier days
   * keep their hierarchy.
   */
  public void move(AgencyCode code, @Nullable AgencyCode parent, LocalDate from) {
    change(
        () -> {
          get(code);
          requireParent(parent);
          if (store.lastMove(code).filter(last -> !last.isBefore(from)).isPresent()) {
            throw Failure.conflict(
                "agencies", "moved-since", "code", code.value(), "from", from.toString());
          }
          store.insertParent(code, parent, from);
        });
  }

  /** Adds an officer; with {@code passwordHash} null the officer cannot log in. */
  public Officer add(Officer officer, @Nullable String passwordHash) {
    Officer normal =
        new Officer(
            login(officer.id()),
            officer.name(),
            officer.titleVi(),
            officer.agency(),
            officer.roles());
    change(
        () -> {
          get(normal.agency());
          if (store.officer(normal.id()).isPresent()) {
            throw Failure.conflict("agencies", "officer-exists", "id", normal.id().value());
          }
          try {
            store.insert(normal, passwordHash);
          } catch (DuplicateKeyException meanwhile) {
            throw Failure.conflict("agencies", "officer-exists", "id", normal.id().value())
                .causedBy(meanwhile);
          }
        });
    return normal;
  }

  /**
   * Records a delegation and returns its number. An order is never deleted: a newer one replaces
   * it, or {@link Accounts#endDelegation} ends it from a moment on. Of two identical orders at the
   * same time one is recorded.
   *
   * @throws Failure {@code agencies/delegation-known} if the same order is on record and was not
   *     ended; {@code agencies/not-theirs-to-delegate}, {@code agencies/delegation-…}
   */
  public long add(Delegation order) {
    if (order.validTo().isBefore(order.validFrom())) {
      throw Failure.badInput(
          "agencies",
          "delegation-days",
          "from",
          order.validFrom().toString(),
          "to",
          order.validTo().toString());
    }
    if (order.document().isBlank()) {
      throw Failure.badInput("agencies", "delegation-document");
    }
    AtomicLong number = new AtomicLong();
    change(
        () -> {
          Officer from = officer(order.from());
          Officer to = officer(order.to());
          if (!from.agency().equals(order.agency()) || !from.roles().contains(order.role())) {
            throw Failure.conflict(
                "agencies",
                "not-theirs-to-delegate",
                "id",
                from.id().value(),
                "role",
                order.role().code(),
                "agency",
                order.agency().value());
          }
          // the lock lets the second of two identical orders see the first
          store.lock(to.id());
          refuseKnown(order.between(from.id(), to.id()));
          number.set(store.insert(order, from.id(), to.id()));
        });
    return number.get();
  }

  private void refuseKnown(Delegation order) {
    for (DelegationRecord known : store.delegationsTo(order.to())) {
      if (known.endedAt() == null && known.order().equals(order)) {
        throw Failure.conflict(
            "agencies",
            "delegation-known",
            "number",
            Long.toString(known.id()),
            "document",
            order.document());
      }
    }
  }

  private List<Delegation> inForce(AgencyCode agency, Role role, Instant at) {
    LocalDate day = day(at);
    return remembered(List.of("delegations", agency), () -> store.delegations(agency)).stream()
        .filter(on -> on.order().role() == role && on.isInForce(day, at))
        .map(DelegationRecord::order)
        .sorted(Comparator.comparing(Delegation::validFrom).reversed())
        .toList();
  }

  private Signer asSigner(Delegation order) {
    return new Signer(officer(order.to()), officer(order.from()).titleVi(), order);
  }

  private static Signer asHolder(Officer who) {
    return new Signer(who, who.titleVi(), null);
  }

  private void requireParent(@Nullable AgencyCode parent) {
    if (parent != null) {
      get(parent);
    }
  }

  static OfficerId login(OfficerId id) {
    return new OfficerId(id.value().toLowerCase(Locale.ROOT));
  }

  <T> T remembered(Object question, Supplier<T> look) {
    return seen.of(question, look);
  }

  /** The number of results in the cache. */
  long rememberedNow() {
    return seen.size();
  }

  /** Runs a change in a transaction, after which nothing read before it is remembered. */
  void change(Runnable writing) {
    transaction.executeWithoutResult(status -> seen.change(writing));
  }

  private LocalDate today() {
    return day(clock.instant());
  }

  private LocalDate day(Instant at) {
    return at.atZone(clock.getZone()).toLocalDate();
  }
}
