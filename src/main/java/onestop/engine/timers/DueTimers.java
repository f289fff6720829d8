package onestop.engine.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import onestop.batch.Answers;
import onestop.batch.Attempt;
import onestop.batch.Isolation;
import onestop.batch.Retries;
import onestop.batch.Transactions;
import onestop.engine.EngineClock;
import onestop.engine.Timers;
import onestop.engine.commands.Endings;
import onestop.engine.commands.EngineMeters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way in which timers fire: many in one transaction, a wave, oldest first. Rows locked by
 * another node or by a clerk's command are skipped and fire in a later wave, so that nodes share a
 * large number of due timers without waiting for each other.
 *
 * <p>What is true if we die: only the transaction locks the rows, so before the commit every timer
 * of the wave is still due, and after it every timer has fired once. A timer that fails rolls back
 * its own wave only, which is retried without it. If the timer also fails alone, the engine's rules
 * for failed jobs apply: its tries are decremented and it is delayed; after the last try there is
 * an incident.
 */
@Component
public class DueTimers implements Timers {
  private static final Logger log = LoggerFactory.getLogger(DueTimers.class);

  private final TransactionTemplate transaction;
  private final TimerStore timers;
  private final TimerPlan plan;
  private final TimerFiring firing;
  private final FailedTimers failed;
  private final EngineClock clock;
  private final EngineMeters meters;

  DueTimers(
      PlatformTransactionManager transactions,
      TimerStore timers,
      TimerPlan plan,
      TimerFiring firing,
      FailedTimers failed,
      EngineClock clock,
      EngineMeters meters) {
    this.transaction = new TransactionTemplate(transactions);
    this.timers = timers;
    this.plan = plan;
    this.firing = firing;
    this.failed = failed;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public Optional<Instant> nextAt() {
    return timers.nextAt();
  }

  @Override
  public int fire(Instant now, int max) {
    int handled = 0;
    for (List<String> portion : plan(now, max)) {
      int left = max - handled;
      if (left == 0) {
        break;
      }
      handled += fire(portion.subList(0, Math.min(left, portion.size())), now);
    }
    return handled;
  }

  /**
   * The timers due at or before {@code now}, in portions of at most {@code size}, the most urgent
   * ones first. Locks nothing.
   */
  public Deque<List<String>> plan(Instant now, int size) {
    return plan.portions(now, size);
  }

  /**
   * Fires those of the timers that are still due and not locked by another transaction; returns the
   * number handled.
   */
  public int fire(List<String> timers, Instant now) {
    if (timers.isEmpty()) {
      return 0;
    }
    Wave wave = new Wave(now);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      // if one timer fails, the caller's transaction is rolled back, and with it the work of the
      // others
      wave.fire(timers);
    } else {
      new Isolation<>(
              wave,
              wave,
              new Retries(1, TimerFiring.LOCK_TIMEOUT, TimerFiring.LOCK_TIMEOUT, tried -> {}))
          .settle(timers);
    }
    if (wave.stopped != null) {
      throw wave.stopped; // each of the timers would fail in the same way
    }
    return wave.handled;
  }

  /** The timers of one wave on their way through transactions, and the number handled so far. */
  private final class Wave implements Transactions<String>, Answers<String> {
    private final Instant now;
    private @Nullable String current;
    private @Nullable RuntimeException stopped;
    private int handled;

    Wave(Instant now) {
      this.now = now;
    }

    public void fire(List<String> timers) {
      clock.align();
      Integer fired = transaction.execute(status -> firing.fire(timers, now, job -> current = job));
      if (fired != null && fired > 0) {
        meters.fired(fired);
        handled += fired;
      }
    }

    @Override
    public Attempt<String> attempt(List<String> timers, Duration lockTimeout) {
      current = null;
      try {
        fire(timers);
        return Attempt.committed();
      } catch (RuntimeException e) {
        meters.waveAgain();
        log.debug("A wave of {} timers was rolled back at {}", timers.size(), current, e);
        return Attempt.rolledBack(Endings.of(e), e, current, Attempt.Phase.WORKING);
      }
    }

    @Override
    public void committed(String timer) {
      // counted by its transaction, which skips locked timers
    }

    /** Another transaction has locked the timer: a later wave fires it, and no try is used up. */
    @Override
    public void locked(String timer) {}

    @Override
    public void failed(String timer, Attempt<String> last) {
      if (last.ending() == Attempt.Ending.UNAVAILABLE) {
        stopped = last.reason();
      } else if (!Endings.isConcurrencyConflict(last.reason())) {
        failed.record(timer, now, last.reason());
        handled++;
      }
    }
  }
}
