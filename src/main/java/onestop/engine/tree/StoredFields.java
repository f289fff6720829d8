// Over 300 lines: one list of fields is the format.
package onestop.engine.tree;

import java.util.Date;
import onestop.engine.tree.EntityField.Kind;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.jspecify.annotations.Nullable;

/**
 * The stored properties of the entities of a process, each with the value that takes no byte. The
 * order and the usual values are the format of {@link TreeCodec}: they change only with its
 * version.
 */
final class StoredFields {
  private static final long MEDIUM = 50; // the engine's priority of a task
  private static final long TRIES = 3;
  private static final long FIRST = 1;
  private static final long ACTIVE = 1;

  static final EntityFields<ExecutionEntity> EXECUTION = seldom(execution());
  static final EntityFields<TaskEntity> TASK = seldomOfTask(task());
  static final EntityFields<TimerEntity> TIMER = sharedOfTimer(timer());
  static final EntityFields<EventSubscriptionEntity> SUBSCRIPTION = subscription();

  private StoredFields() {}

  /** The process definition and its key are written once, with the process instance. */
  private static EntityFields<ExecutionEntity> execution() {
    return new EntityFields<>(ExecutionEntity::new, ExecutionEntity::getId)
        .usually(
            (f, e) -> f.isRoot(e) ? null : f.root().getProcessDefinitionId(),
            "processDefinitionId",
            Kind.WORD,
            ExecutionEntity::getProcessDefinitionId,
            (e, v) -> e.setProcessDefinitionId((String) v))
        .usually(
            (f, e) -> f.isRoot(e) ? null : f.root().getProcessDefinitionKey(),
            "processDefinitionKey",
            Kind.WORD,
            ExecutionEntity::getProcessDefinitionKey,
            (e, v) -> e.setProcessDefinitionKey((String) v))
        .text(
            "activityId", Kind.WORD, ExecutionEntity::getActivityId, ExecutionEntity::setActivityId)
        .usually(
            (f, e) -> f.isRoot(e) ? e.getId() : null,
            "activityInstanceId",
            Kind.INSTANCE,
            ExecutionEntity::getActivityInstanceId,
            (e, v) -> e.setActivityInstanceId((String) v))
        .flag(false, "isActive", ExecutionEntity::isActive, ExecutionEntity::setActive)
        .flag(false, "isConcurrent", ExecutionEntity::isConcurrent, ExecutionEntity::setConcurrent)
        .flag(true, "isScope", ExecutionEntity::isScope, ExecutionEntity::setScope)
        .number(
            0,
            "cachedEntityState",
            e -> (long) e.getCachedEntityState(),
            (e, v) -> e.setCachedEntityState(v.intValue()))
        .number(
            FIRST,
            "sequenceCounter",
            ExecutionEntity::getSequenceCounter,
            ExecutionEntity::setSequenceCounter)
        .usually(
            (f, e) -> f.isRoot(e) ? null : f.root().getId(),
            "parentId",
            Kind.EXECUTION,
            ExecutionEntity::getParentId,
            (e, v) -> e.setParentId((String) v))
        .number(
            ACTIVE,
            "suspensionState",
            e -> (long) e.getSuspensionState(),
            (e, v) -> e.setSuspensionState(v.intValue()));
  }

  private static EntityFields<ExecutionEntity> seldom(EntityFields<ExecutionEntity> fields) {
    return fields
        .flag(false, "isEventScope", ExecutionEntity::isEventScope, ExecutionEntity::setEventScope)
        .usually(
            (f, e) -> f.isRoot(e) ? f.dossier() : null,
            "businessKeyWithoutCascade",
            Kind.TEXT,
            ExecutionEntity::getBusinessKeyWithoutCascade,
            (e, v) -> e.setBusinessKey((String) v))
        .usually(
            (f, e) -> f.root().getId(),
            "processInstanceId",
            Kind.ID,
            ExecutionEntity::getProcessInstanceId,
            (e, v) -> e.setProcessInstanceId((String) v))
        .usually(
            (f, e) -> f.root().getId(),
            "rootProcessInstanceIdRaw",
            Kind.ID,
            ExecutionEntity::getRootProcessInstanceIdRaw,
            (e, v) -> e.setRootProcessInstanceId((String) v))
        .text(
            "superExecutionId",
            Kind.ID,
            ExecutionEntity::getSuperExecutionId,
            ExecutionEntity::setSuperExecutionId)
        .text(
            "superCaseExecutionId",
            Kind.TEXT,
            ExecutionEntity::getSuperCaseExecutionId,
            ExecutionEntity::setSuperCaseExecutionId)
        .text(
            "caseInstanceId",
            Kind.TEXT,
            ExecutionEntity::getCaseInstanceId,
            ExecutionEntity::setCaseInstanceId)
        .text("tenantId", Kind.TEXT, ExecutionEntity::getTenantId, ExecutionEntity::setTenantId);
  }

