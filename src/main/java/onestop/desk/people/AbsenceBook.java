package onestop.desk.people;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.absences.AbsenceItem;
import onestop.absences.Handovers;
import onestop.agencies.Absence;
import onestop.agencies.Absences;
import onestop.agencies.Agencies;
import onestop.agencies.ByGivenName;
import onestop.agencies.DelegationRecord;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.forms.SoundText;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.notices.Notice.Kind;
import onestop.notices.Notice.Told;
import onestop.notices.Notices;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Absences as officers record them: each the own one, and heads those of their unit. The officer,
 * the substitute and the heads of the unit see it.
 */
@Service
public final class AbsenceBook {
  private static final Set<Role> HEADS = EnumSet.of(Role.UNIT_HEAD, Role.HEAD_OF_AGENCY);
  private static final int DAYS_SHOWN = 30;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final Absences absences;
  private final Handovers handovers;
  private final Notices notices;
  private final Agencies agencies;
  private final Clock clock;

  AbsenceBook(
      Absences absences, Handovers handovers, Notices notices, Agencies agencies, Clock clock) {
    this.absences = absences;
    this.handovers = handovers;
    this.notices = notices;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** An absence as typed; null while nothing is chosen. */
  public record Draft(
      OfficerId officer,
      @Nullable OfficerId substitute,
      @Nullable LocalDate firstOn,
      @Nullable LocalDate lastOn,
      Set<Absence.Flow> flows,
      String reason) {
    /** Everything that is wrong by itself, each failure with its {@code field}. */
    public List<Failure> faults() {
      List<Failure> faults = new ArrayList<>();
      missing(faults, "substitute", substitute);
      missing(faults, "firstOn", firstOn);
      missing(faults, "lastOn", lastOn);
      if (reason.strip().length() > Absences.LONGEST_REASON) {
        faults.add(
            Failure.badInput(
                "desk", "text-length", "field", "reason", "max", Absences.LONGEST_REASON));
      } else {
        try {
          SoundText.require("reason", reason);
        } catch (Failure unsound) {
          faults.add(unsound);
        }
      }
      return List.copyOf(faults);
    }

    private static void missing(List<Failure> faults, String field, @Nullable Object value) {
      if (value == null) {
        faults.add(Failure.badInput("desk", "choice-missing", "field", field));
      }
    }

    private Absence.Order order() {
      List<Failure> faults = faults();
      if (!faults.isEmpty()) {
        throw faults.get(0);
      }
      return new Absence.Order(
          officer,
          Objects.requireNonNull(substitute),
          Objects.requireNonNull(firstOn),
          Objects.requireNonNull(lastOn),
          flows,
          reason.strip());
    }
  }

  /** Where an absence is in time. */
  public enum Standing {
    PLANNED,
    RUNNING,
    OVER,
    /** Ended before its last day. */
    ENDED
  }

  /**
   * An absence as its readers see it.
   *
   * @param items the work items that it concerned
   * @param letters the delegations by which the substitute signs during it
   * @param mayEnd whether the caller may end it
   */
  public record Seen(
      Absence absence,
      Standing standing,
      List<AbsenceItem> items,
      List<DelegationRecord> letters,
      boolean mayEnd) {
    /** The number of items that were handed to the substitute. */
    public long handed() {
      return items.stream().filter(item -> !item.fate().stayed()).count();
    }

    /** The items that stayed with the officer although open work is handed over. */
    public List<AbsenceItem> stayed() {
      return items.stream().filter(item -> item.fate().stayed()).toList();
    }
  }

  /** The absences that the caller sees, those of the last {@value #DAYS_SHOWN} days too. */
  public List<Seen> of(Caller caller) {
    Set<AgencyCode> headed = headed(caller);
    Set<AgencyCode> all = new LinkedHashSet<>(headed);
    all.add(caller.officer().agency());
    LocalDate since = today().minusDays(DAYS_SHOWN);
    return all.stream()
        .flatMap(agency -> absences.since(agency, since).stream())
        .filter(
            one ->
                headed.contains(one.agency())
                    || one.officer().equals(caller.id())
                    || one.substitute().equals(caller.id()))
        .map(one -> seen(one, caller))
        .toList();
  }

  private Seen seen(Absence absence, Caller caller) {
    Standing standing = standing(absence);
    List<DelegationRecord> letters =
        agencies.delegations(absence.agency()).stream()
            .filter(one -> one.endedAt() == null)
            .filter(one -> one.order().from().equals(absence.officer()))
            .filter(one -> one.order().to().equals(absence.substitute()))
            .filter(
                one ->
                    !one.order().validFrom().isAfter(absence.lastOn())
                        && !one.order().validTo().isBefore(absence.firstOn()))
            .toList();
    boolean open = standing == Standing.PLANNED || standing == Standing.RUNNING;
    return new Seen(
        absence, standing, handovers.of(absence), letters, open && decides(absence, caller));
  }

  private Standing standing(Absence absence) {
    if (absence.endedAt() != null) {
      return Standing.ENDED;
    }
    LocalDate today = today();
    if (absence.lastOn().isBefore(today)) {
      return Standing.OVER;
    }
    return absence.firstOn().isAfter(today) ? Standing.PLANNED : Standing.RUNNING;
  }

  /** The officers whose absence the caller may record, the caller first. */
  public List<Officer> absentees(Caller caller) {
    Set<Officer> officers = new LinkedHashSet<>();
    officers.add(caller.officer());
    headed(caller).forEach(agency -> officers.addAll(working(agency)));
    return List.copyOf(officers);
  }

  /** The officers among whom substitutes are chosen: those of the absentees' agencies. */
  public List<Officer> substitutes(Caller caller) {
    return absentees(caller).stream()
        .map(Officer::agency)
        .distinct()
        .flatMap(agency -> working(agency).stream())
        .toList();
  }

  private List<Officer> working(AgencyCode agency) {
    return agencies.officers(agency).stream()
        .filter(one -> one.roles().stream().anyMatch(Role::worksOnDossiers))
        .sorted(new ByGivenName())
        .toList();
  }

  /** The caller's absence today; empty if there is none. */
  public Optional<Absence> now(Caller caller) {
    return agencies.absence(caller.id(), clock.instant());
  }

  /**
   * Records an absence. If it begins today, the open work is handed over at once.
   *
   * @throws Failure {@code desk/absence-not-yours} for an officer of another unit; those of {@link
   *     Draft#faults} and {@link Absences#record}
   */
  public Seen record(Draft draft, Caller by) {
    Absence.Order order = draft.order();
    Officer officer = agencies.officer(order.officer());
    requireDeciding(officer.id(), officer.agency(), by);
    Absence absence = absences.record(order, by.id());
    tell(absence, Kind.ABSENCE, by);
    if (absence.hands(Absence.Flow.OPEN_WORK) && absence.covers(today())) {
      handovers.handOver(absence, by.actor());
    }
    return seen(absences.get(absence.id()), by);
  }

  /**
   * Ends an absence today: what was handed over and not begun goes back.
   *
   * @throws Failure {@code desk/absence-not-yours}, and as {@link Absences#end}
   */
  public Seen back(long number, Caller by) {
    Absence known = absences.get(number);
    requireDeciding(known.officer(), known.agency(), by);
    Absence ended = absences.end(number, by.id());
    tell(ended, Kind.ABSENCE_ENDED, by);
    if (ended.hands(Absence.Flow.OPEN_WORK)) {
      handovers.giveBack(ended, by.actor());
    }
    return seen(ended, by);
  }

  /** Tells those whom the absence names, without the one who acts. */
  private void tell(Absence absence, Kind kind, Caller by) {
    String days = DAY.format(absence.firstOn()) + "–" + DAY.format(absence.lastOn());
    Stream.of(absence.officer(), absence.substitute())
        .filter(officer -> !officer.equals(by.id()))
        .forEach(
            officer ->
                notices.tell(
                    new Told(officer, kind, null, Long.toString(absence.id()), by.id(), days)));
  }

  private void requireDeciding(OfficerId officer, AgencyCode agency, Caller by) {
    if (!officer.equals(by.id()) && !headed(by).contains(agency)) {
      throw Failure.forbidden("desk", "absence-not-yours", "agency", agency.value());
    }
  }

  private boolean decides(Absence absence, Caller caller) {
    return absence.officer().equals(caller.id()) || headed(caller).contains(absence.agency());
  }

  private Set<AgencyCode> headed(Caller caller) {
    return agencies.posts(caller.id(), now()).stream()
        .filter(post -> HEADS.contains(post.role()))
        .map(Post::agency)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Instant now() {
    return clock.instant();
  }

  private LocalDate today() {
    return clock.instant().atZone(clock.getZone()).toLocalDate();
  }
}
