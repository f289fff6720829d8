package onestop.apologies.letter;

import onestop.incidents.IncidentKind;

/** Troubles around letters and what they rest on. */
public enum ApologyIncident implements IncidentKind {
  /** A timer that did not say what it had to; the sweep said it. */
  LOST_TIMER,
  /** A dossier that closed late and had no letter; the sweep issued it. */
  LATE_WITHOUT_LETTER,
  /** An issued letter that cannot be set; the others are printed before it. */
  LETTER_UNPRINTABLE,
  /** A dossier at which the sweep fails; the others are swept all the same. */
  SWEEP_FAILED
}
