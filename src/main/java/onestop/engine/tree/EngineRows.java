package onestop.engine.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onestop.store.Sql;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The processes that a release before trees has left in the engine's own tables. They become trees:
 * the first command that needs one takes it over, and {@link TreeConversion} takes over the rest.
 *
 * <p>Nothing writes such rows any more, so tables that were once found empty stay empty.
 */
@Component
class EngineRows {
  private final JdbcClient jdbc;
  private final ObjectProvider<ProcessEngine> engine;
  private volatile boolean empty;

  EngineRows(JdbcClient jdbc, ObjectProvider<ProcessEngine> engine) {
    this.jdbc = jdbc;
    this.engine = engine;
  }

  /** Whether no process is left in the engine's tables. */
  boolean isEmpty() {
    if (!empty) {
      empty =
          jdbc.sql("select ID_ from ACT_RU_EXECUTION fetch first 1 row only")
              .query(String.class)
              .optional()
              .isEmpty();
    }
    return empty;
  }

  /**
   * The processes of a dossier, for reading only; none if another transaction has taken them over
   * while they were read.
   */
  List<ProcessTree> of(String dossier) {
    List<String> processes = roots(List.of(dossier), "");
    List<ProcessTree> found = read(processes).getOrDefault(dossier, List.of());
    return roots(List.of(dossier), "").equals(processes) ? found : List.of();
  }

  /**
   * Locks the processes of these dossiers, deletes their rows and returns them; a dossier whose
   * processes another transaction has taken over meanwhile is left out.
   */
  Map<String, List<ProcessTree>> take(Collection<String> dossiers) {
    return taken(roots(dossiers, " for update"));
  }

  /** As {@link #take}, of dossiers that nobody has locked. */
  Map<String, List<ProcessTree>> takeUnlocked(Collection<String> dossiers) {
    return taken(roots(dossiers, " for update skip locked"));
  }

  private Map<String, List<ProcessTree>> taken(List<String> processes) {
    Map<String, List<ProcessTree>> found = read(processes);
    if (!processes.isEmpty()) {
      delete(processes);
    }
    return found;
  }

  /** Whether a process of the dossier is here. */
  boolean has(String dossier) {
    return !roots(List.of(dossier), "").isEmpty();
  }

  /**
   * At most {@code max} dossiers with processes here but not among {@code without}, those with the
   * earliest timer first.
   */
  List<String> next(int max, Collection<String> without) {
    return jdbc.sql(
            """
            select p.BUSINESS_KEY_, min(j.DUEDATE_) as due from ACT_RU_EXECUTION p
              left join ACT_RU_JOB j on j.PROCESS_INSTANCE_ID_ = p.ID_
             where p.BUSINESS_KEY_ is not null and not (p.BUSINESS_KEY_ = any(?))
             group by p.BUSINESS_KEY_ order by due nulls last, p.BUSINESS_KEY_
             fetch first ? rows only
            """)
        .params(Sql.keys(without), max)
        .query((row, n) -> row.getString(1))
        .list();
  }

  private List<String> roots(Collection<String> dossiers, String how) {
    return jdbc.sql(
            "select ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = any(?) and PARENT_ID_ is null"
                + " order by ID_"
                + how)
        .param(Sql.keys(dossiers))
        .query(String.class)
        .list();
  }

  /** Deletes what belongs to these processes; of the executions, those without children first. */
  private void delete(List<String> processes) {
    jdbc.sql("delete from ACT_RU_EVENT_SUBSCR where PROC_INST_ID_ = any(?)")
        .param(Sql.keys(processes))
        .update();
    jdbc.sql("delete from ACT_RU_JOB where PROCESS_INSTANCE_ID_ = any(?)")
        .param(Sql.keys(processes))
        .update();
    jdbc.sql("delete from ACT_RU_INCIDENT where PROC_INST_ID_ = any(?)")
        .param(Sql.keys(processes))
        .update();
    jdbc.sql("delete from ACT_RU_TASK where PROC_INST_ID_ = any(?)")
        .param(Sql.keys(processes))
        .update();
    int deleted;
    do {
      deleted =
          jdbc.sql(
                  """
                  delete from ACT_RU_EXECUTION where PROC_INST_ID_ = any(?)
                     and PARENT_ID_ is not null and ID_ not in (
                       select c.PARENT_ID_ from ACT_RU_EXECUTION c
                        where c.PROC_INST_ID_ = any(?) and c.PARENT_ID_ is not null)
                  """)
              .params(Sql.keys(processes), Sql.keys(processes))
              .update();
    } while (deleted > 0);
    jdbc.sql("delete from ACT_RU_EXECUTION where ID_ = any(?)").param(Sql.keys(processes)).update();
  }

  /** Each process by four statements of the engine's own mapping. */
  private Map<String, List<ProcessTree>> read(List<String> processes) {
    Map<String, List<ProcessTree>> found = new TreeMap<>();
    if (processes.isEmpty()) {
      return found;
    }
    var configuration =
        (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
    try (SqlSession session = configuration.getSqlSessionFactory().openSession()) {
      for (String process : processes) {
        ProcessTree tree = tree(session, process);
        if (tree.executions().isEmpty()) {
          continue; // taken over while it was read without a lock
        }
        found.computeIfAbsent(tree.root().getBusinessKey(), key -> new ArrayList<>()).add(tree);
      }
    }
    return found;
  }

  private static ProcessTree tree(SqlSession session, String process) {
    var asked = new ListQueryParameterObject(process, 0, Integer.MAX_VALUE);
    List<TimerEntity> timers = new ArrayList<>();
    for (JobEntity job : session.<JobEntity>selectList("selectJobsByProcessInstanceId", asked)) {
      if (!(job instanceof TimerEntity timer)) {
        throw new IllegalStateException("process " + process + " has a job that is no timer");
      }
      timers.add(timer);
    }
    return ProcessTree.of(
        session.selectList("selectExecutionsByProcessInstanceId", asked),
        session.selectList("selectTasksByProcessInstanceId", asked),
        timers,
        session.selectList("selectEventSubscriptionsByProcessInstanceId", asked));
  }
}
