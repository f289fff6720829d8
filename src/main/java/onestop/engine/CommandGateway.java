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
 * The one door through which commands change dossiers. Commands that wait at the same time go
 * through it together, in one transaction and one command context of the engine; each caller is
 * answered after the commit, with its own result or its own failure.
 *
 * <ul>
 *   <li>A command that finds no other waiting runs at once, on the caller's thread.
 *   <li>Commands on one dossier take effect in the order in which they came to the door.
 *   <li>A command that fails does so alone: its companions are done again without it, and nothing
 *       of a transaction that was rolled back is answered as done.
 *   <li>When too many wait, the door is closed: {@link Failure.Kind#BUSY}, nothing was done.
 *   <li>Inside a transaction of the caller the command joins it and runs at once.
 * </ul>
 *
 * <p>A command must not depend on the thread it runs on, and must be safe to run again after a
 * rollback: it may change nothing but the database.
 */
public interface CommandGateway {

  /** What a command is about; the gateway keeps order and prepares reads by it. */
  sealed interface Target {
    /** The dossier, as far as the target itself says. */
    default Optional<DossierCode> dossier() {
      return Optional.empty();
    }

    /**
     * A dossier that exists, and whose process may move on.
     *
     * @param series of numbers of which it may take one: commands that share one go together, and
     *     none in a second transaction while the first one holds the series
     */
    record OfDossier(DossierCode code, Set<String> series) implements Target {
      /** A dossier whose command takes no number. */
      public OfDossier(DossierCode code) {
        this(code, Set.of());
      }

      @Override
      public Optional<DossierCode> dossier() {
        return Optional.of(code);
      }
    }

    /**
     * What is on record about a dossier that exists: its process stands still meanwhile, so nothing
     * of it is read.
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
     * Who holds a work item, and nothing else of its dossier: such a command takes the item or
     * gives it back. The process stands still, so nothing of it is read.
     */
    record HolderOf(String workItemId) implements Target {}

    /**
     * A dossier that does not exist yet.
     *
     * @param series of numbers from which it takes its own: commands of one series go together, and
     *     none in a second transaction while the first one holds the series
     * @param submission by which it is found if it exists all the same
     */
    record New(String series, Submission submission) implements Target {}
  }

  /** One command: what it is about, and what it does. */
  record Command<T>(Target target, Supplier<T> work) {}

  /** A result, or the failure that took its place. */
  record Outcome<T>(@Nullable T value, @Nullable RuntimeException failure) {
    /** The result; throws the failure if there is one. */
    public T orThrow() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(value);
    }
  }

  /**
   * Runs a command and gives its result.
   *
   * @throws Failure {@code engine/busy} when too many commands wait, {@code engine/held} when
   *     somebody outside holds what it needs for too long, {@code kernel/clock-differs} when this
   *     node's clock is wrong; nothing was done
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
   * Runs many commands, as few transactions as it takes, and gives their outcomes in the same
   * order. Waits while too many others do: a stream goes as fast as it can and no faster.
   */
  <T> List<Outcome<T>> runAll(List<Command<T>> commands);

  /**
   * As {@link #runAll}, behind the commands of those who wait for an answer; what fails there is no
   * incident but the business of whoever handed it in.
   */
  <T> List<Outcome<T>> runInBackground(List<Command<T>> commands);
}
