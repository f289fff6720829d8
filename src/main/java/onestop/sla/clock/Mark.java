package onestop.sla.clock;

/** The moments of a legal clock that require a message or an action, in the order of the ladder. */
public enum Mark {
  /** Half of the time has passed. */
  EARLY_WARNING,
  /**
   * At risk: the officer states that the dossier will be on time, or that it will be late and why.
   */
  AT_RISK,
  /** The letter of apology is to be drafted. */
  DRAFT_APOLOGY,
  /** The letter is to be signed. */
  SIGN_APOLOGY,
  /** The limit of the letter: it must be issued by now. */
  APOLOGY_LIMIT,
  /** The first millisecond at which the dossier is late. */
  OVERDUE,
  /** Still late after the second period of grace. */
  ESCALATION_2,
  /** Still late after the third. */
  ESCALATION_3;

  /** Whether the mark lies after the due moment. */
  public boolean isAfterDue() {
    return ordinal() >= OVERDUE.ordinal();
  }

  /** Whether the mark only warns the officer. */
  public boolean isWarning() {
    return ordinal() <= AT_RISK.ordinal();
  }

  /** Whether a letter may fall due at the mark: its draft, its limit, or the due moment. */
  public boolean isOfLetter() {
    return !isWarning() && ordinal() <= OVERDUE.ordinal();
  }
}
