package onestop.cli.replay;

import onestop.cli.replay.ReplayPlan.PlannedDossier;
import onestop.cli.replay.ReplayPlan.PlannedEvent;
import onestop.kernel.DossierCode;

/**
 * The office whose year is replayed; performs the acts of its people again.
 *
 * <p>The first three join the caller's transaction.
 */
interface Office {
  /** Receives a dossier, with the deadline given in the register. */
  DossierCode receive(PlannedDossier dossier);

  /** Completes the waiting work item as the same resource. */
  void step(DossierCode code, PlannedEvent event);

  /** Ends a dossier: resolved, and its result handed out. */
  void end(DossierCode code, PlannedDossier dossier);

  /**
   * Prints the issued letters and hands over the messages that wait in the outbox; in transactions
   * of its own, never inside another.
   */
  void dispatch();
}
