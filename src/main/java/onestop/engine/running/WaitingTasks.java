package onestop.engine.running;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import onestop.engine.ListedItems;
import onestop.engine.tree.TreeContext;
import onestop.engine.tree.TreeEntities;
import onestop.engine.tree.Trees;
import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The tasks that wait, in the view of the transaction: those of the work that runs now, or else
 * those in the trees.
 */
@Component
class WaitingTasks {
  private final ObjectProvider<ListedItems> dossiers;
  private final TreeContext context;
  private final Trees trees;

  WaitingTasks(ObjectProvider<ListedItems> dossiers, TreeContext context, Trees trees) {
    this.dossiers = dossiers;
    this.context = context;
    this.trees = trees;
  }

  /** A task and its dossier. */
  record Waiting(TaskEntity task, DossierCode dossier) {}

  /** The task, if it waits. */
  Optional<Waiting> find(String id) {
    if (TreeContext.active() && TreeEntities.current().knowsTask(id)) {
      return Optional.ofNullable(TreeEntities.current().task(id))
          .map(
              task ->
                  new Waiting(task, new DossierCode(task.getProcessInstance().getBusinessKey())));
    }
    DossierCode dossier = dossiers.getObject().dossiersOf(Set.of(id)).get(id);
    return dossier == null
        ? Optional.empty()
        : of(dossier).filter(waiting -> waiting.task().getId().equals(id)).findFirst();
  }

  /** Those of the tasks that wait, in no order. */
  List<Waiting> find(Collection<String> ids) {
    if (TreeContext.active()) {
      return ids.stream().distinct().map(this::find).flatMap(Optional::stream).toList();
    }
    Set<DossierCode> about = new LinkedHashSet<>(dossiers.getObject().dossiersOf(ids).values());
    Set<String> wanted = Set.copyOf(ids);
    return trees.of(about).entrySet().stream()
        .flatMap(
            dossier ->
                dossier.getValue().stream()
                    .flatMap(tree -> tree.tasks().stream())
                    .map(task -> new Waiting(task, dossier.getKey())))
        .filter(waiting -> wanted.contains(waiting.task().getId()))
        .toList();
  }

  /** The waiting tasks of a dossier. */
  Stream<Waiting> of(DossierCode dossier) {
    Stream<TaskEntity> tasks =
        TreeContext.active()
            ? context.processes(dossier).stream()
                .flatMap(WaitingTasks::tasksOf)
                .filter(task -> !task.isDeleted())
            : trees.of(dossier).stream().flatMap(tree -> tree.tasks().stream());
    return tasks.map(task -> new Waiting(task, dossier));
  }

  private static Stream<TaskEntity> tasksOf(ExecutionEntity execution) {
    return Stream.concat(
        List.copyOf(execution.getTasks()).stream(),
        execution.getExecutions().stream().flatMap(WaitingTasks::tasksOf));
  }

  /** As {@link onestop.engine.WorkItems#dossiersAfter}. */
  List<DossierCode> dossiersAfter(String last, int max) {
    return trees.withTasksAfter(last, max);
  }
}
