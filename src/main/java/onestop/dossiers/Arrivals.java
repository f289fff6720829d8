package onestop.dossiers;

import onestop.dossiers.fees.FeeBook;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierReceived;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.IntakeRecord;
import onestop.kernel.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What follows from a receipt beside the dossier itself, in the command's transaction. */
@Component
final class Arrivals {
  private final KnownApplicants known;
  private final FeeBook fees;
  private final ApplicationEventPublisher events;

  Arrivals(KnownApplicants known, FeeBook fees, ApplicationEventPublisher events) {
    this.known = known;
    this.fees = fees;
    this.events = events;
  }

  /**
   * Announces the dossier; the applicant of one received at a counter is remembered, and the fee
   * charged there is entered.
   */
  void received(Dossier dossier, Actor by) {
    IntakeRecord record = dossier.intake();
    if (record != null) {
      known.remember(dossier);
      FeeOrder fee = record.fee();
      if (fee != null && by instanceof Actor.Officer officer) {
        fees.open(dossier.code(), fee, officer, dossier.receivedAt());
      }
    }
    events.publishEvent(new DossierReceived(dossier));
  }
}
