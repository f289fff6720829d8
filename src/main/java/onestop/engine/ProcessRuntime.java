package onestop.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
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
   * Delivers a message to the dossier's process that waits for it.
   *
   * @return false if no process waits for the message
   */
  boolean correlate(DossierCode dossier, String message);

  /** Cancels the process of a model, if one is running; its work items end with it. */
  void cancel(DossierCode dossier, String processKey);

  /** Whether a process of a model is running for the dossier. */
  boolean isRunning(DossierCode dossier, String processKey);

  /**
   * The version, in the engine's count, of the model that a dossier's process runs on; empty if
   * none is running.
   */
  OptionalInt versionOf(DossierCode dossier, String processKey);

  /**
   * Moves the running process of a model to the newest deployed version, step by step of the same
   * id. Its timers and what waits for messages go along; no step is taken.
   *
   * @return false if no process is running, or if it runs on the newest version
   */
  boolean migrate(DossierCode dossier, String processKey);

  /**
   * Moves the one SLA timer of a dossier. The move takes effect at the end of the current
   * transaction; the last call wins. Without a waiting timer the call has no effect.
   */
  void moveTimer(DossierCode dossier, Instant at);

  /**
   * Restores the SLA timer of a running process: arms a timer if the process has none, and resets
   * the retries of a timer that has used them up. A waiting timer stays as it is.
   */
  void restoreTimer(DossierCode dossier);

  /** The due time of a dossier's SLA timer; {@link NextMark#PARKED} while it is parked. */
  Optional<Instant> timerOf(DossierCode dossier);

  /**
   * The number of waiting timers of a dossier that still have retries: one while its clock runs.
   */
  int timersOf(DossierCode dossier);

  /** Suspends a dossier's process in the engine. The legal clock keeps running. */
  void suspend(DossierCode dossier);

  /** Resumes a suspended process; overdue timers fire at once. */
  void activate(DossierCode dossier);
}
