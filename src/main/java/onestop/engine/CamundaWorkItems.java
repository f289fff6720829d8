package onestop.engine;

import java.util.List;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.pvm.ReadOnlyProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Work items as the engine's tasks. */
@Service
class CamundaWorkItems implements WorkItems {
  /** The one variable of models, transient: nothing of a dossier is stored as a variable. */
  private static final String OUTCOME = "outcome";

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final EngineClock clock;
  private final Payloads payloads;

  CamundaWorkItems(
      TaskService tasks,
      RuntimeService runtime,
      RepositoryService repository,
      EngineClock clock,
      Payloads payloads) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.repository = repository;
    this.clock = clock;
    this.payloads = payloads;
  }

  @Override
  @Transactional(readOnly = true)
  public WorkItem get(String id) {
    return find(id).orElseThrow(() -> Failure.notFound("engine", "work-item-gone", "id", id));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<WorkItem> find(String id) {
    return Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
        .map(this::workItem);
  }

  @Override
  @Transactional(readOnly = true)
  public List<WorkItem> of(DossierCode dossier) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(dossier.value())
        .orderByTaskCreateTime()
        .asc()
        .orderByTaskId()
        .asc()
        .list()
        .stream()
        .map(task -> workItem(task, dossier))
        .toList();
  }

  @Override
  @Transactional
  public void claim(String id, OfficerId officer) {
    requireFreeOrHeldBy(get(id), officer);
    clock.align();
    tasks.claim(id, officer.value());
  }

  @Override
  @Transactional
  public void release(String id, OfficerId officer) {
    WorkItem item = get(id);
    if (!officer.equals(item.assignee())) {
      throw Failure.conflict("engine", "work-item-not-yours", "step", item.step());
    }
    clock.align();
    tasks.setAssignee(id, null);
  }

  @Override
  @Transactional
  public void complete(String id, Completion completion) {
    WorkItem item = get(id);
    requireFreeOrHeldBy(item, completion.officer());
    if (!item.outcomes().contains(completion.outcome())) {
      throw Failure.badInput(
          "engine",
          "unknown-outcome",
          "outcome",
          completion.outcome(),
          "step",
          item.step(),
          "allowed",
          String.join(", ", item.outcomes()));
    }
    clock.align();
    if (item.assignee() == null) {
      tasks.claim(id, completion.officer().value());
    }
    VariableMap outcome =
        Variables.createVariables()
            .putValueTyped(OUTCOME, Variables.stringValue(completion.outcome(), true));
    payloads.carry(item.dossier(), completion.payload(), () -> tasks.complete(id, outcome));
  }

  private static void requireFreeOrHeldBy(WorkItem item, OfficerId officer) {
    OfficerId holder = item.assignee();
    if (holder != null && !holder.equals(officer)) {
      throw Failure.conflict(
          "engine", "work-item-held", "step", item.step(), "holder", holder.value());
    }
  }

  private WorkItem workItem(Task task) {
    ProcessInstance process =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult();
    return workItem(task, new DossierCode(process.getBusinessKey()));
  }

  private WorkItem workItem(Task task, DossierCode dossier) {
    ReadOnlyProcessDefinition model =
        ((RepositoryServiceImpl) repository)
            .getDeployedProcessDefinition(task.getProcessDefinitionId());
    return StepDefinitions.of(model, task.getTaskDefinitionKey()).workItem(task, dossier);
  }
}
