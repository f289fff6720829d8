package onestop.dossiers.life;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import onestop.calendar.CalendarVersion;
import onestop.engine.AgencySide;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.kernel.ProcedureKey;
import org.jspecify.annotations.Nullable;

/**
 * A dossier as it stands, pinned at intake to versions of procedure, rule pack and calendar. Its
 * due dates belong to its clock.
 *
 * @param intake what the desk recorded beside it; null for an application that another system sent
 *     without it
 * @param outcome what the work has led to so far
 * @param parent the dossier of which this one is a leg
 * @param leg the name of the leg in the parent's model
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
    DossierOutcome outcome,
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

  /** The dossier after its next event, with the outcome that stands then. */
  Dossier after(DossierEvent event, DossierOutcome standing) {
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
        standing,
        parent,
        leg,
        event.no(),
        revision + 1);
  }

  /** The signature on the result; null before it, and where no step signs. */
  public @Nullable OfficialSignature signature() {
    return outcome.signature();
  }

  /** The officer who last ended that step, if its officer may not end another one; else null. */
  public @Nullable OfficerId doneBy(String step) {
    return outcome.doneBy().get(step);
  }

  /** The answers of the procedure's form as given at intake; empty where there was none. */
  public Map<String, Object> answers() {
    IntakeRecord.FilledForm form = intake == null ? null : intake.form();
    return form == null ? Map.of() : form.answers();
  }

  /** The result; null while there is none. */
  public @Nullable Result result() {
    return outcome.result();
  }

  /** When the result was handed over; null before. */
  public @Nullable Instant returnedAt() {
    return outcome.returnedAt();
  }

  /** When it was refused, withdrawn or stopped; null otherwise. */
  public @Nullable Instant endedAt() {
    return outcome.endedAt();
  }

  /**
   * The moment at which the agency's work ended, by a result or otherwise; null while the dossier
   * is open.
   */
  public @Nullable Instant closedAt() {
    Result result = result();
    return result != null ? result.resolvedAt() : endedAt();
  }
}
