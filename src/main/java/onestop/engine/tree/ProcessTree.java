package onestop.engine.tree;

import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;

/**
 * The entities of one process instance.
 *
 * @param executions the process instance first, its descendants in the order of their ids
 */
public record ProcessTree(
    List<ExecutionEntity> executions,
    List<TaskEntity> tasks,
    List<TimerEntity> timers,
    List<EventSubscriptionEntity> subscriptions) {

  /** The tree of these entities of one process, each list in the order of the ids. */
  static ProcessTree of(
      List<ExecutionEntity> executions,
      List<TaskEntity> tasks,
      List<TimerEntity> timers,
      List<EventSubscriptionEntity> subscriptions) {
    return new ProcessTree(
        sorted(
            executions,
            Comparator.comparing(ExecutionEntity::isProcessInstanceExecution)
                .reversed()
                .thenComparing(ExecutionEntity::getId)),
        sorted(tasks, Comparator.comparing(TaskEntity::getId)),
        sorted(timers, Comparator.comparing(TimerEntity::getId)),
        sorted(subscriptions, Comparator.comparing(EventSubscriptionEntity::getId)));
  }

  private static <E> List<E> sorted(List<E> entities, Comparator<E> order) {
    return entities.stream().sorted(order).toList();
  }

  /** The process instance. */
  public ExecutionEntity root() {
    return executions.get(0);
  }
}
