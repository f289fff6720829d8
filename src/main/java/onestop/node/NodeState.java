package onestop.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The fitness of this node for work, as of its last probe. Read from memory, so a health check is
 * answered at once, whatever the state of the database.
 *
 * <p>A node that is not monitored (a command, a simulation under a {@link SettableClock}) is fit.
 * Thread-safe.
 */
@Component
public final class NodeState {
  private volatile Clockwork clockwork = new Clockwork(Duration.ZERO, Duration.ZERO, true);
  private volatile @Nullable Supplier<Failure> resting;
  private volatile Database database = new Database(null, null);

  /**
   * The comparison of this node's clock with the database's.
   *
   * @param ahead by how much this node's clock is ahead of the database's; negative if it is behind
   * @param allowed the largest allowed difference
   * @param agrees whether the difference is at most {@code allowed}, within the error of the round
   *     trip to the database
   */
  public record Clockwork(Duration ahead, Duration allowed, boolean agrees) {}

  /**
   * The result of this node's last probe of the database.
   *
   * @param lookedAtNanos {@link System#nanoTime()} of the last completed probe; null if there was
   *     none
   * @param trouble the trouble that the probe met; null if none
   */
  public record Database(@Nullable Long lookedAtNanos, @Nullable DatabaseTrouble trouble) {

    /** The age of the last completed probe; empty if there was none. */
    public Optional<Duration> age() {
      return Optional.ofNullable(lookedAtNanos).map(at -> Duration.ofNanos(System.nanoTime() - at));
    }
  }

  public Clockwork clockwork() {
    return clockwork;
  }

  public Database database() {
    return database;
  }

  /** Whether this node may record facts and run its timers and periodic work. */
  public boolean isAtWork() {
    return clockwork.agrees() && resting == null;
  }

  /** Makes the node rest, for a reason other than its clock, until {@link #goOn()}. */
  public void rest(Supplier<Failure> why) {
    resting = why;
  }

  /** Ends the rest begun by {@link #rest}; publishes no event, since drivers poll the state. */
  public void goOn() {
    resting = null;
  }

  /**
   * Refuses work that would be recorded while the node rests.
   *
   * @throws Failure {@code kernel/clock-differs} (BUSY) if this node's clock differs from the
   *     database's, or the failure given to {@link #rest}
   */
  public void requireWork() {
    Supplier<Failure> own = resting;
    if (own != null) {
      throw own.get();
    }
    Clockwork now = clockwork;
    if (!now.agrees()) {
      throw wrongTime(now);
    }
  }

  /** The failure of work that is refused because of this clock difference. */
  public static Failure wrongTime(Clockwork seen) {
    return Failure.of(
        Failure.Kind.BUSY,
        "kernel",
        "clock-differs",
        "seconds",
        seen.ahead().abs().toSeconds(),
        "allowed",
        seen.allowed().toSeconds());
  }

  /** Whether an exception is the failure of a wrong clock, or was caused by it. */
  public static boolean isWrongTime(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure
          && failure.module().equals("kernel")
          && failure.slug().equals("clock-differs")) {
        return true;
      }
    }
    return false;
  }

  /** Records a comparison of the clocks. */
  public void compared(Clockwork now) {
    clockwork = now;
  }

  /** Records a completed probe of the database. */
  public void looked(@Nullable DatabaseTrouble trouble) {
    database = new Database(System.nanoTime(), trouble);
  }
}
