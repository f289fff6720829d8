package onestop.engine;

/** Whose desk a work item lies on: one of the agencies that a dossier names. */
public enum AgencySide {
  /** The one-stop desk that took the dossier in and hands the result out. */
  RECEIVING,
  /** The competent agency that decides, and owes the apology. */
  RESOLVING,
  /** An agency that is asked for its opinion. */
  COORDINATING
}
