package onestop.apologies.obligation;

import java.time.Instant;
import onestop.procedures.ApologyRule;
import onestop.procedures.ApologyRule.OnSilence;

/**
 * What happens to an owed letter if no officer acts on it any more, by the on-silence rule of its
 * rule pack. Pure.
 *
 * @param deed what happens
 * @param at when: the letter's limit, or the appointed moment where an officer stated that the
 *     dossier will be on time; the limit that has passed for {@link Deed#NOTICE_GIVEN}. A dossier
 *     that waits lawfully moves it on
 */
public record Silence(Deed deed, Instant at) {

  /** What the rule does. */
  public enum Deed {
    /** The letter is issued with its draft, without a signature. */
    ISSUED_AS_DRAFTED,
    /** The letter is issued and states that no reason was given. */
    ISSUED_WITHOUT_REASON,
    /** The applicant gets a notice that is no letter; the letter stays owed. */
    NOTICE,
    /** That notice is out; nothing further happens until an officer acts. */
    NOTICE_GIVEN
  }

  /** The silence on an obligation that is owed. */
  public static Silence of(ApologyObligation obligation, ApologyRule rule) {
    if (obligation.state() == ObligationState.BREACHED) {
      return new Silence(Deed.NOTICE_GIVEN, obligation.limitAt());
    }
    Instant at = obligation.onTime() == null ? obligation.limitAt() : obligation.dueAt();
    if (rule.onSilence() == OnSilence.NOTICE) {
      return new Silence(Deed.NOTICE, at);
    }
    return new Silence(
        obligation.draft() == null ? Deed.ISSUED_WITHOUT_REASON : Deed.ISSUED_AS_DRAFTED, at);
  }
}
