package onestop.dossiers;

import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierReceived;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What follows from a receipt beside the dossier itself, in the command's transaction. */
@Component
final class Arrivals {
  private final KnownApplicants known;
  private final ApplicationEventPublisher events;

  Arrivals(KnownApplicants known, ApplicationEventPublisher events) {
    this.known = known;
    this.events = events;
  }

  /** Announces the dossier; the applicant of one received at a counter is remembered. */
  void received(Dossier dossier) {
    if (dossier.intake() != null) {
      known.remember(dossier);
    }
    events.publishEvent(new DossierReceived(dossier));
  }
}
