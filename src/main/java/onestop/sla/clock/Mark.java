package onestop.sla.clock;

/** The moments of a legal clock that somebody must be told of, in the order of the ladder. */
public enum Mark {
  /** Half of the time is gone. */
  EARLY_WARNING,
  /** At risk: the officer says on time, or late and why. */
  AT_RISK,
  /** The letter of apology is to be drafted. */
  DRAFT_APOLOGY,
  /** The letter is to be signed. */
  SIGN_APOLOGY,
  /** The letter's own limit: it must be out. */
  APOLOGY_LIMIT,
  /** The first millisecond at which the dossier is late. */
  OVERDUE,
  /** Still late after the second period of grace. */
  ESCALATION_2,
  /** Still late after the third. */
  ESCALATION_3;

  /** Whether the mark lies behind the due moment. */
  public boolean isAfterDue() {
    return ordinal() >= OVERDUE.ordinal();
  }

  /** Whether the mark only warns the officer. */
  public boolean isWarning() {
    return ordinal() <= AT_RISK.ordinal();
  }

  /** Whether a letter may have to go out at the mark: its draft, its limit, or the due moment. */
  public boolean isOfLetter() {
    return !isWarning() && ordinal() <= OVERDUE.ordinal();
  }
}
