package onestop.apologies;

import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.ObligationStore;
import onestop.dossiers.life.DossierEnded;
import onestop.dossiers.life.DossierResolved;
import onestop.engine.WorkItemEvent;
import onestop.kernel.DomainListener;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.LetterModel;
import onestop.sla.ClockMoved;
import onestop.sla.SlaMarkReached;
import org.springframework.stereotype.Component;

/**
 * Hears of marks, ends and moved clocks, inside the transaction in which they happen. First among
 * the listeners: the ladder of escalation speaks of what was or was not done here.
 */
@Component
class ApologyListener {
  private final Obligations obligations;
  private final ObligationStore store;

  ApologyListener(Obligations obligations, ObligationStore store) {
    this.obligations = obligations;
    this.store = store;
  }

  @DomainListener(
      phase = DomainListener.OBLIGATIONS,
      writes = {
        "apology_obligation",
        "apology_event",
        "apology_letter",
        "number_series",
        "ledger_entry",
        "sla_clock",
        "due_date_adjustment",
        "due_date_move",
        "outbox_message"
      })
  void on(SlaMarkReached reached) {
    if (reached.appointmentNo() > 1) {
      return; // the one new date has passed as well: there is no second letter, only escalation
    }
    DossierCode code = reached.dossier();
    switch (reached.mark()) {
      case DRAFT_APOLOGY -> obligations.openForOfficers(obligations.hold(code), reached.at());
      case APOLOGY_LIMIT -> obligations.limitReached(obligations.hold(code), reached.at());
      case OVERDUE -> obligations.overdue(obligations.hold(code), reached.at());
      default -> {
        // warnings and reminders: the ladder of escalation reacts to them as well
      }
    }
  }

  @DomainListener(
      phase = DomainListener.OBLIGATIONS,
      writes = {
        "apology_obligation",
        "apology_event",
        "apology_letter",
        "number_series",
        "ledger_entry"
      })
  void on(DossierResolved resolved) {
    obligations.settle(obligations.hold(resolved.dossier()), resolved.resolvedAt(), resolved.at());
  }

  @DomainListener(
      phase = DomainListener.OBLIGATIONS,
      writes = {
        "apology_obligation",
        "apology_event",
        "apology_letter",
        "number_series",
        "ledger_entry"
      })
  void on(DossierEnded ended) {
    obligations.settle(obligations.hold(ended.dossier()), ended.at(), ended.at());
  }

  @DomainListener(
      phase = DomainListener.OBLIGATIONS,
      writes = {"apology_obligation", "apology_event", "ledger_entry"})
  void on(ClockMoved moved) {
    obligations.clockMoved(moved.dossier(), moved.at());
  }

  /** Drafting and signing carry facts, which only {@link Apologies} takes. */
  @DomainListener(
      phase = DomainListener.OBLIGATIONS,
      writes = {})
  void on(WorkItemEvent.Ended ended) {
    if (LetterModel.STEPS.contains(ended.step())) {
      boolean undone =
          store.of(ended.dossier()).stream()
              .map(ApologyObligation::state)
              .anyMatch(
                  state ->
                      ended.step().equals(LetterModel.DRAFT)
                          ? state == ObligationState.OPENED
                          : state == ObligationState.DRAFTED);
      if (undone) {
        throw Failure.conflict(
            "apologies",
            "through-apologies",
            "step",
            ended.step(),
            "code",
            ended.dossier().value());
      }
    }
  }
}
