package onestop.apologies.obligation;

/**
 * The cause of an apology. Part of the obligation's key: one dossier owes one apology per cause and
 * appointment, however often the cause is detected.
 */
public enum Cause {
  /**
   * The result will not be, or was not, ready by the appointed moment (Decree 61/2018, art. 19).
   */
  LATENESS
}
