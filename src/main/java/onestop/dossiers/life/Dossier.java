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
 * @param parent the dossier this one is a leg of
 * @param leg the name of the leg in the parent's model
 * @param signature of the one who signed the result; null before, and where no step signs
 * @param endedAt when it was refused, withdrawn or stopped
 * @param revision grows with each change
 */
public record Dossier(
    DossierCode code,
    Pins pins,
    Agencies agencies,
    Applicant applicant,
    String subject,
    Channel channel,
    List<String> papers,
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

  /** The versions a dossier is judged by, for life. */
  public record Pins(
      ProcedureKey procedure, String rulePack, int rulePackVersion, CalendarVersion calendar) {}

  /** Who received it and who decides. */
  public record Agencies(AgencyCode receiving, AgencyCode resolving) {
    /** The agency on whose desk a work item of that side lies. */
    public AgencyCode at(AgencySide side) {
      return side == AgencySide.RECEIVING ? receiving : resolving;
    }
  }

  /** The outcome: never without a code, a document and a signature. */
  public record Result(Instant resolvedAt, String code, String document, String signer) {}

  /** As it stands after its next event. */
  Dossier after(DossierEvent event, DossierChange change) {
    return new Dossier(
        code,
        pins,
        agencies,
        applicant,
        subject,
        channel,
        papers,
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

  /** When the agency was done with it, by result or otherwise; null while it is open. */
  public @Nullable Instant closedAt() {
    return result != null ? result.resolvedAt() : endedAt;
  }
}
