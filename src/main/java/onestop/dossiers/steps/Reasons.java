package onestop.dossiers.steps;

import onestop.kernel.Failure;

/** The reasons that officers give for acts on a dossier; they stand in its events for ever. */
final class Reasons {
  /** The longest reason, in characters. */
  static final int LONGEST = 2000;

  private Reasons() {}

  /**
   * Refuses a reason that is too long, whichever way it came.
   *
   * @throws Failure {@code dossiers/reason-too-long}
   */
  static void requireFits(String reason) {
    if (reason.length() > LONGEST) {
      throw Failure.badInput(
          "dossiers",
          "reason-too-long",
          "field",
          "reason",
          "length",
          reason.length(),
          "max",
          LONGEST);
    }
  }
}
