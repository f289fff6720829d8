package onestop.engine.tree;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.jspecify.annotations.Nullable;

/** The sessions that replace the engine's own, so that processes are trees. */
public final class TreeSessions {
  private TreeSessions() {}

  /** The factories. */
  public static List<SessionFactory> factories(Trees trees) {
    IdGenerator ids = new StrongUuidGenerator();
    return List.of(
        new Factory(
            DbSqlSession.class,
            () ->
                new TreeSession(Context.getProcessEngineConfiguration().getDbSqlSessionFactory())),
        new Factory(
            DbEntityManager.class,
            () ->
                new TreeEntities(
                    ids, Context.getCommandContext().getSession(PersistenceSession.class), trees)),
        new Factory(TaskManager.class, Tasks::new),
        new Factory(ProcessDefinitionManager.class, Definitions::new));
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
    /** As the engine does, but without its query of all columns. */
    @Override
    public void deleteTasksByProcessInstanceId(
        String process, String reason, boolean cascade, boolean skipCustomListeners) {
      String why = reason == null || reason.isEmpty() ? TaskEntity.DELETE_REASON_DELETED : reason;
      TreeEntities.current()
          .stored(TaskEntity.class, TaskEntity::getProcessInstanceId, process)
          .forEach(task -> task.delete(why, cascade, skipCustomListeners));
    }
  }

  private static final class Definitions extends ProcessDefinitionManager {
    /**
     * As the engine does, but without its query in each transaction for what this node has parsed
     * already: a deployed model never changes.
     */
    @Override
    public @Nullable ProcessDefinitionEntity getCachedResourceDefinitionEntity(String id) {
      ProcessDefinitionEntity known = super.getCachedResourceDefinitionEntity(id);
      return known != null
          ? known
          : Context.getProcessEngineConfiguration()
              .getDeploymentCache()
              .findProcessDefinitionFromCache(id);
    }
  }
}
