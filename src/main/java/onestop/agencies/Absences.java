package onestop.agencies;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The absences of officers, on record. Who is absent now is read in {@link Agencies#absence}; the
 * work is moved by upper modules.
 *
 * <p>No officer is absent twice on a day, and no substitute is absent: so work never passes through
 * a chain or a circle of substitutes. Days are days of the application's zone.
 */
@Component
public final class Absences {
  /** The greatest number of days of one absence. */
  public static final int LONGEST = 366;

  /** As many characters as a reason may have. */
  public static final int LONGEST_REASON = 300;

  private final AbsenceStore store;
  private final AgencyStore people;
  private final Agencies agencies;
  private final Accounts accounts;
  private final Clock clock;

  /** The absences in the database that {@code jdbc} and {@code agencies} work on. */
  public Absences(JdbcClient jdbc, Agencies agencies, Accounts accounts, Clock clock) {
    this.store = new AbsenceStore(jdbc);
    this.people = new AgencyStore(jdbc);
    this.agencies = agencies;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * The absence of that number.
   *
   * @throws Failure {@code agencies/no-such-absence}
   */
  public Absence get(long id) {
    return store
        .find(id)
        .orElseThrow(
            () -> Failure.notFound("agencies", "no-such-absence", "number", Long.toString(id)));
  }

  /** Those of an agency that last at least until that day, ended ones too, the newest first. */
  public List<Absence> since(AgencyCode agency, LocalDate day) {
    return store.since(agency, day);
  }

  /** Those whose open work is to be handed over now. */
  public List<Absence> toHand() {
    return store.toHand(today());
  }

  /** Those that are over, and whose work has not gone back; the hand-over may be unfinished. */
  public List<Absence> toSettle() {
    return store.toSettle(today());
  }

  /**
   * Records an absence. Two orders that do not go together never both pass: the officers are locked
   * first.
   *
   * @throws Failure {@code agencies/absence-days}, {@code -past}, {@code -long}, {@code -oneself},
   *     {@code -elsewhere}, {@code -shut}, {@code -unfit}, {@code -overlaps}, {@code
   *     -substitute-absent} or {@code -stands-in}, each with its {@code field}
   */
  public Absence record(Absence.Order wanted, OfficerId by) {
    Officer officer = agencies.officer(wanted.officer());
    Officer substitute = agencies.officer(wanted.substitute());
    Absence.Order order = wanted.between(officer.id(), substitute.id());
    requireDays(order);
    requireFit(order, officer, substitute);
    AtomicLong id = new AtomicLong();
    agencies.change(
        () -> {
          Stream.of(officer.id(), substitute.id())
              .sorted((one, other) -> one.value().compareTo(other.value()))
              .forEach(people::lock);
          requireApart(order, store.notOver(officer.agency(), today()));
          Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          id.set(store.insert(order, officer.agency(), by, now));
        });
    return get(id.get());
  }

  private void requireDays(Absence.Order order) {
    LocalDate today = today();
    if (order.lastOn().isBefore(order.firstOn())) {
      throw Failure.badInput(
          "agencies",
          "absence-days",
          "first",
          order.firstOn(),
          "last",
          order.lastOn(),
          "field",
          "lastOn");
    }
    if (order.firstOn().isBefore(today)) {
      throw Failure.badInput(
          "agencies", "absence-past", "day", order.firstOn(), "from", today, "field", "firstOn");
    }
    if (!order.lastOn().isBefore(order.firstOn().plusDays(LONGEST))) {
      throw Failure.badInput(
          "agencies",
          "absence-long",
          "last",
          order.lastOn(),
          "until",
          order.firstOn().plusDays(LONGEST - 1L),
          "field",
          "lastOn");
    }
  }

  private void requireFit(Absence.Order order, Officer officer, Officer substitute) {
    if (officer.id().equals(substitute.id())) {
      throw Failure.badInput(
          "agencies", "absence-oneself", "officer", officer.name(), "field", "substitute");
    }
    if (!officer.agency().equals(substitute.agency())) {
      throw Failure.badInput(
          "agencies", "absence-elsewhere", "officer", substitute.name(), "field", "substitute");
    }
    for (Officer one : List.of(officer, substitute)) {
      if (accounts.get(one.id()).disabledAt() != null) {
        throw Failure.badInput(
            "agencies", "absence-shut", "officer", one.name(), "field", "substitute");
      }
    }
    if (!isFit(officer, substitute, order.firstOn())) {
      throw Failure.badInput(
          "agencies", "absence-unfit", "officer", substitute.name(), "field", "substitute");
    }
  }

  /** Whether the other serves, also by delegation, a desk of the officer's on that day. */
  private boolean isFit(Officer officer, Officer other, LocalDate on) {
    ZonedDateTime noon = on.atTime(12, 0).atZone(clock.getZone());
    Set<Post> desks =
        officer.roles().stream()
            .filter(Role::worksOnDossiers)
            .map(role -> new Post(officer.agency(), role))
            .collect(Collectors.toSet());
    return agencies.posts(other.id(), noon.toInstant()).stream().anyMatch(desks::contains);
  }

  private void requireApart(Absence.Order order, Collection<Absence> known) {
    for (Absence one : known) {
      if (!one.meets(order.firstOn(), order.lastOn())) {
        continue;
      }
      if (one.officer().equals(order.officer())) {
        throw Failure.conflict(
            "agencies",
            "absence-overlaps",
            "officer",
            name(one.officer()),
            "first",
            one.firstOn(),
            "last",
            one.lastOn(),
            "field",
            "firstOn");
      }
      refuseChain(order, one);
    }
  }

  private void refuseChain(Absence.Order order, Absence one) {
    if (one.officer().equals(order.substitute())) {
      throw inTheWay("absence-substitute-absent", one, "substitute");
    }
    if (one.substitute().equals(order.officer())) {
      throw inTheWay("absence-stands-in", one, "firstOn");
    }
  }

  private Failure inTheWay(String slug, Absence one, String field) {
    return Failure.conflict(
        "agencies",
        slug,
        "officer",
        name(one.officer()),
        "substitute",
        name(one.substitute()),
        "first",
        one.firstOn(),
        "last",
        one.lastOn(),
        "field",
        field);
  }

  private String name(OfficerId officer) {
    return agencies.officer(officer).name();
  }

  /**
   * Ends an absence now: the officer is back, or does not go.
   *
   * @throws Failure {@code agencies/no-such-absence}; {@code agencies/absence-over} if it is over
   */
  public Absence end(long id, OfficerId by) {
    Absence absence = get(id);
    agencies.change(
        () -> {
          if (absence.lastOn().isBefore(today())
              || !store.end(id, by, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            throw over(id);
          }
        });
    return get(id);
  }

  /** Whether it lasts now, by what is on record now: it may have been ended since it was read. */
  public boolean lasts(Absence absence) {
    return get(absence.id()).covers(today());
  }

  /**
   * Refuses an absence that lasts no more.
   *
   * @throws Failure {@code agencies/absence-over}
   */
  public void requireLasting(Absence absence) {
    if (!lasts(absence)) {
      throw over(absence.id());
    }
  }

  private static Failure over(long id) {
    return Failure.conflict("agencies", "absence-over", "number", Long.toString(id));
  }

  /** Says that the open work was handed over. */
  public void handed(Absence absence) {
    store.handed(absence.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Says that the handed work has gone back. */
  public void settled(Absence absence) {
    store.settled(absence.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private LocalDate today() {
    return clock.instant().atZone(clock.getZone()).toLocalDate();
  }
}
