package onestop.facts;

import java.time.Instant;
import onestop.calendar.CalendarVersion;
import onestop.dossiers.life.DossierState;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import onestop.sla.clock.Lateness;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list: the dossier with its due dates.
 *
 * @param dueLawfulAt the date by which timeliness is judged: moved by pauses, statutes and
 *     agreements, never by a letter of apology
 * @param dueCurrentAt the date by which work is planned
 * @param office the calendar and office hours that its clock uses
 * @param waitingSince when the clock's open pause began; null if the clock runs or has stopped
 * @param closedAt when the agency's work on it ended; null while open
 */
public record DossierSummary(
    DossierCode code,
    ProcedureKey procedure,
    AgencyCode resolvingAgency,
    String applicantName,
    String subject,
    DossierState state,
    Instant receivedAt,
    Instant dueLawfulAt,
    Instant dueCurrentAt,
    Office office,
    @Nullable Instant waitingSince,
    @Nullable Instant closedAt) {

  /**
   * The calendar that a dossier's clock uses, in the agency that resolves the dossier.
   *
   * @param hoursRevision the revision of the agency's office hours that its clock uses
   */
  public record Office(CalendarVersion calendar, AgencyCode agency, int hoursRevision) {}

  /** Whether its clock has been paused since on or before the lawful due date. */
  public boolean waiting() {
    return waitingSince != null && !waitingSince.isAfter(dueLawfulAt);
  }

  /** Whether it is or was late, as of {@code now}. */
  public boolean late(Instant now) {
    return Lateness.isLate(closedAt == null ? now : closedAt, dueLawfulAt, waitingSince);
  }
}
