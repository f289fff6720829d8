// Over 300 lines: one entity manager, whose overrides belong together.
package onestop.engine.tree;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's entity manager, whose runtime entities come from trees and go into trees: they are
 * neither read from tables of their own nor flushed to them. At the flush every runtime entity must
 * belong to a process of a dossier that was loaded or has begun here; anything else fails the
 * transaction.
 */
public final class TreeEntities extends DbEntityManager {
  /** The types that are stored in trees. */
  private static final Set<Class<?>> STORED =
      Set.of(
          ExecutionEntity.class,
          TaskEntity.class,
          TimerEntity.class,
          EventSubscriptionEntity.class);

  /** The types that no process of ours has; whoever makes one is stopped. */
  private static final Set<Class<?>> REFUSED =
      Set.of(VariableInstanceEntity.class, IncidentEntity.class, ExternalTaskEntity.class);

  private final Trees trees;
  private final Map<String, List<ExecutionEntity>> roots = new LinkedHashMap<>();
  private final Set<String> loaded = new HashSet<>();
  private final Map<String, Instant> moves = new HashMap<>();
  private boolean restoring;
  private int open;

  TreeEntities(IdGenerator ids, PersistenceSession session, Trees trees) {
    super(ids, session);
    this.trees = trees;
  }

  /** The entities of the current command context. */
  public static TreeEntities current() {
    return of(Context.getCommandContext());
  }

  /** The entities of a command context. */
  public static TreeEntities of(CommandContext context) {
    return (TreeEntities) context.getDbEntityManager();
  }

  @Override
  protected void initializeEntityCache() {
    dbEntityCache = new TreeCache();
  }

  static boolean isStored(Class<?> type) {
    return STORED.contains(type) || JobEntity.class.isAssignableFrom(type);
  }

  static boolean isRuntime(Class<?> type) {
    return isStored(type) || REFUSED.contains(type);
  }

  /** Whether work on processes runs in this context now. */
  public boolean isOpen() {
    return open > 0;
  }

  /**
   * Runs work on the processes of these dossiers. At the end of the outermost work the wanted moves
   * of timers are made.
   */
  void run(Collection<String> dossiers, Runnable work, String timer) {
    load(dossiers);
    open++;
    try {
      work.run();
    } finally {
      open--;
    }
    if (open == 0) {
      applyMoves(timer);
    }
  }

  /**
   * Loads the processes of these dossiers, once each. The caller holds the locks of the dossiers,
   * or accepts that the write fails if somebody else is faster.
   */
  public void load(Collection<String> dossiers) {
    Set<String> missing = new TreeSet<>(dossiers);
    missing.removeAll(loaded);
    if (missing.isEmpty()) {
      return;
    }
    trees
        .read(missing)
        .forEach(
            (dossier, found) -> {
              add(dossier, found);
              found.forEach(this::link);
            });
    loaded.addAll(missing);
  }

  void loadWithoutLinks(String dossier) {
    if (knows(dossier)) {
      throw new IllegalStateException("the processes of " + dossier + " are linked");
    }
    add(dossier, trees.read(Set.of(dossier)).getOrDefault(dossier, List.of()));
    loaded.add(dossier);
  }

  private void add(String dossier, List<ProcessTree> found) {
    List<ExecutionEntity> known = roots.computeIfAbsent(dossier, key -> new ArrayList<>());
    for (ProcessTree tree : found) {
      tree.executions().forEach(dbEntityCache::putPersistent);
      tree.tasks().forEach(dbEntityCache::putPersistent);
      tree.timers().forEach(dbEntityCache::putPersistent);
      tree.subscriptions().forEach(dbEntityCache::putPersistent);
      known.add(tree.root());
    }
  }

  private void link(ProcessTree tree) {
    restoring = true;
    try {
      tree.root()
          .restoreProcessInstance(
              tree.executions(),
              tree.subscriptions(),
              List.of(),
              tree.tasks(),
              List.copyOf(tree.timers()),
              List.of(),
              List.of());
    } finally {
      restoring = false;
    }
  }

