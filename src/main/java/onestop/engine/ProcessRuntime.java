package onestop.engine;

import java.time.Instant;
import java.util.Optional;
import onestop.kernel.DossierCode;

/**
 * The running processes of dossiers. The business key of a process is the dossier's code; a dossier
 * has at most one running process of each model.
 *
 * <p>Every call joins the caller's transaction or opens one of its own.
 */
public interface ProcessRuntime {
  /** Starts the newest deployed version of a model for a dossier. */
  void start(String processKey, DossierCode dossier);

  /**
   * Delivers a message to the process of a dossier that waits for it.
   *
   * @return false if nothing waits for the message
   */
  boolean correlate(DossierCode dossier, String message);

  /** Ends the process of that model, if one is running; its work items end with it. */
  void cancel(DossierCode dossier, String processKey);

  /** Whether a process of that model is running for the dossier. */
  boolean isRunning(DossierCode dossier, String processKey);

  /**
   * Moves the one SLA timer of a dossier; done at the end of the current transaction, the last call
   * wins. Without a waiting timer nothing happens.
   */
  void moveTimer(DossierCode dossier, Instant at);

  /**
   * Gives a running process its SLA timer again: arms one if it has none, grants new tries to one
   * that has used up its own. A timer that waits stays as it is.
   */
  void restoreTimer(DossierCode dossier);

  /** When the SLA timer of a dossier is due; {@link NextMark#PARKED} while it is parked. */
  Optional<Instant> timerOf(DossierCode dossier);

  /** How many timers that still have retries wait for a dossier: one while its clock runs. */
  int timersOf(DossierCode dossier);

  /** Stops the engine from working on a dossier's process. The legal clock keeps running. */
  void suspend(DossierCode dossier);

  /** Lets the engine work on a suspended process again; overdue timers fire at once. */
  void activate(DossierCode dossier);
}
