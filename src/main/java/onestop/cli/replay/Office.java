package onestop.cli.replay;

import onestop.cli.replay.ReplayPlan.PlannedDossier;
import onestop.cli.replay.ReplayPlan.PlannedEvent;
import onestop.kernel.DossierCode;

/**
 * The office whose year is replayed: what its people did, done now.
 *
 * <p>The first three join the caller's transaction.
 */
interface Office {
  /** Takes a dossier in, with the deadline that the register gave it. */
  DossierCode receive(PlannedDossier dossier);

  /** Completes the work item that waits, by the same resource. */
  void step(DossierCode code, PlannedEvent event);

  /** Ends a dossier: resolved, and its result handed out. */
  void end(DossierCode code, PlannedDossier dossier);

  /**
   * Prints the letters that were issued and hands over what waits in the outbox; in transactions of
   * its own, never inside another.
   */
  void dispatch();
}
