package onestop.apologies;

import java.time.Instant;
import onestop.apologies.obligation.ApologyObligation.How;
import onestop.kernel.Actor;

/** The issue of a letter: its manner, actor and moment. */
record LetterIssue(How how, Actor actor, Instant at) {
  /** The issue by the rule on silence. */
  static LetterIssue onSilence(Instant at) {
    return new LetterIssue(How.ON_SILENCE, AutomaticSteps.AUTOMATON, at);
  }
}
