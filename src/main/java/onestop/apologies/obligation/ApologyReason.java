package onestop.apologies.obligation;

/**
 * Why a dossier is late. The sentence for the citizen is the message {@code apologies.reason.*} in
 * each language; the officer's own words stand below it.
 */
public enum ApologyReason {
  /** More dossiers than the office could handle in time. */
  OVERLOAD,
  /** Another agency's opinion or result is awaited. */
  WAITING_AGENCY,
  /** Verification on the spot, or of papers, took longer. */
  VERIFICATION,
  /** Nobody was there to sign. */
  SIGNER_ABSENT,
  /** The office's own systems failed. */
  SYSTEM_FAULT,
  /** Two systems did not exchange their states in time. */
  SYNC,
  /** Storm, flood, epidemic. */
  FORCE_MAJEURE,
  /** The applicant's part came late; said with the facts, never as a reproach. */
  APPLICANT,
  /** Something else, in the officer's words, which may not be missing. */
  OTHER,
  /** Nobody gave a reason in time; said as it is, and never chosen by an officer. */
  NOT_STATED;

  /** Whether an officer may choose it. */
  public boolean isForOfficers() {
    return this != NOT_STATED;
  }
}
