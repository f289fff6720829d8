package onestop.engine.running;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import onestop.engine.NextMark;
import onestop.engine.ProcessRuntime;
import onestop.engine.tree.ProcessTree;
import onestop.engine.tree.TreeContext;
import onestop.engine.tree.TreeEntities;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.UnitOfWork;
import onestop.store.UnitOfWork.Memory;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The processes of dossiers, on the engine's runtime and management services. */
@Service
class CamundaRuntime implements ProcessRuntime {
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final TimerRearming lost;
  private final TreeContext context;
  private final Memory<Map<String, String>> newest;
  private final ObjectProvider<NextMark> marks;

  CamundaRuntime(
      RuntimeService runtime,
      RepositoryService repository,
      TimerRearming lost,
      TreeContext context,
      UnitOfWork unit,
      ObjectProvider<NextMark> marks) {
    this.runtime = runtime;
    this.repository = repository;
    this.lost = lost;
    this.context = context;
    this.newest = unit.memory(HashMap::new);
    this.marks = marks;
  }

  @Override
  @Transactional
  public void start(String processKey, DossierCode dossier) {
    context.run(
        List.of(),
        () ->
            TreeEntities.current()
                .begun(
                    dossier.value(),
                    runtime.startProcessInstanceById(newest(processKey), dossier.value()).getId()));
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
    return context.on(
        dossier,
        entities -> {
          List<EventSubscriptionEntity> waiting =
              entities.running(dossier.value()).stream()
                  .flatMap(process -> subscriptions(process).stream())
                  .filter(
                      subscription -> subscription.isSubscriptionForEventType(EventType.MESSAGE))
                  .filter(subscription -> message.equals(subscription.getEventName()))
                  .toList();
          for (EventSubscriptionEntity subscription : waiting) {
            if (!entities.isDeleted(subscription)) { // one message may end what waits for another
              runtime.messageEventReceived(message, subscription.getExecutionId());
            }
          }
          return !waiting.isEmpty();
        });
  }

  private static List<EventSubscriptionEntity> subscriptions(ExecutionEntity execution) {
    List<EventSubscriptionEntity> found = new ArrayList<>(execution.getEventSubscriptions());
    execution.getExecutions().forEach(child -> found.addAll(subscriptions(child)));
    return found;
  }

  @Override
  @Transactional
  public void cancel(DossierCode dossier, String processKey) {
    context.run(
        List.of(dossier.value()),
        () -> {
          for (ExecutionEntity process : processes(dossier, processKey)) {
            runtime.deleteProcessInstanceIfExists(
                process.getId(), "cancelled", false, true, false, false);
          }
        });
  }

  @Override
  @Transactional(readOnly = true)
  public boolean isRunning(DossierCode dossier, String processKey) {
    return !processes(dossier, processKey).isEmpty();
  }

  @Override
  @Transactional(readOnly = true)
  public OptionalInt versionOf(DossierCode dossier, String processKey) {
    return processes(dossier, processKey).stream()
        .map(process -> repository.getProcessDefinition(process.getProcessDefinitionId()))
        .mapToInt(ProcessDefinition::getVersion)
        .max();
  }

  @Override
  @Transactional
  public boolean migrate(DossierCode dossier, String processKey) {
    String target = newest(processKey);
    return context.withoutLinks(
        dossier,
        entities -> {
          List<ExecutionEntity> older =
              entities.running(dossier.value()).stream()
                  .filter(process -> processKey.equals(process.getProcessDefinitionKey()))
                  .filter(process -> !target.equals(process.getProcessDefinitionId()))
                  .toList();
          for (ExecutionEntity process : older) {
            runtime
                .newMigration(
                    runtime
                        .createMigrationPlan(process.getProcessDefinitionId(), target)
                        .mapEqualActivities()
                        .build())
                .processInstanceIds(process.getId())
                .execute();
          }
          return !older.isEmpty();
        });
  }

  private List<ExecutionEntity> processes(DossierCode dossier, String processKey) {
    return context.processes(dossier).stream()
        .filter(process -> processKey.equals(process.getProcessDefinitionKey()))
        .toList();
  }

  @Override
  public void moveTimer(DossierCode dossier, Instant at) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("moveTimer needs a transaction");
    }
    context.move(dossier, at);
  }

  @Override
  @Transactional
  public void restoreTimer(DossierCode dossier) {
    context.on(
        dossier,
        entities -> {
          if (timersOf(dossier) == 0) {
            List<TimerEntity> spent =
                entities.timers(dossier.value()).stream().filter(this::followsTheClock).toList();
            spent.forEach(timer -> timer.setRetries(TimerRearming.RETRIES));
            if (spent.isEmpty()) {
              lost.arm(entities.running(dossier.value()));
            }
          }
          return dossier;
        });
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Instant> timerOf(DossierCode dossier) {
    return context.timers(dossier).stream()
        .filter(timer -> timer.getRetries() > 0)
        .map(timer -> timer.getDuedate().toInstant())
        .min(Comparator.naturalOrder());
  }

  @Override
  @Transactional(readOnly = true)
  public int timersOf(DossierCode dossier) {
    return (int)
        context.timers(dossier).stream()
            .filter(timer -> timer.getRetries() > 0)
            .filter(this::followsTheClock)
            .count();
  }

  private boolean followsTheClock(TimerEntity timer) {
    return marks.getObject().timer().equals(timer.getJobHandlerConfigurationRaw());
  }

  @Override
  @Transactional
  public void suspend(DossierCode dossier) {
    set(dossier, SuspensionState.SUSPENDED);
  }

  @Override
  @Transactional
  public void activate(DossierCode dossier) {
    set(dossier, SuspensionState.ACTIVE);
  }

  /** As the engine's bulk statements do: every execution, task and timer of the processes. */
  private void set(DossierCode dossier, SuspensionState state) {
    int code = state.getStateCode();
    context.on(
        dossier,
        entities -> {
          for (ProcessTree tree : entities.trees(dossier.value())) {
            tree.executions().forEach(execution -> execution.setSuspensionState(code));
            tree.tasks().forEach(task -> task.setSuspensionState(code));
            tree.timers().forEach(timer -> timer.setSuspensionState(code));
          }
          return dossier;
        });
  }
}
