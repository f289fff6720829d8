package onestop.apologies.obligation;

/** Where an obligation of apology stands. */
public enum ObligationState {
  /** Owed; nobody has written the letter. */
  OPENED,
  /** The letter has a reason and waits for the signature. */
  DRAFTED,
  /** Signed; the number is being given. */
  SIGNED,
  /** Discharged: the letter is out. Whether in time is said beside it. */
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
