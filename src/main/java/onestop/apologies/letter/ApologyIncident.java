package onestop.apologies.letter;

import onestop.incidents.IncidentKind;

/** Incidents around letters and the timers and dossiers behind them. */
public enum ApologyIncident implements IncidentKind {
  /** A timer that did not fire; the sweep recorded its mark. */
  LOST_TIMER,
  /** A dossier that closed late without a letter; the sweep issued the letter. */
  LATE_WITHOUT_LETTER,
  /** An issued letter that cannot be typeset; it is retried after all others. */
  LETTER_UNPRINTABLE,
  /** A dossier at which the sweep fails; the others are not affected. */
  SWEEP_FAILED
}
