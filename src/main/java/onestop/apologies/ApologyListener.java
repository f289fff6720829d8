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
 * Listener for reached marks, ended dossiers and moved clocks, within the publisher's transaction.
 * It runs first among the listeners, because the escalation ladder reports on its results.
 */
@Component
class ApologyListener {
  private final ObligationLocks locks;
  private final AutomaticSteps steps;
  private final ObligationStore store;

  ApologyListener(ObligationLocks locks, AutomaticSteps steps, ObligationStore store) {
    this.locks = locks;
    this.steps = steps;
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
      return; // the one new date has passed too: no second letter, only escalation
    }
    DossierCode code = reached.dossier();
    switch (reached.mark()) {
      case DRAFT_APOLOGY -> steps.openForOfficers(locks.lock(code), reached.at());
      case APOLOGY_LIMIT -> steps.limitReached(locks.lock(code), reached.at());
      case OVERDUE -> steps.overdue(locks.lock(code), reached.at());
      default -> {
        // warnings and reminders: the escalation ladder handles them
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
        "ledger_entry",
        "outbox_message"
      })
  void on(DossierResolved resolved) {
    steps.settle(locks.lock(resolved.dossier()), resolved.resolvedAt(), resolved.at());
  }

  @DomainListener(
      phase = DomainListener.OBLIGATIONS,
      writes = {
        "apology_obligation",
        "apology_event",
        "apology_letter",
        "number_series",
        "ledger_entry",
        "outbox_message"
      })
  void on(DossierEnded ended) {
    steps.settle(locks.lock(ended.dossier()), ended.at(), ended.at());
  }

  @DomainListener(
      phase = DomainListener.OBLIGATIONS,
      writes = {"apology_obligation", "apology_event", "ledger_entry"})
  void on(ClockMoved moved) {
    steps.clockMoved(moved.dossier(), moved.at());
  }

  /**
   * Refuses direct completion: drafting and signing need facts that only {@link Apologies} accepts.
   */
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
