package onestop.procedures;

/** The ways in which an officer can move, pause or stop a legal clock. There are no others. */
public enum ClockMove {
  /** The statute itself gives the agency a longer limit. */
  EXTENSION,
  /** The applicant agreed in writing to a later day. */
  AGREEMENT,
  /** The clock is paused until the applicant has handed in the missing papers. */
  SUPPLEMENT,
  /** The clock is paused until the applicant has paid. */
  FINANCE,
  /** The clock is paused while a notice is posted in public, where the law leaves that time out. */
  POSTING,
  /** The dossier is stopped: the applicant did not hand in the missing papers. */
  STOP,
  /** The dossier is refused. */
  REFUSAL
}
