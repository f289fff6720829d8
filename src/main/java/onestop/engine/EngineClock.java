package onestop.engine;

import java.time.Clock;
import java.util.Date;
import onestop.kernel.SettableClock;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine's static clock equal to the application's clock. Only this class sets the
 * engine's clock.
 *
 * <p>With a real application clock the engine uses its own real clock and nothing is set. With a
 * settable clock (a simulation, a test) each call into the engine sets the engine's clock first.
 */
@Component
public final class EngineClock implements DisposableBean {
  private final Clock clock;

  EngineClock(Clock clock) {
    this.clock = clock;
    if (!(clock instanceof SettableClock)) {
      ClockUtil.reset();
    }
  }

  /** Sets the engine's clock; to be called before each call into the engine. */
  public void align() {
    if (clock instanceof SettableClock) {
      ClockUtil.setCurrentTime(Date.from(clock.instant()));
    }
  }

  /**
   * Resets the engine's static clock to real time for later users of the engine in this process.
   */
  @Override
  public void destroy() {
    if (clock instanceof SettableClock) {
      ClockUtil.reset();
    }
  }

  /** The current instant of the application's clock, in whole milliseconds. */
  public java.time.Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }
}
