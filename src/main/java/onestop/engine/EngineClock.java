package onestop.engine;

import java.time.Clock;
import java.util.Date;
import onestop.kernel.SettableClock;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine's static clock on the application's clock: the only class that sets it.
 *
 * <p>With a real clock the engine's own is real too and nothing is set. With a settable clock (a
 * simulation, a test) each entry into the engine sets it first.
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

  /** To be called before the engine is. */
  public void align() {
    if (clock instanceof SettableClock) {
      ClockUtil.setCurrentTime(Date.from(clock.instant()));
    }
  }

  /** Whoever set the engine's clock leaves it right for those who go on. */
  @Override
  public void destroy() {
    if (clock instanceof SettableClock) {
      ClockUtil.reset();
    }
  }

  /** The application's moment, to the millisecond. */
  public java.time.Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }
}
