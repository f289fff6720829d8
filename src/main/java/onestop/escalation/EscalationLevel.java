package onestop.escalation;

import java.util.Optional;
import onestop.sla.clock.Mark;

/** The rungs of the ladder, lowest first. */
public enum EscalationLevel {
  /** Half of the time has passed. */
  EARLY_WARNING,
  /** At risk: the officer must answer. */
  AT_RISK,
  /** The letter waits for its signature. */
  SIGN_APOLOGY,
  /** The letter's limit has come. */
  APOLOGY_LIMIT,
  /** The dossier is late. */
  OVERDUE,
  /** A leg of the dossier is late at another agency. */
  LEG_OVERDUE,
  /** Still late: an urging slip goes to the agency above. */
  ESCALATION_2,
  /** Still late: listed for the city's chairman. */
  ESCALATION_3;

  /** The rung that a mark raises; empty if none. */
  static Optional<EscalationLevel> of(Mark mark) {
    return mark == Mark.DRAFT_APOLOGY ? Optional.empty() : Optional.of(valueOf(mark.name()));
  }

  /** Whether the rung requires an answer. */
  public boolean wantsAnswer() {
    return ordinal() >= APOLOGY_LIMIT.ordinal();
  }

  /** Whether the rung concerns the letter, not the dossier. */
  boolean isOfTheLetter() {
    return this == SIGN_APOLOGY || this == APOLOGY_LIMIT;
  }

  /** Whether the rung sends an urging slip to the agency above. */
  boolean urges() {
    return this == ESCALATION_2 || this == ESCALATION_3;
  }
}
