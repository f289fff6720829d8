package onestop.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedSet;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * Whose dossiers a report counts, in which period, and as of when. Equal scopes give equal reports,
 * whatever has happened since.
 *
 * @param level how far it looks
 * @param unit whose report it is; null for the whole city
 * @param agencies those whose dossiers count; empty for the city, where all do
 * @param period the days it is about
 * @param asOf the last moment, inclusive, of which anything is known
 */
public record ReportScope(
    Level level,
    @Nullable AgencyCode unit,
    SortedSet<AgencyCode> agencies,
    Period period,
    Instant asOf,
    ZoneId zone) {

  /** How far a report looks. */
  public enum Level {
    /** What the unit's own desk received; parts of an inter-agency dossier are no receipts. */
    DESK,
    /** What the unit itself resolves. */
    AGENCY,
    /** What the unit and the agencies below it resolve. */
    BELOW,
    /** What all agencies resolve. */
    CITY
  }

  /** The first moment of the period. */
  public Instant start() {
    return period.start(zone);
  }

  /**
   * The moment the figures speak of, inclusive: the end of the period, or the as-of moment while
   * the period goes on. Once the period is over, a later as-of moment changes nothing.
   */
  public Instant moment() {
    Instant end = period.end(zone);
    return asOf.isBefore(end) ? asOf : end;
  }

  /** Whether the period goes on at the as-of moment, so that its figures may still change. */
  public boolean isOngoing() {
    return asOf.isBefore(period.end(zone));
  }

  /** The day of {@link #moment()}: the law and the hierarchy of that day hold. */
  public LocalDate day() {
    return moment().atZone(zone).toLocalDate();
  }

  /** The same question about another period. */
  public ReportScope about(Period other) {
    return new ReportScope(level, unit, agencies, other, asOf, zone);
  }
}
