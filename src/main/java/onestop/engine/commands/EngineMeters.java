package onestop.engine.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import onestop.engine.EngineClock;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/** Metrics of the command gateway and of the timers; docs/operating.md explains each name. */
@Component
public class EngineMeters {
  private final DistributionSummary batch;
  private final Timer wait;
  private final Timer transaction;
  private final Timer locks;
  private final Counter again;
  private final DistributionSummary wave;
  private final Counter wavesAgain;

  EngineMeters(MeterRegistry registry, Sql sql, EngineClock clock) {
    batch = DistributionSummary.builder("onestop.gateway.batch").register(registry);
    wait = Timer.builder("onestop.gateway.wait").register(registry);
    transaction = Timer.builder("onestop.gateway.transaction").register(registry);
    locks = Timer.builder("onestop.gateway.locks").register(registry);
    again = Counter.builder("onestop.gateway.again").register(registry);
    wave = DistributionSummary.builder("onestop.timers.wave").register(registry);
    wavesAgain = Counter.builder("onestop.timers.again").register(registry);
    Gauge.builder("onestop.timers.behind", () -> behind(sql, clock.now()))
        .baseUnit("seconds")
        .register(registry);
  }

  /** Records how long a command waited for its transaction to begin. */
  void waited(long nanos) {
    wait.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Records the end of a transaction, with any ending, its number of commands and its duration. */
  void ended(int commands, long nanos) {
    batch.record(commands);
    transaction.record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Runs {@code taking}, which takes locks, and records its duration: the time for which other
   * transactions held them.
   */
  void locking(Runnable taking) {
    locks.record(taking);
  }

  /** Counts a transaction that has to be retried, whole or in parts. */
  void again() {
    again.increment();
  }

  /**
   * Counts a wave that was rolled back: its timers fire again, together or in parts, or have
   * failed.
   */
  public void waveAgain() {
    wavesAgain.increment();
  }

  /** Counts the timers that a wave has fired. */
  public void fired(int timers) {
    wave.record(timers);
  }

  /** The waiting time of the oldest due timer, in seconds; 0 if none is due. */
  private static double behind(Sql sql, Instant now) {
    return sql.reading("process_tree")
        .sql("select min(due_at) as due_at from process_tree where due_at <= ?")
        .param(Sql.utc(now))
        .query(
            (row, n) -> {
              Instant oldest = Sql.instantOrNull(row, "due_at");
              return oldest == null ? 0 : Duration.between(oldest, now).toMillis() / 1e3;
            })
        .single();
  }
}
