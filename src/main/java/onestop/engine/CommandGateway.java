package onestop.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.Submission;
import org.jspecify.annotations.Nullable;

/**
 * The only way for commands to change dossiers. Commands that wait at the same time run as one
 * batch, in one transaction and one command context of the engine; each caller receives its own
 * result or its own failure after the commit.
 *
 * <ul>
 *   <li>A command that finds no other waiting runs at once, on the caller's thread.
 *   <li>Commands on one dossier take effect in their order of arrival.
 *   <li>A command that fails affects no other: the rest of its batch is retried without it, and no
 *       effect of a transaction that was rolled back is reported as done.
 *   <li>When too many commands wait, a command is refused with {@link Failure.Kind#BUSY} and has no
 *       effect.
 *   <li>Inside a transaction of the caller, the command joins that transaction and runs at once.
 * </ul>
 *
 * <p>A command must not depend on the thread it runs on, and must be safe to run again after a
 * rollback: it may change the database only.
 */
public interface CommandGateway {

  /** The subject of a command; the gateway orders commands and prepares reads by it. */
  sealed interface Target {
    /** The dossier; empty if the target itself does not name it. */
    default Optional<DossierCode> dossier() {
      return Optional.empty();
    }

    /**
     * An existing dossier whose process may move on.
     *
     * @param series the series of numbers from which the command may take one; commands that share
     *     a series run in one transaction, and in no second one while the first holds the series
     */
    record OfDossier(DossierCode code, Set<String> series) implements Target {
      /** The target of a command that takes no number. */
      public OfDossier(DossierCode code) {
        this(code, Set.of());
      }

      @Override
      public Optional<DossierCode> dossier() {
        return Optional.of(code);
      }
    }

    /**
     * The record of an existing dossier. The process does not move, so none of its rows are read.
     */
    record RecordOf(DossierCode code) implements Target {
      @Override
      public Optional<DossierCode> dossier() {
        return Optional.of(code);
      }
    }

    /** The dossier of a work item, whose process may move on. */
    record OfWorkItem(String workItemId) implements Target {}

    /**
     * The holder of a work item, and nothing else of its dossier: such a command claims the item or
     * releases it. The process does not move; it is read only for what the step is.
     */
    record HolderOf(String workItemId) implements Target {}

    /**
     * A work item that the command itself chooses, and whose dossier it locks only if no other
     * transaction has: such a command claims the item. The process does not move.
     *
     * @param chooser who chooses; commands of one chooser keep their order
     */
    record Chosen(String chooser) implements Target {}

    /**
     * A dossier that does not exist yet.
     *
     * @param series the series from which the dossier takes its number; commands of one series run
     *     in one transaction, and in no second one while the first holds the series
     * @param submission the identity of the submission, by which a dossier that exists already is
     *     found
     */
    record New(String series, Submission submission) implements Target {}
  }

  /** One command: its target and its work. */
  record Command<T>(Target target, Supplier<T> work) {}

  /** The result of a command, or the failure that replaces it. */
  record Outcome<T>(@Nullable T value, @Nullable RuntimeException failure) {
    /** Returns the result; throws the failure if there is one. */
    public T orThrow() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(value);
    }
  }

  /**
   * Runs a command and returns its result.
   *
   * @throws Failure {@code engine/busy} if too many commands wait, {@code engine/held} if a
   *     transaction outside the gateway holds a lock that the command needs for too long, {@code
   *     kernel/clock-differs} if this node's clock is wrong; in each case nothing was done
   */
  <T> T run(Target target, Supplier<T> work);

  /** Runs a command without a result. */
  default void run(Target target, Runnable work) {
    run(
        target,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /**
   * Runs many commands in as few transactions as possible and returns their outcomes in the same
   * order. Waits while the queue is full instead of failing, so a stream of commands is throttled.
   */
  <T> List<Outcome<T>> runAll(List<Command<T>> commands);

  /**
   * As {@link #runAll}, with lower priority than commands whose answer a person waits for. A
   * failure opens no incident; the caller handles it.
   */
  <T> List<Outcome<T>> runInBackground(List<Command<T>> commands);
}
