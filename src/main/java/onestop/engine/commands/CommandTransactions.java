package onestop.engine.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import onestop.batch.Attempt;
import onestop.batch.Attempt.Ending;
import onestop.batch.Attempt.Phase;
import onestop.batch.Item;
import onestop.batch.Transactions;
import onestop.engine.BatchPreparation;
import onestop.engine.CommandGateway.Target;
import onestop.engine.EngineClock;
import onestop.engine.tree.TreeContext;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.Failure.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a group of commands in one transaction and one command context of the engine.
 *
 * <p>What is true if we die: before the commit no command of the group has taken effect, after it
 * all have.
 */
@Component
class CommandTransactions implements Transactions<Item<Call<?>>> {
  /** How long a group waits for a row after one of its rows was found locked. */
  static final Duration ONCE_LOCKED = Duration.ofMillis(50);

  private final TransactionTemplate transaction;
  private final ObjectProvider<BatchPreparation> preparations;
  private final TreeContext context;
  private final TransactionSettings session;
  private final EngineClock clock;
  private final EngineMeters meters;

  CommandTransactions(
      PlatformTransactionManager transactions,
      ObjectProvider<BatchPreparation> preparations,
      TreeContext context,
      TransactionSettings session,
      EngineClock clock,
      EngineMeters meters) {
    this.transaction = new TransactionTemplate(transactions);
    this.preparations = preparations;
    this.context = context;
    this.session = session;
    this.clock = clock;
    this.meters = meters;
  }

  /** The progress of one transaction. */
  private static final class Progress implements TransactionSynchronization {
    private @Nullable Item<Call<?>> culprit;
    private Phase phase = Phase.LOCKING;
    private boolean unknown;

    @Override
    public void afterCompletion(int status) {
      unknown = status == STATUS_UNKNOWN;
    }

    Attempt<Item<Call<?>>> failed(RuntimeException why) {
      return Attempt.rolledBack(unknown ? Ending.UNKNOWN : Endings.of(why), why, culprit, phase);
    }
  }

  @Override
  public Attempt<Item<Call<?>>> attempt(List<Item<Call<?>>> group, Duration lockTimeout) {
    Progress progress = new Progress();
    long begun = System.nanoTime();
    try {
      clock.align();
      transaction.executeWithoutResult(
          status -> {
            TransactionSynchronizationManager.registerSynchronization(progress);
            session.apply(lockTimeout);
            work(group, progress);
          });
      return Attempt.committed();
    } catch (RuntimeException e) {
      return progress.failed(e);
    } catch (Error e) {
      return progress.failed(Failure.of(Kind.LOST_RESOURCE, "engine", "broken").causedBy(e));
    } finally {
      meters.ended(group.size(), System.nanoTime() - begun);
    }
  }

  private void work(List<Item<Call<?>>> group, Progress progress) {
    Set<DossierCode> needed = prepare(group);
    progress.phase = Phase.WORKING;
    Runnable work =
        () -> {
          for (Item<Call<?>> item : group) {
            progress.culprit = item;
            item.work().work();
          }
          progress.culprit = null;
        };
    if (needed.isEmpty() && group.stream().allMatch(item -> item.work().leavesProcessAlone())) {
      work.run();
    } else {
      context.run(needed.stream().map(DossierCode::value).toList(), work);
    }
  }

  /** Locks the targets of the commands; returns the dossiers whose processes they need. */
  private Set<DossierCode> prepare(List<Item<Call<?>>> group) {
    Set<DossierCode> all = byCode();
    Set<DossierCode> moving = byCode();
    List<Target.New> coming = new ArrayList<>();
    Set<DossierCode> needed = byCode();
    for (Item<Call<?>> item : group) {
      Call<?> call = item.work();
      if (call.target() instanceof Target.New made) {
        coming.add(made);
      }
      Optional<DossierCode> dossier = call.dossier();
      dossier.ifPresent(all::add);
      if (call.target() instanceof Target.HolderOf) {
        dossier.ifPresent(needed::add);
      } else if (!call.leavesProcessAlone()) {
        dossier.ifPresent(moving::add);
      }
    }
    meters.locking(
        () ->
            preparations
                .orderedStream()
                .forEach(preparation -> preparation.prepare(all, moving, coming)));
    needed.addAll(moving);
    return needed;
  }

  private static Set<DossierCode> byCode() {
    return new TreeSet<>(Comparator.comparing(DossierCode::value));
  }

  @Override
  public Set<?> exclusive(Item<Call<?>> item) {
    return item.keys().exclusive();
  }

  /**
   * The commands whose dossiers another transaction holds at this moment; empty if that cannot be
   * determined.
   */
  @Override
  public Set<Item<Call<?>>> locked(List<Item<Call<?>>> group) {
    Set<DossierCode> free = byCode();
    group.stream().flatMap(item -> item.work().dossier().stream()).forEach(free::add);
    if (free.isEmpty()) {
      return Set.of();
    }
    try {
      transaction.executeWithoutResult(
          status -> {
            session.apply(ONCE_LOCKED);
            preparations
                .orderedStream()
                .forEach(preparation -> free.retainAll(preparation.tryLock(Set.copyOf(free))));
            status.setRollbackOnly();
          });
    } catch (RuntimeException e) {
      if (Endings.of(e) == Ending.LOCKED) {
        return Set.of();
      }
      throw e;
    }
    return Set.copyOf(
        group.stream()
            .filter(item -> item.work().dossier().filter(code -> !free.contains(code)).isPresent())
            .toList());
  }

  @Override
  public void again() {
    meters.again();
  }
}
