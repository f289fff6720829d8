package onestop.apologies.obligation;

/**
 * Why a dossier is late. The sentence for the citizen is the message {@code apologies.reason.*} in
 * each language; the officer's own text is printed below it.
 */
public enum ApologyReason {
  /** More dossiers than the office could handle in time. */
  OVERLOAD,
  /** Another agency's opinion or result is awaited. */
  WAITING_AGENCY,
  /** Verification on the spot, or of papers, took longer. */
  VERIFICATION,
  /** No signer was present. */
  SIGNER_ABSENT,
  /** The office's own systems failed. */
  SYSTEM_FAULT,
  /** Two systems did not exchange their states in time. */
  SYNC,
  /** Storm, flood, epidemic. */
  FORCE_MAJEURE,
  /** The applicant's part came late; worded by the facts, never as a reproach. */
  APPLICANT,
  /** Another reason, in the officer's own text, which is required. */
  OTHER,
  /** No officer gave a reason in time; the letter states this. Never chosen by an officer. */
  NOT_STATED;

  /** Whether an officer may choose the reason. */
  public boolean isForOfficers() {
    return this != NOT_STATED;
  }
}
