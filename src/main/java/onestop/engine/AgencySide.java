package onestop.engine;

/** The agency responsible for a work item: one of the agencies that a dossier names. */
public enum AgencySide {
  /** The one-stop desk that received the dossier and hands out the result. */
  RECEIVING,
  /** The competent agency, which decides and owes the apology. */
  RESOLVING,
  /** An agency that is asked for its opinion. */
  COORDINATING
}
