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

/** What the engine's door and its timers tell an operator; docs/operating.md explains each name. */
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

  /** A command has waited so long for its transaction to begin. */
  void waited(long nanos) {
    wait.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A transaction of so many commands has ended, however it ended. */
  void ended(int commands, long nanos) {
    batch.record(commands);
    transaction.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Locks were taken; how long that took is how long others held them. */
  void locking(Runnable taking) {
    locks.record(taking);
  }

  /** A transaction has to be done again, whole or in parts. */
  void again() {
    again.increment();
  }

  /** A wave was rolled back: its timers fire again, whole or in parts, or have failed. */
  public void waveAgain() {
    wavesAgain.increment();
  }

  /** A wave has fired so many timers. */
  public void fired(int timers) {
    wave.record(timers);
  }

  /** How long the oldest due timer has waited by now, in seconds; 0 if none is due. */
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
