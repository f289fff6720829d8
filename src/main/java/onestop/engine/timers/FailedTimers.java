package onestop.engine.timers;

import java.util.Optional;
import onestop.engine.EngineIncident;
import onestop.engine.commands.BatchContext;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The records of timers that failed alone: the tries and delay of the job, and one incident. */
@Component
class FailedTimers {
  private static final Logger log = LoggerFactory.getLogger(FailedTimers.class);

  private final TimerStore timers;
  private final BatchContext context;
  private final Incidents incidents;

  FailedTimers(TimerStore timers, BatchContext context, Incidents incidents) {
    this.timers = timers;
    this.context = context;
    this.incidents = incidents;
  }

  /**
   * Closes the incident of a timer that has fired; a timer that fires alone may have failed before.
   */
  void recovered(DossierCode dossier) {
    incidents.close(EngineIncident.TIMER_FAILED, dossier);
  }

  /**
   * Decrements the tries of a job and delays it, by the engine's rules for failed jobs, and records
   * an incident with the reason.
   */
  void record(String job, RuntimeException why) {
    log.warn("Timer {} failed and will be tried again: {}", job, why.toString());
    Optional<DossierCode> dossier = timers.dossier(job);
    context.get().failed(job, why);
    dossier.ifPresent(
        code -> incidents.open(EngineIncident.TIMER_FAILED, code, Incidents.reason(why)));
  }
}
