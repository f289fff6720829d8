package onestop.engine.tree;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onestop.engine.EngineClock;
import onestop.engine.NextMark;
import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Runs work on the processes of many dossiers in one command context of the engine: their trees are
 * read by one statement, changed as entities, and handed to the transaction when the work is done.
 * Work within work joins its context.
 *
 * <p>Needs the caller's transaction. The business key of a process is the dossier's code.
 */
@Component
public class TreeContext {
  private final ObjectProvider<ProcessEngine> engine;
  private final ObjectProvider<NextMark> marks;
  private final Trees trees;
  private final EngineClock clock;

  @GuardedBy("this")
  private @Nullable ProcessEngineConfigurationImpl configuration;

  /** The engine is taken at the first use, since it is built after this bean. */
  TreeContext(
      ObjectProvider<ProcessEngine> engine,
      ObjectProvider<NextMark> marks,
      Trees trees,
      EngineClock clock) {
    this.engine = engine;
    this.marks = marks;
    this.trees = trees;
    this.clock = clock;
    trees.movedBy(this::moveAll);
  }

  private synchronized ProcessEngineConfigurationImpl configuration() {
    ProcessEngineConfigurationImpl known = configuration;
    if (known == null) {
      known = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
      configuration = known;
    }
    return known;
  }

  /** Reads the processes of these dossiers, then runs the work. */
  public void run(Collection<String> dossiers, Runnable work) {
    clock.align();
    String timer = marks.getObject().timer();
    Command<Void> command =
        context -> {
          TreeEntities.of(context).run(dossiers, work, timer);
          return null;
        };
    configuration().getCommandExecutorTxRequired().execute(command);
  }

  /** Runs work on the processes of one dossier and returns its result. */
  public <T> T on(DossierCode dossier, Function<TreeEntities, T> work) {
    List<T> result = new ArrayList<>(1);
    run(List.of(dossier.value()), () -> result.add(work.apply(TreeEntities.current())));
    return result.get(0);
  }

  /**
   * As {@link #on}, with entities that are not linked with each other yet, for a command of the
   * engine that links them itself.
   *
   * @throws IllegalStateException within other work on the dossier, which has linked them
   */
  public <T> T withoutLinks(DossierCode dossier, Function<TreeEntities, T> work) {
    List<T> result = new ArrayList<>(1);
    run(
        List.of(),
        () -> {
          TreeEntities entities = TreeEntities.current();
          entities.loadWithoutLinks(dossier.value());
          result.add(work.apply(entities));
        });
    return result.get(0);
  }

  /** Whether work on processes runs on this thread now. */
  public static boolean active() {
    CommandContext context = Context.getCommandContext();
    return context != null && TreeEntities.of(context).isOpen();
  }

  /** The running processes of a dossier in the view of the transaction; for reading only. */
  public List<ExecutionEntity> processes(DossierCode dossier) {
    if (active()) {
      return loaded(dossier).running(dossier.value());
    }
    return trees.of(dossier).stream().map(ProcessTree::root).toList();
  }

  /** The waiting timers of a dossier in the view of the transaction; for reading only. */
  public List<TimerEntity> timers(DossierCode dossier) {
    if (active()) {
      return loaded(dossier).timers(dossier.value());
    }
    return trees.of(dossier).stream().flatMap(tree -> tree.timers().stream()).toList();
  }

  private static TreeEntities loaded(DossierCode dossier) {
    TreeEntities entities = TreeEntities.current();
    entities.load(List.of(dossier.value()));
    return entities;
  }

  /**
   * Moves the timer that the models have for the legal clock, at the end of the work that runs now,
   * or else of the transaction. The last call wins.
   */
  public void move(DossierCode dossier, Instant at) {
    if (active() && TreeEntities.current().knows(dossier.value())) {
      TreeEntities.current().move(dossier.value(), at);
    } else {
      trees.moveLater(dossier, at);
    }
  }

  private void moveAll(Map<String, Instant> wanted) {
    run(
        wanted.keySet(),
        () -> wanted.forEach((dossier, at) -> TreeEntities.current().move(dossier, at)));
  }
}
