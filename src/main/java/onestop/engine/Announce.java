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

  Announce(ApplicationEventPublisher events, EngineClock clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    events.publishEvent(
        new Announcement(
            execution.getCurrentActivityId(),
            new DossierCode(execution.getProcessBusinessKey()),
            execution.getVariable(EngineVariables.PAYLOAD),
            ((ExecutionEntity) execution).getProcessDefinition().getKey(),
            clock.now()));
  }
}
