package onestop.engine.running;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import onestop.engine.EngineClock;
import onestop.engine.WorkItemEvent;
import onestop.engine.tree.TreeContext;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The holders of work items: a claim or a release moves no process, so it changes the task in its
 * tree without a command of the engine. The task is left as the engine's own command leaves it.
 */
@Component
class Holders {
  /** The engine's mark of a task whose holder has changed. */
  private static final String UPDATED = "Updated";

  private final TreeContext context;
  private final ApplicationEventPublisher events;
  private final EngineClock clock;

  Holders(TreeContext context, ApplicationEventPublisher events, EngineClock clock) {
    this.context = context;
    this.events = events;
    this.clock = clock;
  }

  /** Assigns a waiting item to an officer, or releases it if {@code officer} is null. */
  void give(DossierCode dossier, String item, @Nullable OfficerId officer) {
    Instant now = clock.now();
    context.on(
        dossier,
        entities -> {
          TaskEntity task = Objects.requireNonNull(entities.task(item));
          task.setAssigneeWithoutCascade(officer == null ? null : officer.value());
          task.setLastUpdated(Date.from(now));
          task.setTaskState(UPDATED);
          return task;
        });
    events.publishEvent(new WorkItemEvent.Assigned(item, dossier, officer, now));
  }
}
