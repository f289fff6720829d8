package onestop.engine.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;

/** The trees of some processes while their entities are collected, in any order. */
final class GrowingTrees {
  private final Map<String, Growing> byProcess = new LinkedHashMap<>();

  GrowingTrees(List<ExecutionEntity> processes) {
    processes.forEach(root -> byProcess.put(root.getId(), new Growing()));
  }

  private record Growing(
      List<ExecutionEntity> executions,
      List<TaskEntity> tasks,
      List<TimerEntity> timers,
      List<EventSubscriptionEntity> subscriptions) {
    Growing() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Adds an entity to the tree of its process; one of another process is left out. */
  void add(DbEntity entity) {
    if (entity instanceof ExecutionEntity execution) {
      add(execution.getProcessInstanceId(), Growing::executions, execution);
    } else if (entity instanceof TaskEntity task) {
      add(task.getProcessInstanceId(), Growing::tasks, task);
    } else if (entity instanceof TimerEntity timer) {
      add(timer.getProcessInstanceId(), Growing::timers, timer);
    } else if (entity instanceof EventSubscriptionEntity subscription) {
      add(subscription.getProcessInstanceId(), Growing::subscriptions, subscription);
    }
  }

  private <E> void add(String process, Function<Growing, List<E>> list, E entity) {
    Growing tree = byProcess.get(process);
    if (tree != null) {
      list.apply(tree).add(entity);
    }
  }

  /** The trees, in the order of the processes. */
  List<ProcessTree> trees() {
    return byProcess.values().stream()
        .map(
            tree ->
                ProcessTree.of(
                    tree.executions(), tree.tasks(), tree.timers(), tree.subscriptions()))
        .toList();
  }
}
