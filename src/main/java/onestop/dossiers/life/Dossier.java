package onestop.dossiers.life;

import java.time.Instant;
import java.util.List;
import onestop.calendar.CalendarVersion;
import onestop.engine.AgencySide;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import org.jspecify.annotations.Nullable;

/**
 * A dossier as it stands, pinned at intake to versions of procedure, rule pack and calendar. Its
 * due dates belong to its clock.
 *
 * @param intake what the desk recorded beside it; null for an application that another system sent
 *     without it
 * @param parent the dossier of which this one is a leg
 * @param leg the name of the leg in the parent's model
 * @param signature the signature on the result; null before it, and where no step signs
 * @param endedAt when it was refused, withdrawn or stopped
 * @param revision increases with each change
 */
public record Dossier(
    DossierCode code,
    Pins pins,
    Agencies agencies,
    Applicant applicant,
    String subject,
    Channel channel,
    List<String> papers,
    @Nullable IntakeRecord intake,
    DossierState state,
    @Nullable Instant submittedAt,
    Instant receivedAt,
    @Nullable OfficialSignature signature,
    @Nullable Result result,
    @Nullable Instant returnedAt,
    @Nullable Instant endedAt,
    @Nullable DossierCode parent,
    @Nullable String leg,
    int eventCount,
    long revision) {

  /** The versions by which a dossier is judged; they never change. */
  public record Pins(
      ProcedureKey procedure, String rulePack, int rulePackVersion, CalendarVersion calendar) {}

  /** The receiving agency and the resolving agency. */
  public record Agencies(AgencyCode receiving, AgencyCode resolving) {
    /** The agency whose desk gets the work items of that side. */
    public AgencyCode at(AgencySide side) {
      return side == AgencySide.RECEIVING ? receiving : resolving;
    }
  }

  /** The result: always with a code, a document and a signature. */
  public record Result(Instant resolvedAt, String code, String document, String signer) {}

  /** The dossier after its next event. */
  Dossier after(DossierEvent event, DossierChange change) {
    return new Dossier(
        code,
        pins,
        agencies,
        applicant,
        subject,
        channel,
        papers,
        intake,
        event.stateAfter(),
        submittedAt,
        receivedAt,
        change.signature() == null ? signature : change.signature(),
        change.result() == null ? result : change.result(),
        change.returnedAt() == null ? returnedAt : change.returnedAt(),
        change.endedAt() == null ? endedAt : change.endedAt(),
        parent,
        leg,
        event.no(),
        revision + 1);
  }

  /**
   * The moment at which the agency's work ended, by a result or otherwise; null while the dossier
   * is open.
   */
  public @Nullable Instant closedAt() {
    return result != null ? result.resolvedAt() : endedAt;
  }
}
