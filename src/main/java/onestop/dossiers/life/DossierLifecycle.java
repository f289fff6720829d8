package onestop.dossiers.life;

import static onestop.dossiers.life.DossierState.IN_PROGRESS;
import static onestop.dossiers.life.DossierState.RECEIVED;
import static onestop.dossiers.life.DossierState.REFUSED;
import static onestop.dossiers.life.DossierState.RESOLVED;
import static onestop.dossiers.life.DossierState.RETURNED;
import static onestop.dossiers.life.DossierState.STOPPED;
import static onestop.dossiers.life.DossierState.SUBMITTED;
import static onestop.dossiers.life.DossierState.WAITING_FOR_PAYMENT;
import static onestop.dossiers.life.DossierState.WAITING_FOR_SUPPLEMENT;
import static onestop.dossiers.life.DossierState.WITHDRAWN;

import java.util.List;
import java.util.Optional;

/**
 * The life of a dossier as one table; a step that is not in the table is refused.
 *
 * <p>Lateness is not part of the table, because it never blocks a step (Decree 61/2018 and its
 * successors).
 */
public final class DossierLifecycle {

  /** One permitted step. */
  public record Transition(DossierState from, LifecycleStep step, DossierState to) {}

  /** All permitted steps. */
  public static final List<Transition> TABLE =
      List.of(
          new Transition(SUBMITTED, LifecycleStep.ACCEPT, RECEIVED),
          new Transition(SUBMITTED, LifecycleStep.REFUSE, REFUSED),
          new Transition(SUBMITTED, LifecycleStep.WITHDRAW, WITHDRAWN),
          new Transition(RECEIVED, LifecycleStep.START_WORK, IN_PROGRESS),
          new Transition(RECEIVED, LifecycleStep.REQUEST_SUPPLEMENT, WAITING_FOR_SUPPLEMENT),
          new Transition(RECEIVED, LifecycleStep.REQUEST_PAYMENT, WAITING_FOR_PAYMENT),
          new Transition(RECEIVED, LifecycleStep.RESOLVE, RESOLVED),
          new Transition(RECEIVED, LifecycleStep.REFUSE, REFUSED),
          new Transition(RECEIVED, LifecycleStep.WITHDRAW, WITHDRAWN),
          new Transition(RECEIVED, LifecycleStep.STOP, STOPPED),
          new Transition(IN_PROGRESS, LifecycleStep.REQUEST_SUPPLEMENT, WAITING_FOR_SUPPLEMENT),
          new Transition(IN_PROGRESS, LifecycleStep.REQUEST_PAYMENT, WAITING_FOR_PAYMENT),
          new Transition(IN_PROGRESS, LifecycleStep.RESOLVE, RESOLVED),
          new Transition(IN_PROGRESS, LifecycleStep.REFUSE, REFUSED),
          new Transition(IN_PROGRESS, LifecycleStep.WITHDRAW, WITHDRAWN),
          new Transition(IN_PROGRESS, LifecycleStep.STOP, STOPPED),
          new Transition(WAITING_FOR_SUPPLEMENT, LifecycleStep.RESUME, IN_PROGRESS),
          new Transition(WAITING_FOR_SUPPLEMENT, LifecycleStep.REFUSE, REFUSED),
          new Transition(WAITING_FOR_SUPPLEMENT, LifecycleStep.WITHDRAW, WITHDRAWN),
          new Transition(WAITING_FOR_SUPPLEMENT, LifecycleStep.STOP, STOPPED),
          new Transition(WAITING_FOR_PAYMENT, LifecycleStep.RESUME, IN_PROGRESS),
          new Transition(WAITING_FOR_PAYMENT, LifecycleStep.REFUSE, REFUSED),
          new Transition(WAITING_FOR_PAYMENT, LifecycleStep.WITHDRAW, WITHDRAWN),
          new Transition(WAITING_FOR_PAYMENT, LifecycleStep.STOP, STOPPED),
          new Transition(RESOLVED, LifecycleStep.RETURN, RETURNED));

  private DossierLifecycle() {}

  /** The state after the step; empty if the step is not permitted in {@code from}. */
  public static Optional<DossierState> next(DossierState from, LifecycleStep step) {
    return TABLE.stream()
        .filter(transition -> transition.from() == from && transition.step() == step)
        .map(Transition::to)
        .findFirst();
  }
}
