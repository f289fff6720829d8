package onestop.apologies.obligation;

/**
 * What an apology is owed for. Part of the obligation's key: one dossier owes one apology for one
 * cause and appointment, however often the cause is noticed.
 */
public enum Cause {
  /**
   * The result will not be, or was not, ready by the appointed moment (Decree 61/2018, art. 19).
   */
  LATENESS
}
