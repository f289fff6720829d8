package onestop.dossiers.life;

import static onestop.dossiers.life.DossierState.IN_PROGRESS;
import static onestop.dossiers.life.DossierState.RECEIVED;
import static onestop.dossiers.life.DossierState.REFUSED;
import static onestop.dossiers.life.DossierState.RESOLVED;
import static onestop.dossiers.life.DossierState.RETURNED;
import static onestop.dossiers.life.DossierState.STOPPED;
import static onestop.dossiers.life.DossierState.SUBMITTED;
import static onestop.dossiers.life.DossierState.WAITING_FOR_PAYMENT;
import static onestop.dossiers.life.DossierState.WAITING_FOR_POSTING;
import static onestop.dossiers.life.DossierState.WAITING_FOR_SUPPLEMENT;
import static onestop.dossiers.life.DossierState.WITHDRAWN;
import static onestop.kernel.TransitionTable.permit;

import java.util.List;
import onestop.kernel.Failure;
import onestop.kernel.TransitionTable;

/**
 * The life of a dossier as one table; a step that is not in the table is refused.
 *
 * <p>Lateness is not part of the table, because it never blocks a step (Decree 61/2018 and its
 * successors).
 */
public final class DossierLifecycle {

  /** All permitted steps. */
  public static final TransitionTable<DossierState, LifecycleStep> TABLE =
      new TransitionTable<DossierState, LifecycleStep>(
          (state, step, code) ->
              Failure.conflict(
                  "dossiers",
                  "step-not-possible",
                  "step",
                  step.name(),
                  "code",
                  code,
                  "state",
                  state.name()),
          List.of(
              permit(SUBMITTED, LifecycleStep.ACCEPT, RECEIVED),
              permit(SUBMITTED, LifecycleStep.REFUSE, REFUSED),
              permit(SUBMITTED, LifecycleStep.WITHDRAW, WITHDRAWN),
              permit(RECEIVED, LifecycleStep.START_WORK, IN_PROGRESS),
              permit(RECEIVED, LifecycleStep.REQUEST_SUPPLEMENT, WAITING_FOR_SUPPLEMENT),
              permit(RECEIVED, LifecycleStep.REQUEST_PAYMENT, WAITING_FOR_PAYMENT),
              permit(RECEIVED, LifecycleStep.POST_NOTICE, WAITING_FOR_POSTING),
              permit(RECEIVED, LifecycleStep.RESOLVE, RESOLVED),
              permit(RECEIVED, LifecycleStep.REFUSE, REFUSED),
              permit(RECEIVED, LifecycleStep.WITHDRAW, WITHDRAWN),
              permit(RECEIVED, LifecycleStep.STOP, STOPPED),
              permit(IN_PROGRESS, LifecycleStep.REQUEST_SUPPLEMENT, WAITING_FOR_SUPPLEMENT),
              permit(IN_PROGRESS, LifecycleStep.REQUEST_PAYMENT, WAITING_FOR_PAYMENT),
              permit(IN_PROGRESS, LifecycleStep.POST_NOTICE, WAITING_FOR_POSTING),
              permit(IN_PROGRESS, LifecycleStep.RESOLVE, RESOLVED),
              permit(IN_PROGRESS, LifecycleStep.REFUSE, REFUSED),
              permit(IN_PROGRESS, LifecycleStep.WITHDRAW, WITHDRAWN),
              permit(IN_PROGRESS, LifecycleStep.STOP, STOPPED),
              permit(WAITING_FOR_SUPPLEMENT, LifecycleStep.RESUME, IN_PROGRESS),
              permit(WAITING_FOR_SUPPLEMENT, LifecycleStep.REFUSE, REFUSED),
              permit(WAITING_FOR_SUPPLEMENT, LifecycleStep.WITHDRAW, WITHDRAWN),
              permit(WAITING_FOR_SUPPLEMENT, LifecycleStep.STOP, STOPPED),
              permit(WAITING_FOR_PAYMENT, LifecycleStep.RESUME, IN_PROGRESS),
              permit(WAITING_FOR_PAYMENT, LifecycleStep.REFUSE, REFUSED),
              permit(WAITING_FOR_PAYMENT, LifecycleStep.WITHDRAW, WITHDRAWN),
              permit(WAITING_FOR_PAYMENT, LifecycleStep.STOP, STOPPED),
              permit(WAITING_FOR_POSTING, LifecycleStep.RESUME, IN_PROGRESS),
              permit(WAITING_FOR_POSTING, LifecycleStep.REFUSE, REFUSED),
              permit(WAITING_FOR_POSTING, LifecycleStep.WITHDRAW, WITHDRAWN),
              permit(WAITING_FOR_POSTING, LifecycleStep.STOP, STOPPED),
              permit(RESOLVED, LifecycleStep.RETURN, RETURNED)));

  private DossierLifecycle() {}
}
