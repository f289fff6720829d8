package onestop.apologies.obligation;

/** What moves an obligation of apology. */
public enum ObligationStep {
  /** The officer gives reason and new date, or gives them anew. */
  DRAFT,
  /** The officer says that the dossier will be on time. */
  STATE_ON_TIME,
  /** The moment by which the letter must be out moves with the dossier's clock. */
  MOVE_LIMIT,
  /** The head of the agency, or a delegate, signs. */
  SIGN,
  /** The letter gets its number and is out. */
  ISSUE,
  /** The limit passes without a letter. */
  BREACH,
  /** A named approver applies a listed exception. */
  WAIVE,
  /** The dossier ends in time. */
  VOID
}
