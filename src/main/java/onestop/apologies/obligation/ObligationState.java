package onestop.apologies.obligation;

/** The states of an obligation of apology. */
public enum ObligationState {
  /** Owed; the letter has no draft. */
  OPENED,
  /** The letter has a reason and waits for the signature. */
  DRAFTED,
  /** Signed; the number is being assigned. */
  SIGNED,
  /** Discharged: the letter is issued. A separate field records whether in time. */
  ISSUED,
  /** Its limit has passed without a letter; the letter is still owed. */
  BREACHED,
  /** Settled without a letter, by a listed exception and a named approver. */
  WAIVED,
  /** Not owed after all: the dossier was finished in time before the letter was out. */
  VOID;

  /** Whether a letter is still to come. */
  public boolean isOwed() {
    return this == OPENED || this == DRAFTED || this == SIGNED || this == BREACHED;
  }
}
