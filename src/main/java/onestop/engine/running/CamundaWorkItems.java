package onestop.engine.running;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import onestop.engine.Completion;
import onestop.engine.FollowingStep;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.engine.running.WaitingTasks.Waiting;
import onestop.engine.tree.TreeContext;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Work items as the engine's tasks. */
@Service
public class CamundaWorkItems implements WorkItems {
  /** The only variable of models; transient, so no data of a dossier is stored as a variable. */
  public static final String OUTCOME = "outcome";

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final WaitingTasks waiting;
  private final TreeContext context;
  private final Holders holders;
  private final Payloads payloads;

  /** Never stale: a deployed version of a model does not change. */
  private final Map<StepOfModel, StepDefinition> steps = new ConcurrentHashMap<>();

  private record StepOfModel(String model, String step) {}

  CamundaWorkItems(
      TaskService tasks,
      RuntimeService runtime,
      RepositoryService repository,
      WaitingTasks waiting,
      TreeContext context,
      Holders holders,
      Payloads payloads) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.repository = repository;
    this.waiting = waiting;
    this.context = context;
    this.holders = holders;
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
    return waiting.find(id).map(found -> item(found, holders.in(List.of(found.dossier()))));
  }

  @Override
  @Transactional(readOnly = true)
  public List<WorkItem> find(Collection<String> ids) {
    List<Waiting> found = waiting.find(ids);
    Map<String, OfficerId> held =
        holders.in(found.stream().map(Waiting::dossier).distinct().toList());
    return found.stream().map(one -> item(one, held)).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<WorkItem> of(DossierCode dossier) {
    List<Waiting> found = waiting.of(dossier).toList();
    Map<String, OfficerId> held = holders.in(found.isEmpty() ? List.of() : List.of(dossier));
    return found.stream()
        .map(one -> item(one, held))
        .sorted(Comparator.comparing(WorkItem::createdAt).thenComparing(WorkItem::id))
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<DossierCode> dossiersAfter(String last, int max) {
    return waiting.dossiersAfter(last, max);
  }

  @Override
  @Transactional
  public void claim(String id, OfficerId officer) {
    WorkItem item = get(id);
    requireFreeOrHeldBy(item, officer);
    if (!officer.equals(item.assignee())) {
      holders.give(item.dossier(), id, officer);
    }
  }

  @Override
  @Transactional
  public void assign(String id, OfficerId officer) {
    WorkItem item = get(id);
    if (!officer.equals(item.assignee())) {
      holders.give(item.dossier(), id, officer);
    }
  }

  @Override
  @Transactional
  public void release(String id, OfficerId officer) {
    WorkItem item = get(id);
    if (!officer.equals(item.assignee())) {
      throw Failure.conflict("engine", "work-item-not-yours", "step", item.step());
    }
    holders.give(item.dossier(), id, null);
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
    VariableMap outcome =
        Variables.createVariables()
            .putValueTyped(OUTCOME, Variables.stringValue(completion.outcome(), true));
    try {
      payloads.carry(
          item.dossier(),
          completion.payload(),
          () -> context.run(List.of(item.dossier().value()), () -> tasks.complete(id, outcome)));
    } catch (ProcessEngineException wrapped) {
      throw refusal(wrapped);
    }
  }

  @Override
  @Transactional
  public void goBack(String id, String step, String outcome) {
    WorkItem item = get(id);
    TaskEntity task =
        waiting
            .find(id)
            .orElseThrow(() -> Failure.notFound("engine", "work-item-gone", "id", id))
            .task();
    List<FollowingStep> next =
        steps
            .computeIfAbsent(new StepOfModel(task.getProcessDefinitionId(), step), this::definition)
            .place()
            .after(outcome);
    if (next.size() != 1 || !next.get(0).direct() || !next.get(0).step().equals(item.step())) {
      throw Failure.conflict("engine", "no-way-back", "step", step);
    }
    // the step begins before the item ends: so the sub-process around both, and its timer, stay
    context.run(
        List.of(item.dossier().value()),
        () ->
            runtime
                .createProcessInstanceModification(task.getProcessInstanceId())
                .startBeforeActivity(step)
                .cancelAllForActivity(item.step())
                .execute());
  }

  /** The failure with which a listener refused the step, unwrapped from the engine's exception. */
  private static RuntimeException refusal(ProcessEngineException wrapped) {
    for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
    }
    return wrapped;
  }

  private static void requireFreeOrHeldBy(WorkItem item, OfficerId officer) {
    OfficerId holder = item.assignee();
    if (holder != null && !holder.equals(officer)) {
      throw Failure.conflict(
          "engine", "work-item-held", "step", item.step(), "holder", holder.value());
    }
  }

  private WorkItem item(Waiting found, Map<String, OfficerId> held) {
    TaskEntity task = found.task();
    return steps
        .computeIfAbsent(
            new StepOfModel(task.getProcessDefinitionId(), task.getTaskDefinitionKey()),
            this::definition)
        .workItem(
            task.getId(),
            found.dossier(),
            held.get(task.getId()),
            task.getCreateTime().toInstant());
  }

  private StepDefinition definition(StepOfModel step) {
    return StepDefinitions.of(
        ((RepositoryServiceImpl) repository).getDeployedProcessDefinition(step.model()),
        step.step());
  }
}