  /** Whether entities are being linked: lists that are asked for are filled by the caller. */
  boolean isRestoring() {
    return restoring;
  }

  /** Adds a process that has begun in this context, at once instead of at the flush. */
  public void begun(String dossier, String process) {
    ExecutionEntity root = getCachedEntity(ExecutionEntity.class, process);
    if (root != null) {
      roots.computeIfAbsent(dossier, key -> new ArrayList<>()).add(root);
    }
  }

  /** Whether the context has loaded the dossier, or a process of it has begun here. */
  boolean knows(String dossier) {
    return loaded.contains(dossier) || roots.containsKey(dossier);
  }

  /** The dossiers whose processes are here. */
  Set<String> dossiers() {
    return Set.copyOf(roots.keySet());
  }

  /** The running processes of a dossier, those that have ended here left out. */
  public List<ExecutionEntity> running(String dossier) {
    return roots.getOrDefault(dossier, List.of()).stream()
        .filter(root -> !isDeleted(root) && !root.isEnded() && !root.isDeleteRoot())
        .toList();
  }

  /** The user task, if it is loaded and waits; else null. */
  public @Nullable TaskEntity task(String id) {
    TaskEntity task = getCachedEntity(TaskEntity.class, id);
    return task == null || isDeleted(task) || task.isDeleted() ? null : task;
  }

  /** Whether a task of this id is known here, waiting or ended. */
  public boolean knowsTask(String id) {
    return getCachedEntity(TaskEntity.class, id) != null;
  }

  /** The entities of a dossier's processes as they stand. */
  public List<ProcessTree> trees(String dossier) {
    return grouped(running(dossier));
  }

  /** Has the timers of the dossier's models moved at the end of the work; the last call wins. */
  public void move(String dossier, Instant at) {
    moves.put(dossier, at);
  }

  /**
   * Moves the timers of this handler configuration that exist now and have tries left; called when
   * no further timer will be armed. A timer that has fired is gone nevertheless.
   */
  private void applyMoves(String timer) {
    if (moves.isEmpty()) {
      return;
    }
    Map<String, Date> wanted = new HashMap<>();
    moves.forEach(
        (dossier, at) -> running(dossier).forEach(root -> wanted.put(root.getId(), Date.from(at))));
    for (TimerEntity job : stored(TimerEntity.class)) {
      Date at = wanted.get(job.getProcessInstanceId());
      if (at != null && job.getRetries() > 0 && timer.equals(job.getJobHandlerConfigurationRaw())) {
        job.setDuedate(at);
      }
    }
    moves.clear();
  }

  /** The entities of a type that have not been deleted. */
  <E extends DbEntity> List<E> stored(Class<E> type) {
    List<E> found = new ArrayList<>();
    for (CachedDbEntity cached : ((TreeCache) dbEntityCache).ofKey(type)) {
      if (type.isInstance(cached.getEntity()) && !isGone(cached)) {
        found.add(type.cast(cached.getEntity()));
      }
    }
    return found;
  }

  /** As {@link #stored(Class)}, those with this value of a property. */
  <E extends DbEntity> List<E> stored(Class<E> type, Function<E, String> property, String value) {
    List<E> found = new ArrayList<>();
    for (E entity : stored(type)) {
      if (value.equals(property.apply(entity))) {
        found.add(entity);
      }
    }
    return found;
  }

  /**
   * The timer, if it waits; null if it has ended here.
   *
   * @throws IllegalStateException if it is not here
   */
  @Nullable JobEntity timer(String id) {
    JobEntity timer = getCachedEntity(JobEntity.class, id);
    if (timer == null) {
      throw new IllegalStateException("timer " + id + " is not in a tree of this transaction");
    }
    return isDeleted(timer) ? null : timer;
  }

