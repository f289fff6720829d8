package onestop.dossiers;

import onestop.dossiers.continuation.Continuations;
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
  private final Continuations continuations;
  private final ApplicationEventPublisher events;

  Arrivals(
      KnownApplicants known,
      FeeBook fees,
      Continuations continuations,
      ApplicationEventPublisher events) {
    this.known = known;
    this.fees = fees;
    this.continuations = continuations;
    this.events = events;
  }

  /**
   * Announces the dossier; the applicant of one received at a counter is remembered, the fee
   * charged there is entered, and so is what it continues.
   */
  void received(Dossier dossier, Actor by) {
    IntakeRecord record = dossier.intake();
    if (record != null) {
      known.remember(dossier);
      continuations.record(dossier);
      FeeOrder fee = record.fee();
      if (fee != null && by instanceof Actor.Officer officer) {
        fees.open(dossier.code(), fee, officer, dossier.receivedAt());
      }
    }
    events.publishEvent(new DossierReceived(dossier));
  }
}
