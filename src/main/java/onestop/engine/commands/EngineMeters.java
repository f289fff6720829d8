package onestop.engine.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import onestop.engine.EngineClock;
import org.springframework.jdbc.core.simple.JdbcClient;
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

  EngineMeters(MeterRegistry registry, JdbcClient jdbc, EngineClock clock) {
    batch = DistributionSummary.builder("onestop.gateway.batch").register(registry);
    wait = Timer.builder("onestop.gateway.wait").register(registry);
    transaction = Timer.builder("onestop.gateway.transaction").register(registry);
    locks = Timer.builder("onestop.gateway.locks").register(registry);
    again = Counter.builder("onestop.gateway.again").register(registry);
    wave = DistributionSummary.builder("onestop.timers.wave").register(registry);
    wavesAgain = Counter.builder("onestop.timers.again").register(registry);
    Gauge.builder("onestop.timers.behind", () -> behind(jdbc, clock.now()))
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
  private static double behind(JdbcClient jdbc, Instant now) {
    return jdbc.sql(
            """
            select min(DUEDATE_) from ACT_RU_JOB
             where DUEDATE_ <= ? and RETRIES_ > 0 and SUSPENSION_STATE_ = 1
            """)
        .param(Timestamp.from(now))
        .query(
            (row, n) -> {
              Timestamp oldest = row.getTimestamp(1);
              return oldest == null
                  ? 0
                  : Duration.between(oldest.toInstant(), now).toMillis() / 1e3;
            })
        .single();
  }
}
