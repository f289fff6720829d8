package onestop.apologies.obligation;

/** The steps of an obligation of apology. */
public enum ObligationStep {
  /** The officer sets reason and new date, or replaces them. */
  DRAFT,
  /** The officer states that the dossier will be on time. */
  STATE_ON_TIME,
  /** The limit of the letter moves with the dossier's clock. */
  MOVE_LIMIT,
  /** The head of the agency, or a delegate, signs. */
  SIGN,
  /** The letter gets its number and is issued. */
  ISSUE,
  /** The limit passes without a letter. */
  BREACH,
  /** A named approver applies a listed exception. */
  WAIVE,
  /** The dossier ends in time. */
  VOID
}