  /** The waiting timers of a dossier's processes. */
  public List<TimerEntity> timers(String dossier) {
    List<TimerEntity> timers = new ArrayList<>();
    running(dossier).forEach(root -> collect(root, timers));
    return timers;
  }

  private void collect(ExecutionEntity execution, List<TimerEntity> timers) {
    for (JobEntity job : execution.getJobs()) {
      if (job instanceof TimerEntity timer && !isDeleted(timer)) {
        timers.add(timer);
      }
    }
    execution.getExecutions().forEach(child -> collect(child, timers));
  }

  private static boolean isGone(CachedDbEntity cached) {
    return switch (cached.getEntityState()) {
      case DELETED_PERSISTENT, DELETED_MERGED, DELETED_TRANSIENT -> true;
      case TRANSIENT, PERSISTENT, MERGED -> false;
    };
  }

  @Override
  public void flush() {
    settle();
    super.flush();
  }

  @Override
  protected void flushCachedEntity(CachedDbEntity cached) {
    if (!isStored(cached.getEntity().getClass())) {
      super.flushCachedEntity(cached);
    }
  }

  /** Hands the changed trees to the transaction. */
  private void settle() {
    stored(ExecutionEntity.class).stream()
        .filter(ExecutionEntity::isProcessInstanceExecution)
        .forEach(this::requireDossier);
    Set<String> unread = new TreeSet<>(roots.keySet());
    unread.removeAll(loaded);
    if (!unread.isEmpty()) {
      load(unread); // a dossier may have other processes beside the one that has begun
    }
    List<ExecutionEntity> all = new ArrayList<>();
    roots.keySet().forEach(dossier -> all.addAll(running(dossier)));
    Map<String, ProcessTree> byRoot = new HashMap<>();
    grouped(all).forEach(tree -> byRoot.put(tree.root().getId(), tree));
    requireAll(byRoot);
    Map<String, List<ProcessTree>> changed = new TreeMap<>();
    for (String dossier : roots.keySet()) {
      changed.put(
          dossier,
          running(dossier).stream()
              .map(root -> byRoot.get(root.getId()))
              .filter(Objects::nonNull)
              .toList());
    }
    changed.forEach(trees::put);
  }

  /** Adds a process that a command of the engine has begun which is not ours. */
  private void requireDossier(ExecutionEntity process) {
    String dossier = process.getBusinessKey();
    if (dossier == null) {
      throw new IllegalStateException("process " + process.getId() + " belongs to no dossier");
    }
    if (!roots.getOrDefault(dossier, List.of()).contains(process)) {
      begun(dossier, process.getId());
    }
  }

  private void requireAll(Map<String, ProcessTree> trees) {
    int held =
        trees.values().stream()
            .mapToInt(
                tree ->
                    tree.executions().size()
                        + tree.tasks().size()
                        + tree.timers().size()
                        + tree.subscriptions().size())
            .sum();
    int live = 0;
    for (CachedDbEntity cached : dbEntityCache.getCachedEntities()) {
      Class<?> type = cached.getEntity().getClass();
      if (isGone(cached) || !isRuntime(type)) {
        continue;
      }
      if (REFUSED.contains(type) || !STORED.contains(type)) {
        throw new IllegalStateException("trees hold no " + type.getSimpleName());
      }
      live++;
    }
    if (live != held) {
      throw new IllegalStateException(
          live + " runtime entities, of which " + held + " belong to a process of a dossier");
    }
  }

  /** The entities of these process instances, from all that the context holds. */
  private List<ProcessTree> grouped(List<ExecutionEntity> processes) {
    GrowingTrees growing = new GrowingTrees(processes);
    for (CachedDbEntity cached : dbEntityCache.getCachedEntities()) {
      if (!isGone(cached)) {
        growing.add(cached.getEntity());
      }
    }
    return growing.trees();
  }
}
