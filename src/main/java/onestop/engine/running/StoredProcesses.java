package onestop.engine.running;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import onestop.engine.RunningProcesses;
import onestop.engine.tree.ProcessTree;
import onestop.engine.tree.Trees;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The stored processes, read from their trees. */
@Service
class StoredProcesses implements RunningProcesses {
  private final Trees trees;
  private final Holders holders;
  private final RepositoryService repository;

  StoredProcesses(Trees trees, Holders holders, RepositoryService repository) {
    this.trees = trees;
    this.holders = holders;
    this.repository = repository;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Stored> of(DossierCode dossier) {
    Map<String, OfficerId> held = holders.in(List.of(dossier));
    return trees
        .stored(dossier)
        .map(
            row ->
                new Stored(
                    row.revision(),
                    row.bytes(),
                    trees.of(dossier).stream().map(tree -> running(tree, held)).toList()));
  }

  private Running running(ProcessTree tree, Map<String, OfficerId> held) {
    ExecutionEntity root = tree.root();
    return new Running(
        root.getProcessDefinitionKey(),
        repository.getProcessDefinition(root.getProcessDefinitionId()).getVersion(),
        root.getId(),
        root.getSuspensionState() == SuspensionState.SUSPENDED.getStateCode(),
        tree.executions().stream()
            .map(ExecutionEntity::getActivityId)
            .filter(Objects::nonNull)
            .distinct()
            .toList(),
        tree.tasks().stream().map(task -> item(task, held)).toList(),
        tree.timers().stream().map(StoredProcesses::timer).toList(),
        tree.subscriptions().stream().map(EventSubscriptionEntity::getEventName).sorted().toList());
  }

  private static Item item(TaskEntity task, Map<String, OfficerId> held) {
    return new Item(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getName(),
        held.get(task.getId()),
        task.getCreateTime().toInstant());
  }

  private static Clock timer(TimerEntity timer) {
    return new Clock(
        timer.getId(),
        timer.getJobHandlerConfigurationRaw(),
        timer.getDuedate().toInstant(),
        timer.getRetries());
  }
}
