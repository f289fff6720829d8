package onestop.engine.internals;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs work on many process instances in one command context: the engine reads each of its tables
 * once for all of them, keeps changes in its first-level cache and writes them in one flush when
 * the work is done.
 *
 * <p>Needs the caller's transaction. The business key of a process is the dossier's code.
 */
public final class SharedCommandContext {
  /** One array parameter, so that the SQL text is constant and is parsed and planned once. */
  private static final String IDS = "any(?)";

  private final ProcessEngineConfigurationImpl engine;
  private final String timer;

  /**
   * Creates the context on a built engine.
   *
   * @param timer the id that identifies the one timer of a dossier among its jobs
   */
  public SharedCommandContext(ProcessEngineConfigurationImpl engine, String timer) {
    this.engine = engine;
    this.timer = timer;
    for (Table table : Table.values()) {
      table.register(engine.getSqlSessionFactory().getConfiguration());
    }
  }

  /** One statement for each table; the result maps are the engine's own. */
  private enum Table {
    EXECUTION(
        "select E.* from ACT_RU_EXECUTION E where E.PROC_INST_ID_ in (select I.PROC_INST_ID_ from"
            + " ACT_RU_EXECUTION I where I.BUSINESS_KEY_ = "
            + IDS
            + ")",
        "ExecutionEntity.executionResultMap"),
    TASK(
        "select T.* from ACT_RU_TASK T where T.PROC_INST_ID_ = " + IDS, "TaskEntity.taskResultMap"),
    JOB(
        "select J.* from ACT_RU_JOB J where J.PROCESS_INSTANCE_ID_ = " + IDS,
        "JobEntity.jobResultMap"),
    SUBSCRIPTION(
        "select S.* from ACT_RU_EVENT_SUBSCR S where S.EXECUTION_ID_ = " + IDS,
        "EventSubscriptionEntity.eventSubscriptionResultMap"),
    VARIABLE(
        "select V.* from ACT_RU_VARIABLE V where V.PROC_INST_ID_ = " + IDS,
        "VariableInstanceEntity.variableInstanceResultMap"),
    INCIDENT(
        "select C.* from ACT_RU_INCIDENT C where C.PROC_INST_ID_ = " + IDS,
        "IncidentEntity.incidentResultMap");

    private final String sql;
    private final String resultMap;

    Table(String sql, String resultMap) {
      this.sql = sql;
      this.resultMap = "org.camunda.bpm.engine.impl.persistence.entity." + resultMap;
    }

    String statement() {
      return "onestop.prefetch." + name();
    }

    void register(Configuration mybatis) {
      if (!mybatis.hasStatement(statement(), false)) {
        var ids = new ParameterMapping.Builder(mybatis, "parameter", new Ids()).build();
        SqlSource source = keys -> new BoundSql(mybatis, sql, List.of(ids), keys);
        mybatis.addMappedStatement(
            new MappedStatement.Builder(mybatis, statement(), source, SqlCommandType.SELECT)
                .resultMaps(List.of(mybatis.getResultMap(resultMap)))
                .build());
      }
    }

    @SuppressWarnings("unchecked")
    <T> List<T> read(DbEntityManager entities, Collection<String> keys) {
      return keys.isEmpty()
          ? List.of()
          : (List<T>) entities.selectList(statement(), (Object) List.copyOf(keys));
    }
  }

  /** Binds keys as one array. */
  private static final class Ids extends BaseTypeHandler<Object> {
    @Override
    public void setNonNullParameter(PreparedStatement statement, int i, Object ids, JdbcType type)
        throws SQLException {
      Object[] keys = ((Collection<?>) ids).toArray();
      statement.setArray(i, statement.getConnection().createArrayOf("varchar", keys));
    }

    @Override
    public Object getNullableResult(ResultSet rs, String column) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object getNullableResult(ResultSet rs, int column) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object getNullableResult(CallableStatement call, int column) {
      throw new UnsupportedOperationException();
    }
  }

  /** Reads the processes of these business keys, then runs the work. */
  public void run(Collection<String> businessKeys, Runnable work) {
    Prefetched known = new Prefetched();
    TransactionSynchronizationManager.bindResource(Prefetched.class, known);
    try {
      Command<Void> command =
          context -> {
            businessKeys.forEach(known::businessKey);
            prefetch(context, businessKeys, known);
            work.run();
            known.move(timer);
            return null;
          };
      engine.getCommandExecutorTxRequired().execute(command);
    } finally {
      TransactionSynchronizationManager.unbindResource(Prefetched.class);
    }
  }

