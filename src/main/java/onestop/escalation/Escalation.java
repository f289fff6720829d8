package onestop.escalation;

import java.time.Instant;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * A rung of the ladder that was reached.
 *
 * @param agency the competent agency, which is to answer
 * @param recipients logins of officers and codes of agencies that were told
 * @param answer what the agency said; null while nobody answered
 */
public record Escalation(
    DossierCode dossier,
    int appointmentNo,
    EscalationLevel level,
    AgencyCode agency,
    List<String> recipients,
    Instant raisedAt,
    @Nullable Answer answer) {

  /** What was answered, by whom and when. */
  public record Answer(OfficerId by, Instant at, String text) {}
}