  private static EntityFields<TaskEntity> task() {
    return new EntityFields<>(TaskEntity::new, TaskEntity::getId)
        .owner(TaskEntity::getExecutionId, TaskEntity::setExecutionId)
        .text(
            "taskDefinitionKey",
            Kind.WORD,
            TaskEntity::getTaskDefinitionKey,
            TaskEntity::setTaskDefinitionKeyWithoutCascade)
        .text("name", Kind.WORD, TaskEntity::getName, TaskEntity::setNameWithoutCascade)
        .date("createTime", TaskEntity::getCreateTime, TaskEntity::setCreateTime)
        .text("taskState", Kind.WORD, TaskEntity::getTaskState, TaskEntity::setTaskState)
        .text("assignee", Kind.TEXT, TaskEntity::getAssignee, TaskEntity::setAssigneeWithoutCascade)
        .date("lastUpdated", TaskEntity::getLastUpdated, TaskEntity::setLastUpdated)
        .number(
            ACTIVE,
            "suspensionState",
            e -> (long) e.getSuspensionState(),
            (e, v) -> e.setSuspensionState(v.intValue()))
        .number(
            MEDIUM,
            "priority",
            e -> (long) e.getPriority(),
            (e, v) -> e.setPriorityWithoutCascade(v.intValue()))
        .shared(
            "processInstanceId",
            ExecutionEntity::getId,
            TaskEntity::getProcessInstanceId,
            TaskEntity::setProcessInstanceId)
        .shared(
            "processDefinitionId",
            ExecutionEntity::getProcessDefinitionId,
            TaskEntity::getProcessDefinitionId,
            TaskEntity::setProcessDefinitionId);
  }

  private static EntityFields<TaskEntity> seldomOfTask(EntityFields<TaskEntity> fields) {
    return fields
        .text("owner", Kind.TEXT, TaskEntity::getOwner, TaskEntity::setOwnerWithoutCascade)
        .text(
            "description",
            Kind.TEXT,
            TaskEntity::getDescription,
            TaskEntity::setDescriptionWithoutCascade)
        .date("dueDate", TaskEntity::getDueDate, TaskEntity::setDueDateWithoutCascade)
        .date(
            "followUpDate", TaskEntity::getFollowUpDate, TaskEntity::setFollowUpDateWithoutCascade)
        .text(
            "parentTaskId",
            Kind.ID,
            TaskEntity::getParentTaskId,
            TaskEntity::setParentTaskIdWithoutCascade)
        .text(
            "delegationStateString",
            Kind.TEXT,
            TaskEntity::getDelegationStateString,
            TaskEntity::setDelegationStateString)
        .text(
            "caseExecutionId",
            Kind.TEXT,
            TaskEntity::getCaseExecutionId,
            TaskEntity::setCaseExecutionId)
        .text(
            "caseInstanceId",
            Kind.TEXT,
            TaskEntity::getCaseInstanceId,
            TaskEntity::setCaseInstanceIdWithoutCascade)
        .text(
            "caseDefinitionId",
            Kind.TEXT,
            TaskEntity::getCaseDefinitionId,
            TaskEntity::setCaseDefinitionId)
        .text("tenantId", Kind.TEXT, TaskEntity::getTenantId, TaskEntity::setTenantId);
  }

