package onestop.dossiers.consultations;

import java.time.Instant;
import onestop.kernel.Actor;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/**
 * Something was done to a question.
 *
 * @param question as it stands now
 */
public record ConsultationChanged(
    DossierCode dossier, Change change, Consultation question, Actor.Officer by, Instant at)
    implements DomainEvent {
  /** What was done. */
  public enum Change {
    ASKED,
    PASSED_ON,
    REMINDED,
    WITHDRAWN,
    ANSWERED
  }
}
