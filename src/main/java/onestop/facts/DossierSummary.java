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
 * @param dueLawfulAt what on time is judged by: moved by pauses, statutes and agreements, never by
 *     a letter of apology
 * @param dueCurrentAt what work goes by
 * @param office by which calendar and hours its time passes
 * @param waitingSince when the pause began in which its clock stands; null if it runs or stopped
 * @param closedAt when the agency was done with it; null while open
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
   * The calendar a dossier's clock goes by, in the agency that resolves it.
   *
   * @param hoursRevision which of the agency's office hours its clock keeps
   */
  public record Office(CalendarVersion calendar, AgencyCode agency, int hoursRevision) {}

  /** Whether its clock stands still since on or before the lawful due date. */
  public boolean waiting() {
    return waitingSince != null && !waitingSince.isAfter(dueLawfulAt);
  }

  /** Whether it is or was late, as of {@code now}. */
  public boolean late(Instant now) {
    return Lateness.isLate(closedAt == null ? now : closedAt, dueLawfulAt, waitingSince);
  }
}
