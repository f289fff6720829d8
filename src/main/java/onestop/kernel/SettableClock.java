package onestop.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is set: the time of a simulation or a test.
 *
 * <p>Thread-safe. Instants are truncated to the millisecond. The clock never goes backwards.
 */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  public SettableClock(Instant start, ZoneId zone) {
    this(new AtomicReference<>(start.truncatedTo(ChronoUnit.MILLIS)), zone);
  }

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** Moves the clock to {@code instant}; an instant earlier than now is ignored. */
  public void advanceTo(Instant instant) {
    now.accumulateAndGet(instant.truncatedTo(ChronoUnit.MILLIS), (a, b) -> b.isAfter(a) ? b : a);
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** A view of this clock in another zone; both always show the same instant. */
  @Override
  public Clock withZone(ZoneId other) {
    return new SettableClock(now, other);
  }
}
