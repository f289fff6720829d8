package onestop.engine.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import onestop.engine.BatchPreparation;
import onestop.engine.commands.TransactionSettings;
import onestop.engine.tree.TreeContext;
import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
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
  private final TreeContext context;
  private final TransactionSettings session;
  private final FailedTimers failed;

  TimerFiring(
      TimerStore timers,
      ObjectProvider<BatchPreparation> preparations,
      TreeContext context,
      TransactionSettings session,
      FailedTimers failed) {
    this.timers = timers;
    this.preparations = preparations;
    this.context = context;
    this.session = session;
    this.failed = failed;
  }

  /**
   * Fires those of the dossiers' timers that are still due at {@code now}; returns their number.
   *
   * @param current receives each dossier before its timer fires, and null after the last
   */
  int fire(List<String> dossiers, Instant now, Consumer<@Nullable String> current) {
    session.apply(LOCK_TIMEOUT);
    // in the order of the codes, as all transactions lock the rows that dossiers share
    Set<DossierCode> free = new TreeSet<>(Comparator.comparing(DossierCode::value));
    dossiers.forEach(dossier -> free.add(new DossierCode(dossier)));
    // a dossier before its timer: whoever holds the one waits for no wave at the other
    preparations.orderedStream().forEach(preparation -> free.retainAll(preparation.tryLock(free)));
    free.retainAll(timers.acquire(free, now));
    if (free.isEmpty()) {
      return 0;
    }
    int[] fired = {0};
    context.run(
        free.stream().map(DossierCode::value).toList(),
        () -> {
          for (DossierCode dossier : free) {
            current.accept(dossier.value());
            fired[0] += fire(dossier, now) ? 1 : 0;
          }
          current.accept(null);
        });
    if (dossiers.size() == 1) {
      free.forEach(failed::recovered);
    }
    return fired[0];
  }

  private static boolean fire(DossierCode dossier, Instant now) {
    Optional<TimerEntity> timer = DueTimer.of(dossier, now);
    timer.ifPresent(
        due -> {
          CommandContext here = Context.getCommandContext();
          here.setCurrentJob(due);
          try {
            due.execute(here);
          } finally {
            here.setCurrentJob(null);
          }
        });
    return timer.isPresent();
  }
}