  private static EntityFields<TimerEntity> timer() {
    return new EntityFields<>(TimerEntity::new, TimerEntity::getId)
        .owner(TimerEntity::getExecutionId, TimerEntity::setExecutionId)
        .date("duedate", TimerEntity::getDuedate, TimerEntity::setDuedate)
        .text(
            "jobHandlerType",
            Kind.WORD,
            TimerEntity::getJobHandlerType,
            TimerEntity::setJobHandlerType)
        .text(
            "jobHandlerConfigurationRaw",
            Kind.WORD,
            TimerEntity::getJobHandlerConfigurationRaw,
            TimerEntity::setJobHandlerConfigurationRaw)
        .text(
            "jobDefinitionId",
            Kind.WORD,
            TimerEntity::getJobDefinitionId,
            TimerEntity::setJobDefinitionId)
        .text("deploymentId", Kind.WORD, TimerEntity::getDeploymentId, TimerEntity::setDeploymentId)
        .date("createTime", TimerEntity::getCreateTime, TimerEntity::setCreateTime)
        .usually(
            (f, e) -> cycle(e.getDuedate()),
            "repeat",
            Kind.TEXT,
            TimerEntity::getRepeat,
            (e, v) -> e.setRepeat((String) v))
        .number(
            TRIES,
            "retries",
            e -> (long) e.getRetries(),
            (e, v) -> e.setRetriesFromPersistence(v.intValue()))
        .number(
            FIRST,
            "sequenceCounter",
            TimerEntity::getSequenceCounter,
            TimerEntity::setSequenceCounter)
        .number(
            ACTIVE,
            "suspensionState",
            e -> (long) e.getSuspensionState(),
            (e, v) -> e.setSuspensionState(v.intValue()))
        .date(
            "lockExpirationTime",
            TimerEntity::getLockExpirationTime,
            TimerEntity::setLockExpirationTime)
        .text(
            "exceptionMessage",
            Kind.TEXT,
            TimerEntity::getExceptionMessage,
            TimerEntity::setExceptionMessage)
        .text(
            "exceptionByteArrayId", Kind.ID, TimerEntity::getExceptionByteArrayId, StackTrace::set)
        .text(
            "failedActivityId",
            Kind.WORD,
            TimerEntity::getFailedActivityId,
            TimerEntity::setFailedActivityId);
  }

  private static EntityFields<TimerEntity> sharedOfTimer(EntityFields<TimerEntity> fields) {
    return fields
        .flag(true, "exclusive", TimerEntity::isExclusive, TimerEntity::setExclusive)
        .number(0, "repeatOffset", TimerEntity::getRepeatOffset, TimerEntity::setRepeatOffset)
        .number(0, "priority", TimerEntity::getPriority, TimerEntity::setPriority)
        .text("lockOwner", Kind.TEXT, TimerEntity::getLockOwner, TimerEntity::setLockOwner)
        .shared(
            "processInstanceId",
            ExecutionEntity::getId,
            TimerEntity::getProcessInstanceId,
            TimerEntity::setProcessInstanceId)
        .shared(
            "rootProcessInstanceId",
            ExecutionEntity::getRootProcessInstanceIdRaw,
            TimerEntity::getRootProcessInstanceId,
            TimerEntity::setRootProcessInstanceId)
        .shared(
            "processDefinitionId",
            ExecutionEntity::getProcessDefinitionId,
            TimerEntity::getProcessDefinitionId,
            TimerEntity::setProcessDefinitionId)
        .shared(
            "processDefinitionKey",
            ExecutionEntity::getProcessDefinitionKey,
            TimerEntity::getProcessDefinitionKey,
            TimerEntity::setProcessDefinitionKey)
        .text("batchId", Kind.TEXT, TimerEntity::getBatchId, TimerEntity::setBatchId)
        .text(
            "lastFailureLogId",
            Kind.TEXT,
            TimerEntity::getLastFailureLogId,
            TimerEntity::setLastFailureLogId)
        .text("tenantId", Kind.TEXT, TimerEntity::getTenantId, TimerEntity::setTenantId);
  }

  /** The cycle that {@code sla.nextMark} gives a timer that is due at that moment. */
  private static @Nullable String cycle(@Nullable Date due) {
    return due == null ? null : "R2/" + due.toInstant() + "/PT1M";
  }

  private static EntityFields<EventSubscriptionEntity> subscription() {
    return new EntityFields<>(EventSubscriptionEntity::new, EventSubscriptionEntity::getId)
        .owner(EventSubscriptionEntity::getExecutionId, EventSubscriptionEntity::setExecutionId)
        .text(
            "eventType",
            Kind.WORD,
            EventSubscriptionEntity::getEventType,
            EventSubscriptionEntity::setEventType)
        .text(
            "eventName",
            Kind.WORD,
            EventSubscriptionEntity::getEventName,
            EventSubscriptionEntity::setEventName)
        .text(
            "activityId",
            Kind.WORD,
            EventSubscriptionEntity::getActivityId,
            EventSubscriptionEntity::setActivityId)
        .date("created", EventSubscriptionEntity::getCreated, EventSubscriptionEntity::setCreated)
        .shared(
            "processInstanceId",
            ExecutionEntity::getId,
            EventSubscriptionEntity::getProcessInstanceId,
            EventSubscriptionEntity::setProcessInstanceId)
        .text(
            "configuration",
            Kind.TEXT,
            EventSubscriptionEntity::getConfiguration,
            EventSubscriptionEntity::setConfiguration)
        .text(
            "tenantId",
            Kind.TEXT,
            EventSubscriptionEntity::getTenantId,
            EventSubscriptionEntity::setTenantId);
  }
}
