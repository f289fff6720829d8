package onestop.engine.internals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;

/**
 * The engine's entity managers without the queries whose result is known: the rows that belong to a
 * prefetched execution, and rows that our models never have (subtasks; candidate links, which the
 * inbox keeps instead).
 */
public final class PrefetchSessions {
  private PrefetchSessions() {}

  /** The factories that replace the engine's own. */
  public static List<SessionFactory> factories() {
    return List.of(
        RowSetSession.factory(new RowSets()),
        new Factory(TaskManager.class, Tasks::new),
        new Factory(JobManager.class, Jobs::new),
        new Factory(IncidentManager.class, Incidents::new),
        new Factory(ExternalTaskManager.class, ExternalTasks::new),
        new Factory(IdentityLinkManager.class, IdentityLinks::new));
  }

  private record Factory(Class<?> type, Supplier<Session> maker) implements SessionFactory {
    @Override
    public Class<?> getSessionType() {
      return type;
    }

    @Override
    public Session openSession() {
      return maker.get();
    }
  }

  private static final class Tasks extends TaskManager {
    @Override
    public List<Task> findTasksByParentTaskId(String parentTaskId) {
      return List.of();
    }

    /** As the engine does, but without its query of all columns for tasks that have been read. */
    @Override
    public void deleteTasksByProcessInstanceId(
        String process, String reason, boolean cascade, boolean skipCustomListeners) {
      if (!Prefetched.knowsExecution(process)) {
        super.deleteTasksByProcessInstanceId(process, reason, cascade, skipCustomListeners);
        return;
      }
      String why = reason == null || reason.isEmpty() ? TaskEntity.DELETE_REASON_DELETED : reason;
      getDbEntityManager().getCachedEntitiesByType(TaskEntity.class).stream()
          .filter(task -> process.equals(task.getProcessInstanceId()) && !task.isDeleted())
          .forEach(task -> task.delete(why, cascade, skipCustomListeners));
    }

    @Override
    public List<TaskEntity> findTasksByExecutionId(String executionId) {
      return Prefetched.knowsExecution(executionId)
          ? new ArrayList<>()
          : super.findTasksByExecutionId(executionId);
    }
  }

  private static final class Jobs extends JobManager {
    @Override
    public void schedule(TimerEntity timer) {
      super.schedule(timer);
      Prefetched known = Prefetched.current();
      if (known != null) {
        known.job(timer);
      }
    }

    @Override
    public List<JobEntity> findJobsByExecutionId(String executionId) {
      return Prefetched.knowsExecution(executionId)
          ? new ArrayList<>()
          : super.findJobsByExecutionId(executionId);
    }
  }

  private static final class Incidents extends IncidentManager {
    @Override
    public List<IncidentEntity> findIncidentsByExecution(String id) {
      return Prefetched.knowsExecution(id) ? new ArrayList<>() : super.findIncidentsByExecution(id);
    }

    @Override
    public List<Incident> findIncidentByConfigurationAndIncidentType(
        String configuration, String incidentType) {
      return Prefetched.knowsJobWithoutIncident(configuration)
          ? List.of()
          : super.findIncidentByConfigurationAndIncidentType(configuration, incidentType);
    }
  }

  private static final class ExternalTasks extends ExternalTaskManager {
    @Override
    public List<ExternalTaskEntity> findExternalTasksByExecutionId(String id) {
      return Prefetched.knowsExecution(id)
          ? new ArrayList<>()
          : super.findExternalTasksByExecutionId(id);
    }
  }

  private static final class IdentityLinks extends IdentityLinkManager {
    @Override
    public List<IdentityLinkEntity> findIdentityLinksByTaskId(String taskId) {
      return new ArrayList<>();
    }
  }
}
