package onestop.apologies.obligation;

import static onestop.apologies.obligation.ObligationState.BREACHED;
import static onestop.apologies.obligation.ObligationState.DRAFTED;
import static onestop.apologies.obligation.ObligationState.ISSUED;
import static onestop.apologies.obligation.ObligationState.OPENED;
import static onestop.apologies.obligation.ObligationState.SIGNED;
import static onestop.apologies.obligation.ObligationState.VOID;
import static onestop.apologies.obligation.ObligationState.WAIVED;

import java.util.List;
import java.util.Optional;

/**
 * The life of an obligation of apology as one table; a step that is not in the table is refused.
 *
 * <p>A letter can be issued from every state in which it is owed: a late apology is still issued.
 * Issued, waived and void are final, so an obligation has at most one letter.
 */
public final class ObligationLifecycle {

  /** One permitted step. */
  public record Transition(ObligationState from, ObligationStep step, ObligationState to) {}

  /** All permitted steps. */
  public static final List<Transition> TABLE =
      List.of(
          new Transition(OPENED, ObligationStep.DRAFT, DRAFTED),
          new Transition(OPENED, ObligationStep.STATE_ON_TIME, OPENED),
          new Transition(OPENED, ObligationStep.MOVE_LIMIT, OPENED),
          new Transition(OPENED, ObligationStep.ISSUE, ISSUED),
          new Transition(OPENED, ObligationStep.BREACH, BREACHED),
          new Transition(OPENED, ObligationStep.WAIVE, WAIVED),
          new Transition(OPENED, ObligationStep.VOID, VOID),
          new Transition(DRAFTED, ObligationStep.DRAFT, DRAFTED),
          new Transition(DRAFTED, ObligationStep.MOVE_LIMIT, DRAFTED),
          new Transition(DRAFTED, ObligationStep.SIGN, SIGNED),
          new Transition(DRAFTED, ObligationStep.ISSUE, ISSUED),
          new Transition(DRAFTED, ObligationStep.BREACH, BREACHED),
          new Transition(DRAFTED, ObligationStep.WAIVE, WAIVED),
          new Transition(DRAFTED, ObligationStep.VOID, VOID),
          new Transition(SIGNED, ObligationStep.ISSUE, ISSUED),
          new Transition(BREACHED, ObligationStep.DRAFT, BREACHED),
          new Transition(BREACHED, ObligationStep.SIGN, SIGNED),
          new Transition(BREACHED, ObligationStep.ISSUE, ISSUED),
          new Transition(BREACHED, ObligationStep.WAIVE, WAIVED),
          new Transition(BREACHED, ObligationStep.VOID, VOID));

  private ObligationLifecycle() {}

  /** The state after the step; empty if the step is not permitted in {@code from}. */
  public static Optional<ObligationState> next(ObligationState from, ObligationStep step) {
    return TABLE.stream()
        .filter(transition -> transition.from() == from && transition.step() == step)
        .map(Transition::to)
        .findFirst();
  }
}
