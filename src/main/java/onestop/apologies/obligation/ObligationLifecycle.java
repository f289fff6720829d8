package onestop.apologies.obligation;

import static onestop.apologies.obligation.ObligationState.BREACHED;
import static onestop.apologies.obligation.ObligationState.DRAFTED;
import static onestop.apologies.obligation.ObligationState.ISSUED;
import static onestop.apologies.obligation.ObligationState.OPENED;
import static onestop.apologies.obligation.ObligationState.SIGNED;
import static onestop.apologies.obligation.ObligationState.VOID;
import static onestop.apologies.obligation.ObligationState.WAIVED;
import static onestop.kernel.TransitionTable.permit;

import java.util.List;
import onestop.kernel.Failure;
import onestop.kernel.TransitionTable;

/**
 * The life of an obligation of apology as one table; a step that is not in the table is refused.
 *
 * <p>A letter can be issued from every state in which it is owed: a late apology is still issued.
 * Issued, waived and void are final, so an obligation has at most one letter.
 */
public final class ObligationLifecycle {

  /** All permitted steps. */
  public static final TransitionTable<ObligationState, ObligationStep> TABLE =
      new TransitionTable<>(
          (state, step, code) ->
              Failure.conflict(
                  "apologies",
                  "step-not-possible",
                  "step",
                  step.name(),
                  "code",
                  code,
                  "state",
                  state.name()),
          List.of(
              permit(OPENED, ObligationStep.DRAFT, DRAFTED),
              permit(OPENED, ObligationStep.STATE_ON_TIME, OPENED),
              permit(OPENED, ObligationStep.MOVE_LIMIT, OPENED),
              permit(OPENED, ObligationStep.ISSUE, ISSUED),
              permit(OPENED, ObligationStep.BREACH, BREACHED),
              permit(OPENED, ObligationStep.WAIVE, WAIVED),
              permit(OPENED, ObligationStep.VOID, VOID),
              permit(DRAFTED, ObligationStep.DRAFT, DRAFTED),
              permit(DRAFTED, ObligationStep.MOVE_LIMIT, DRAFTED),
              permit(DRAFTED, ObligationStep.SIGN, SIGNED),
              permit(DRAFTED, ObligationStep.ISSUE, ISSUED),
              permit(DRAFTED, ObligationStep.BREACH, BREACHED),
              permit(DRAFTED, ObligationStep.WAIVE, WAIVED),
              permit(DRAFTED, ObligationStep.VOID, VOID),
              permit(SIGNED, ObligationStep.ISSUE, ISSUED),
              permit(BREACHED, ObligationStep.DRAFT, BREACHED),
              permit(BREACHED, ObligationStep.SIGN, SIGNED),
              permit(BREACHED, ObligationStep.ISSUE, ISSUED),
              permit(BREACHED, ObligationStep.WAIVE, WAIVED),
              permit(BREACHED, ObligationStep.VOID, VOID)));

  private ObligationLifecycle() {}
}
