package onestop.engine;

import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.context.ApplicationEventPublisher;

/** The one delegate of every model: says aloud which step was reached. */
final class Announce implements JavaDelegate {
  private final ApplicationEventPublisher events;
  private final EngineClock clock;
  private final Payloads payloads;

  Announce(ApplicationEventPublisher events, EngineClock clock, Payloads payloads) {
    this.events = events;
    this.clock = clock;
    this.payloads = payloads;
  }

  @Override
  public void execute(DelegateExecution execution) {
    DossierCode dossier = new DossierCode(execution.getProcessBusinessKey());
    events.publishEvent(
        new Announcement(
            execution.getCurrentActivityId(),
            dossier,
            payloads.of(dossier),
            ((ExecutionEntity) execution).getProcessDefinition().getKey(),
            clock.now()));
  }
}
