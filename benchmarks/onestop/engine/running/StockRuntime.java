package onestop.engine.running;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import onestop.engine.EngineClock;
import onestop.engine.NextMark;
import onestop.engine.ProcessRuntime;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.Sql;
import onestop.store.UnitOfWork.Memory;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The processes of dossiers as rows, by the engine's runtime and management services. */
public class StockRuntime implements ProcessRuntime {
  private final RuntimeService runtime;
  private final ManagementService management;
  private final RepositoryService repository;
  private final Sql sql;
  private final Memory<Map<String, String>> newest;
  private final Memory<Map<DossierCode, Instant>> timerMoves;
  private final EngineClock clock;
  private final ObjectProvider<NextMark> marks;

  /** Processes on these services of the engine. */
  public StockRuntime(
      RuntimeService runtime,
      ManagementService management,
      RepositoryService repository,
      Sql sql,
      EngineClock clock,
      ObjectProvider<NextMark> marks) {
    this.runtime = runtime;
    this.management = management;
    this.repository = repository;
    this.sql = sql;
    this.newest = sql.unit().memory(HashMap::new);
    this.timerMoves = sql.unit().rows("ACT_RU_JOB", Set.of(), LinkedHashMap::new, this::moveTimers);
    this.clock = clock;
    this.marks = marks;
  }

  @Override
  @Transactional
  public void start(String processKey, DossierCode dossier) {
    clock.align();
    runtime.startProcessInstanceById(newest(processKey), dossier.value());
  }

  /**
   * The newest version of a model; queried once for each transaction, since another node may deploy
   * at any time.
   */
  private String newest(String processKey) {
    return newest.get().computeIfAbsent(processKey, this::findNewest);
  }

  private String findNewest(String processKey) {
    var model =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(processKey)
            .latestVersion()
            .singleResult();
    if (model == null) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "engine", "no-such-model", "model", processKey);
    }
    return model.getId();
  }

  @Override
  @Transactional
  public boolean correlate(DossierCode dossier, String message) {
    clock.align();
    return !runtime
        .createMessageCorrelation(message)
        .processInstanceBusinessKey(dossier.value())
        .correlateAllWithResult()
        .isEmpty();
  }

  @Override
  @Transactional
  public void cancel(DossierCode dossier, String processKey) {
    clock.align();
    for (String process : processes(dossier, processKey)) {
      runtime.deleteProcessInstanceIfExists(process, "cancelled", false, true, false, false);
    }
  }

  @Override
  @Transactional(readOnly = true)
  public boolean isRunning(DossierCode dossier, String processKey) {
    return !processes(dossier, processKey).isEmpty();
  }

  @Override
  @Transactional(readOnly = true)
  public OptionalInt versionOf(DossierCode dossier, String processKey) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(dossier.value(), processKey)
        .list()
        .stream()
        .map(process -> repository.getProcessDefinition(process.getProcessDefinitionId()))
        .mapToInt(ProcessDefinition::getVersion)
        .max();
  }

  private List<String> processes(DossierCode dossier, String processKey) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(dossier.value(), processKey)
        .list()
        .stream()
        .map(process -> process.getId())
        .toList();
  }

  @Override
  public boolean migrate(DossierCode dossier, String processKey) {
    throw new UnsupportedOperationException("no load migrates");
  }

  @Override
  public void moveTimer(DossierCode dossier, Instant at) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("moveTimer needs a transaction");
    }
    timerMoves.get().put(dossier, at);
  }

  /**
   * Applies the moves of one transaction after all its engine commands have been flushed: a timer
   * that is armed in the same transaction is a row only then.
   */
  private void moveTimers(Map<DossierCode, Instant> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    String timer = marks.getObject().timer();
    List<Object[]> moves = new ArrayList<>();
    wanted.forEach(
        (dossier, at) -> moves.add(new Object[] {Timestamp.from(at), timer, dossier.value()}));
    wanted.clear();
    sql.batch(
        """
        update ACT_RU_JOB set DUEDATE_ = ?, REV_ = REV_ + 1
         where RETRIES_ > 0 and HANDLER_CFG_ = ?
           and PROCESS_INSTANCE_ID_ in (select p.ID_ from ACT_RU_EXECUTION p
                                         where p.BUSINESS_KEY_ = ?)
        """,
        moves);
  }

  @Override
  @Transactional
  public void restoreTimer(DossierCode dossier) {
    if (!slaTimers(dossier).isEmpty()) {
      return;
    }
    clock.align();
    List<String> spent =
        sql.client()
            .sql(
                """
                select j.ID_ from ACT_RU_JOB j
                  join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_
                 where p.BUSINESS_KEY_ = ? and j.HANDLER_CFG_ = ?
                """)
            .params(dossier.value(), marks.getObject().timer())
            .query(String.class)
            .list();
    spent.forEach(job -> management.setJobRetries(job, TimerRearming.RETRIES));
    if (spent.isEmpty()) {
      throw new IllegalStateException("the stock engine has lost the timer of " + dossier);
    }
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Instant> timerOf(DossierCode dossier) {
    return sql.client()
        .sql(
            """
            select min(j.DUEDATE_) from ACT_RU_JOB j
              join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_
             where p.BUSINESS_KEY_ = ? and j.RETRIES_ > 0
            """)
        .param(dossier.value())
        .query((rs, row) -> Optional.ofNullable(rs.getTimestamp(1)).map(Date::getTime))
        .single()
        .map(Instant::ofEpochMilli);
  }

  @Override
  @Transactional(readOnly = true)
  public int timersOf(DossierCode dossier) {
    return slaTimers(dossier).size();
  }

  private List<String> slaTimers(DossierCode dossier) {
    return sql.client()
        .sql(
            """
            select j.ID_ from ACT_RU_JOB j
              join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_
             where p.BUSINESS_KEY_ = ? and j.RETRIES_ > 0
               and j.HANDLER_CFG_ = ?
             order by j.ID_
            """)
        .params(dossier.value(), marks.getObject().timer())
        .query(String.class)
        .list();
  }

  @Override
  @Transactional
  public void suspend(DossierCode dossier) {
    processIds(dossier).forEach(runtime::suspendProcessInstanceById);
  }

  @Override
  @Transactional
  public void activate(DossierCode dossier) {
    processIds(dossier).forEach(runtime::activateProcessInstanceById);
  }

  private List<String> processIds(DossierCode dossier) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(dossier.value())
        .list()
        .stream()
        .map(process -> process.getId())
        .toList();
  }
}
