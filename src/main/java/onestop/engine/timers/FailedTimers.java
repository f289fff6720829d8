package onestop.engine.timers;

import java.time.Instant;
import java.util.Optional;
import onestop.engine.EngineIncident;
import onestop.engine.tree.TreeContext;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The records of timers that failed alone: the tries and delay of the job, and one incident. */
@Component
class FailedTimers {
  private static final Logger log = LoggerFactory.getLogger(FailedTimers.class);

  private final TreeContext context;
  private final Incidents incidents;
  private final TransactionTemplate own;

  FailedTimers(TreeContext context, Incidents incidents, PlatformTransactionManager transactions) {
    this.context = context;
    this.incidents = incidents;
    this.own = new TransactionTemplate(transactions);
    own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * Closes the incident of a timer that has fired; a timer that fires alone may have failed before.
   */
  void recovered(DossierCode dossier) {
    incidents.close(EngineIncident.TIMER_FAILED, dossier);
  }

  /**
   * Decrements the tries of a dossier's due timer and delays it, by the engine's rules for failed
   * jobs, in a transaction of its own, and records an incident with the reason. A timer that no
   * longer exists is skipped.
   */
  void record(String dossier, Instant now, RuntimeException why) {
    DossierCode code = new DossierCode(dossier);
    log.warn("A timer of {} failed and will be tried again: {}", dossier, why.toString());
    Boolean found = own.execute(status -> context.on(code, entities -> failed(code, now, why)));
    if (Boolean.TRUE.equals(found)) {
      incidents.open(EngineIncident.TIMER_FAILED, code, Incidents.reason(why));
    }
  }

  private static boolean failed(DossierCode dossier, Instant now, RuntimeException why) {
    Optional<TimerEntity> timer = DueTimer.of(dossier, now);
    timer.ifPresent(
        due ->
            Context.getProcessEngineConfiguration()
                .getFailedJobCommandFactory()
                .getCommand(due.getId(), why)
                .execute(Context.getCommandContext()));
    return timer.isPresent();
  }
}
