package onestop.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for due timers again and again and fires them, wave after wave, on one thread: letters of
 * one agency are numbered one after another, so that a second thread would only wait for the first.
 * Under a clock that is set by hand it does nothing: there the hand fires.
 */
@Component
class TimerDriver implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TimerDriver.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final TimerWave waves;
  private final GatewaySettings settings;
  private final EngineClock clock;
  private final boolean wanted;
  private @Nullable Thread thread;
  private volatile boolean running;

  TimerDriver(TimerWave waves, GatewaySettings settings, EngineClock clock, java.time.Clock time) {
    this.waves = waves;
    this.settings = settings;
    this.clock = clock;
    this.wanted =
        settings.timers()
            && settings.mode() == GatewaySettings.Mode.GROUPED
            && !(time instanceof SettableClock);
  }

  @Override
  public synchronized void start() {
    if (wanted && !running) {
      running = true;
      Thread driver = new Thread(this::drive, "timers");
      driver.setDaemon(true);
      driver.start();
      thread = driver;
    }
  }

  private void drive() {
    while (running) {
      Duration pause;
      try {
        pause = waves.fire(clock.now(), 2 * settings.batch()) > 0 ? Duration.ZERO : IDLE;
      } catch (RuntimeException e) {
        log.error("The timers could not be looked for", e);
        pause = AFTER_FAILURE;
      }
      if (!pause.isZero()) {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    Thread driver = thread;
    if (driver != null) {
      LockSupport.unpark(driver);
      try {
        driver.join(Duration.ofSeconds(20).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