  private static void prefetch(
      CommandContext context, Collection<String> businessKeys, Prefetched known) {
    DbEntityManager entities = context.getDbEntityManager();
    List<ExecutionEntity> executions = Table.EXECUTION.read(entities, businessKeys);
    if (executions.isEmpty()) {
      return;
    }
    Set<String> instances = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (ExecutionEntity execution : executions) {
      instances.add(execution.getProcessInstanceId());
      ids.add(execution.getId());
    }
    List<TaskEntity> tasks = Table.TASK.read(entities, instances);
    List<JobEntity> jobs = Table.JOB.read(entities, instances);
    List<EventSubscriptionEntity> subscriptions = Table.SUBSCRIPTION.read(entities, ids);
    List<VariableInstanceEntity> variables = Table.VARIABLE.read(entities, instances);
    List<IncidentEntity> incidents = Table.INCIDENT.read(entities, instances);
    ids.forEach(known::execution);
    jobs.forEach(known::job);
    Set<String> troubled = new HashSet<>();
    incidents.forEach(incident -> troubled.add(incident.getConfiguration()));
    jobs.stream()
        .map(JobEntity::getId)
        .filter(job -> !troubled.contains(job))
        .forEach(known::jobWithoutIncident);

    Map<String, List<ExecutionEntity>> trees =
        group(executions, ExecutionEntity::getProcessInstanceId);
    var tasksOf = group(tasks, TaskEntity::getProcessInstanceId);
    var jobsOf = group(jobs, JobEntity::getProcessInstanceId);
    var subscriptionsOf = group(subscriptions, EventSubscriptionEntity::getProcessInstanceId);
    var variablesOf = group(variables, VariableInstanceEntity::getProcessInstanceId);
    var incidentsOf = group(incidents, IncidentEntity::getProcessInstanceId);
    trees.forEach(
        (instance, tree) -> {
          for (ExecutionEntity execution : tree) {
            if (execution.getId().equals(instance)) {
              execution.restoreProcessInstance(
                  tree,
                  subscriptionsOf.getOrDefault(instance, List.of()),
                  variablesOf.getOrDefault(instance, List.of()),
                  tasksOf.getOrDefault(instance, List.of()),
                  jobsOf.getOrDefault(instance, List.of()),
                  incidentsOf.getOrDefault(instance, List.of()),
                  List.of());
              known.instance(execution);
            }
          }
        });
  }

  /** Whether this thread runs in a shared command context now. */
  public static boolean active() {
    return Prefetched.current() != null;
  }

  /** Registers a process that was started in this context. */
  public static void started(String processInstanceId) {
    Prefetched known = Prefetched.current();
    if (known != null) {
      known.started(
          Context.getCommandContext().getExecutionManager().findExecutionById(processInstanceId));
    }
  }

  /**
   * The running processes of a business key, including those started in this context and excluding
   * those ended in it; empty if the context has not read this business key.
   */
  public static Optional<List<ExecutionEntity>> running(String businessKey) {
    Prefetched known = Prefetched.current();
    return known == null ? Optional.empty() : known.running(businessKey);
  }

  /**
   * Moves the timer that the dossier of this business key has at the end of the context's work;
   * returns false, without effect, if the context has not read the business key.
   */
  public static boolean moveTimer(String businessKey, Instant at) {
    Prefetched known = Prefetched.current();
    return known != null && known.move(businessKey, Date.from(at));
  }

  /** Executes a job in this context; a job that no longer exists is skipped. */
  public static void fire(String jobId) {
    CommandContext context = Context.getCommandContext();
    Prefetched known = Prefetched.current();
    JobEntity here = known == null ? null : known.findJob(jobId);
    JobEntity job = here == null ? context.getJobManager().findJobById(jobId) : here;
    if (job != null) {
      context.setCurrentJob(job);
      try {
        job.execute(context);
      } finally {
        context.setCurrentJob(null);
      }
    }
  }

  /**
   * Records the failure of a job, in a transaction of its own: decrements its retries and delays
   * it, and creates the engine's incident if no retry is left. A job that no longer exists is
   * skipped.
   */
  public void failed(String jobId, Throwable why) {
    engine
        .getCommandExecutorTxRequiresNew()
        .execute(engine.getFailedJobCommandFactory().getCommand(jobId, why));
  }

  /** The task, unless it has ended, in the view of this context, not of the database. */
  public static Optional<TaskEntity> task(String id) {
    return Optional.ofNullable(Context.getCommandContext().getTaskManager().findTaskById(id))
        .filter(task -> !task.isDeleted());
  }

  private static <T> Map<String, List<T>> group(List<T> rows, Function<T, String> instance) {
    Map<String, List<T>> groups = new HashMap<>();
    for (T row : rows) {
      groups.computeIfAbsent(instance.apply(row), key -> new ArrayList<>()).add(row);
    }
    return groups;
  }
}
