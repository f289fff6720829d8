package onestop.engine.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * What the engine asks about running processes, by the name of its statement, and the answer from
 * the entities of the context.
 */
final class TreeAnswers {
  /** An answer; the engine adds to the list, so it is a new one each time. */
  @FunctionalInterface
  private interface Answer {
    List<? extends DbEntity> of(TreeEntities entities, @Nullable Object parameter);
  }

  private static final Map<String, Answer> LISTS =
      Map.ofEntries(
          Map.entry(
              "selectExecutionsByParentExecutionId",
              by(ExecutionEntity.class, ExecutionEntity::getParentId)),
          Map.entry(
              "selectExecutionsByProcessInstanceId",
              by(ExecutionEntity.class, ExecutionEntity::getProcessInstanceId)),
          Map.entry(
              "selectTasksByExecutionId", linked(by(TaskEntity.class, TaskEntity::getExecutionId))),
          Map.entry(
              "selectTasksByProcessInstanceId",
              by(TaskEntity.class, TaskEntity::getProcessInstanceId)),
          Map.entry(
              "selectJobsByExecutionId", linked(by(JobEntity.class, JobEntity::getExecutionId))),
          Map.entry(
              "selectJobsByProcessInstanceId",
              by(JobEntity.class, JobEntity::getProcessInstanceId)),
          Map.entry(
              "selectEventSubscriptionsByExecution",
              linked(by(EventSubscriptionEntity.class, EventSubscriptionEntity::getExecutionId))),
          Map.entry(
              "selectEventSubscriptionsByProcessInstanceId",
              by(EventSubscriptionEntity.class, EventSubscriptionEntity::getProcessInstanceId)),
          // what no process of ours has
          Map.entry("selectIncidentsByExecutionId", none()),
          Map.entry("selectIncidentsByProcessInstanceId", none()),
          Map.entry("selectIncidentsByConfiguration", none()),
          Map.entry("selectExternalTasksByExecutionId", none()),
          Map.entry("selectExternalTasksByProcessInstanceId", none()),
          Map.entry("selectVariablesByExecutionId", none()),
          Map.entry("selectVariablesByProcessInstanceId", none()),
          Map.entry("selectVariablesByTaskId", none()),
          Map.entry("selectIdentityLinksByTask", none()),
          Map.entry("selectTasksByParentTaskId", none()),
          // asynchronous jobs of an event, and timers and events that start a process
          Map.entry("selectJobsByConfiguration", none()),
          Map.entry("selectEventSubscriptionsByConfiguration", none()),
          Map.entry("selectStartEventSubscriptionsByConfigurationLike", none()),
          Map.entry("selectMessageStartEventSubscriptionByName", none()));

  private TreeAnswers() {}

  /** The answer to a statement that selects a list; null if it has none. */
  static @Nullable List<? extends DbEntity> list(
      TreeEntities entities, String statement, @Nullable Object parameter) {
    Answer answer = LISTS.get(statement);
    return answer == null ? null : answer.of(entities, parameter);
  }

  private static Answer none() {
    return (entities, parameter) -> new ArrayList<>();
  }

  /** Entities by the id in the statement's parameter. */
  private static <E extends DbEntity> Answer by(Class<E> type, Function<E, String> key) {
    return (entities, parameter) -> {
      Object id =
          parameter instanceof ListQueryParameterObject list ? list.getParameter() : parameter;
      return entities.stored(type, key, (String) Objects.requireNonNull(id));
    };
  }

  /** While a tree is linked, nothing: whoever links it adds each entity itself. */
  private static Answer linked(Answer answer) {
    return (entities, parameter) ->
        entities.isRestoring() ? new ArrayList<>() : answer.of(entities, parameter);
  }
}
