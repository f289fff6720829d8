package onestop.engine.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import onestop.engine.BatchPreparation;
import onestop.engine.commands.BatchContext;
import onestop.engine.commands.TransactionSettings;
import onestop.engine.internals.SharedCommandContext;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Fires the timers of one wave within the caller's transaction. Timers that another transaction has
 * locked, and those of dossiers that it has locked, are left out.
 */
@Component
class TimerFiring {
  /**
   * The longest wait for rows that dossiers share, series of numbers above all: about the duration
   * of a wave.
   */
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

  private final TimerStore timers;
  private final ObjectProvider<BatchPreparation> preparations;
  private final BatchContext context;
  private final TransactionSettings session;
  private final FailedTimers failed;

  TimerFiring(
      TimerStore timers,
      ObjectProvider<BatchPreparation> preparations,
      BatchContext context,
      TransactionSettings session,
      FailedTimers failed) {
    this.timers = timers;
    this.preparations = preparations;
    this.context = context;
    this.session = session;
    this.failed = failed;
  }

  /**
   * Fires those of the jobs that are still due at {@code now}; returns their number.
   *
   * @param current receives each job before it fires, and null after the last
   */
  int fire(List<String> jobs, Instant now, Consumer<@Nullable String> current) {
    session.apply(LOCK_TIMEOUT);
    Map<String, DossierCode> due = timers.acquire(jobs, now);
    if (due.isEmpty()) {
      return 0;
    }
    Set<DossierCode> free = new TreeSet<>(Comparator.comparing(DossierCode::value));
    free.addAll(due.values());
    preparations.orderedStream().forEach(preparation -> free.retainAll(preparation.tryLock(free)));
    due.values().retainAll(free);
    context
        .get()
        .run(
            free.stream().map(DossierCode::value).toList(),
            () -> {
              // in the order of the codes, as all transactions lock the rows that dossiers share
              for (String job : sorted(due)) {
                current.accept(job);
                SharedCommandContext.fire(job);
              }
              current.accept(null);
            });
    if (jobs.size() == 1) {
      free.forEach(failed::recovered);
    }
    return due.size();
  }

  private static List<String> sorted(Map<String, DossierCode> due) {
    return due.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().value()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
