package onestop.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedSet;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * The dossiers that a report counts, its period and its as-of moment. Equal scopes give equal
 * reports; later events change nothing.
 *
 * @param level the reach of the report
 * @param unit the unit the report is for; null for the whole city
 * @param agencies the agencies whose dossiers count; empty for the city, where all count
 * @param period the days it covers
 * @param asOf the last moment, inclusive, up to which events are read
 */
public record ReportScope(
    Level level,
    @Nullable AgencyCode unit,
    SortedSet<AgencyCode> agencies,
    Period period,
    Instant asOf,
    ZoneId zone) {

  /** The reach of a report. */
  public enum Level {
    /**
     * The dossiers received by the unit's own desk; parts of an inter-agency dossier are no
     * receipts.
     */
    DESK,
    /** The dossiers that the unit itself resolves. */
    AGENCY,
    /** The dossiers that the unit and the agencies below it resolve. */
    BELOW,
    /** The dossiers that all agencies resolve. */
    CITY
  }

  /** The first moment of the period. */
  public Instant start() {
    return period.start(zone);
  }

  /**
   * The moment that the figures describe, inclusive: the end of the period, or the as-of moment
   * while the period goes on. Once the period is over, a later as-of moment changes nothing.
   */
  public Instant moment() {
    Instant end = period.end(zone);
    return asOf.isBefore(end) ? asOf : end;
  }

  /** Whether the period has not ended at the as-of moment, so that its figures may still change. */
  public boolean isOngoing() {
    return asOf.isBefore(period.end(zone));
  }

  /** The day of {@link #moment()}: the law and the hierarchy of that day apply. */
  public LocalDate day() {
    return moment().atZone(zone).toLocalDate();
  }

  /** The same scope for another period. */
  public ReportScope about(Period other) {
    return new ReportScope(level, unit, agencies, other, asOf, zone);
  }
}
