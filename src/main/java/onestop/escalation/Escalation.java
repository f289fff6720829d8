package onestop.escalation;

import java.time.Instant;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * A raised rung of the escalation ladder.
 *
 * @param agency the competent agency, which must answer
 * @param recipients the logins of officers and codes of agencies that were notified
 * @param answer the agency's answer; null while there is none
 */
public record Escalation(
    DossierCode dossier,
    int appointmentNo,
    EscalationLevel level,
    AgencyCode agency,
    List<String> recipients,
    Instant raisedAt,
    @Nullable Answer answer) {

  /** The text, author and moment of an answer. */
  public record Answer(OfficerId by, Instant at, String text) {}
}
