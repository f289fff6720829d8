package onestop.facts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.sla.UnprocessedMarks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The present figures of the city: dossiers and their letters, counted in one statement and so at
 * one moment. A dossier belongs to the agency that resolves it and to no other; a letter belongs to
 * the agency that owes it, which is the same agency.
 *
 * <p>The terms are those of a hearing, see {@link HearingMeasure}: owed = issued in time + issued
 * late + waived + missing.
 */
@Service
public class PresentFigures {
  /** A mark that has waited longer than this for its timer counts as unprocessed. */
  private static final Duration HEARD_WITHIN = Duration.ofMinutes(1);

  private final StandingStore store;
  private final SlaClocks clocks;
  private final Clock clock;

  PresentFigures(StandingStore store, SlaClocks clocks, Clock clock) {
    this.store = store;
    this.clocks = clocks;
    this.clock = clock;
  }

  /**
   * Dossiers by standing; each is counted once.
   *
   * @param parts how many of those received are parts of linked applications
   * @param endedInTime refused, withdrawn or stopped, in time
   * @param endedLate refused, withdrawn or stopped after the lawful due date
   */
  public record Dossiers(
      long parts,
      long resolvedOnTime,
      long resolvedLate,
      long endedInTime,
      long endedLate,
      long openInTime,
      long openOverdue) {

    /** All dossiers ever received: the sum of the standings. */
    public long received() {
      return resolvedOnTime + resolvedLate + endedOtherwise() + open();
    }

    /** Ended without a result. */
    public long endedOtherwise() {
      return endedInTime + endedLate;
    }

    /** Not ended. */
    public long open() {
      return openInTime + openOverdue;
    }

    /** Late: ended late, with or without a result, or open overdue. */
    public long late() {
      return resolvedLate + endedLate + openOverdue;
    }

    /** The share of the dossiers with a result that were resolved on time. */
    public Rate onTime() {
      return new Rate(resolvedOnTime, resolvedOnTime + resolvedLate);
    }

    Dossiers plus(Dossiers other) {
      return new Dossiers(
          parts + other.parts,
          resolvedOnTime + other.resolvedOnTime,
          resolvedLate + other.resolvedLate,
          endedInTime + other.endedInTime,
          endedLate + other.endedLate,
          openInTime + other.openInTime,
          openOverdue + other.openOverdue);
    }
  }

  /**
   * Letters by fate.
   *
   * @param missing their limit has passed, or their dossier is late, and they are not issued;
   *     letters without an obligation included
   * @param finishedInTime of those owed: their dossier ended in time after all
   * @param notLateYet of those owed: their dossier is open and not late
   * @param waiting being prepared before their limit; not owed yet
   * @param voided their dossier ended in time before they were issued: not owed
   */
  public record Letters(
      long issuedInTime,
      long issuedLate,
      long waived,
      long missing,
      long finishedInTime,
      long notLateYet,
      long waiting,
      long voided) {

    /** The letters that had to be issued. */
    public long owed() {
      return issued() + waived + missing;
    }

    /** The letters issued. */
    public long issued() {
      return issuedInTime + issuedLate;
    }

    Letters plus(Letters other) {
      return new Letters(
          issuedInTime + other.issuedInTime,
          issuedLate + other.issuedLate,
          waived + other.waived,
          missing + other.missing,
          finishedInTime + other.finishedInTime,
          notLateYet + other.notLateYet,
          waiting + other.waiting,
          voided + other.voided);
    }
  }

  /** The figures of one agency. */
  public record AgencyFigures(AgencyCode agency, Dossiers dossiers, Letters letters) {}

  /**
   * The figures of the city.
   *
   * @param byAgency in order of code; their sum is the city
   */
  public record Picture(Instant asOf, List<AgencyFigures> byAgency) {
    private static final Dossiers NO_DOSSIERS = new Dossiers(0, 0, 0, 0, 0, 0, 0);
    private static final Letters NO_LETTERS = new Letters(0, 0, 0, 0, 0, 0, 0, 0);

    /** The dossiers of one agency, or of the city for null. */
    public Dossiers dossiers(@Nullable AgencyCode agency) {
      return byAgency.stream()
          .filter(line -> agency == null || line.agency().equals(agency))
          .map(AgencyFigures::dossiers)
          .reduce(NO_DOSSIERS, Dossiers::plus);
    }

    /** The letters of one agency, or of the city for null. */
    public Letters letters(@Nullable AgencyCode agency) {
      return byAgency.stream()
          .filter(line -> agency == null || line.agency().equals(agency))
          .map(AgencyFigures::letters)
          .reduce(NO_LETTERS, Letters::plus);
    }
  }

  /** The fate of a letter. */
  public enum Fate {
    ISSUED_IN_TIME,
    ISSUED_LATE,
    WAIVED,
    MISSING,
    WAITING,
    VOID;

    /** The fates of a letter that had to be issued. */
    public static final Set<Fate> OWED = Set.of(ISSUED_IN_TIME, ISSUED_LATE, WAIVED, MISSING);
  }

  /** The standing of a letter's dossier. */
  public enum Case {
    LATE,
    FINISHED_IN_TIME,
    NOT_LATE_YET
  }

  /**
   * Which letters a list shows.
   *
   * @param standing the standing of their dossiers; null means any
   * @param agency the agency that owes them; null means any
   * @param text a part of the dossier's code, or the beginning of the applicant's name; null means
   *     any
   */
  public record Which(
      Set<Fate> fates,
      @Nullable Case standing,
      @Nullable AgencyCode agency,
      @Nullable String text) {
    /** A selection without a text. */
    public Which(Set<Fate> fates, @Nullable Case standing, @Nullable AgencyCode agency) {
      this(fates, standing, agency, null);
    }

    /** The same selection, narrowed to dossiers that match the text. */
    public Which with(@Nullable String searched) {
      return new Which(fates, standing, agency, searched);
    }
  }

  /**
   * A letter of a list.
   *
   * @param obligation the number of its obligation; null if there is none
   * @param limitAt the last moment at which it is in time
   */
  public record Entry(DossierCode dossier, @Nullable Long obligation, Instant limitAt) {}

  /** A window of a list, earliest limit first, and the total number of letters. */
  public record Entries(long total, List<Entry> entries) {}

  /** The figures of now. */
  @Transactional(readOnly = true)
  public Picture picture() {
    Instant now = clock.instant();
    return new Picture(now, store.byAgency(now));
  }

  /**
   * The letters behind a number, in a window.
   *
   * @param offset the number of letters before the window
   * @param size the most letters in the window
   */
  @Transactional(readOnly = true)
  public Entries letters(Which which, int offset, int size) {
    Instant now = clock.instant();
    return new Entries(store.count(which, now), store.list(which, now, offset, size));
  }

  /**
   * The fates of the letters of those dossiers and of their parts, under the code of the whole; a
   * dossier that never had to fear a letter is left out.
   */
  @Transactional(readOnly = true)
  public Map<DossierCode, Set<Fate>> fates(Collection<DossierCode> dossiers) {
    return dossiers.isEmpty() ? Map.of() : store.fates(dossiers, clock.instant());
  }

  /**
   * Marks that passed more than a minute ago and are unprocessed; empty while the timers keep up.
   */
  @Transactional(readOnly = true)
  public Optional<UnprocessedMarks> unheard() {
    return clocks.unheard(clock.instant().minus(HEARD_WITHIN));
  }
}
