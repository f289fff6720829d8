package onestop.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What this node knows of its own fitness to work, as it was last looked at: read from memory, so
 * that a probe is answered at once whatever the database does.
 *
 * <p>A node that nobody looks at (a command, a simulation under a {@link SettableClock}) is fit.
 * Safe for many threads.
 */
@Component
public final class NodeState {
  private volatile Clockwork clockwork = new Clockwork(Duration.ZERO, Duration.ZERO, true);
  private volatile @Nullable Supplier<Failure> resting;
  private volatile Database database = new Database(null, null);

  /**
   * This node's clock beside the database's.
   *
   * @param ahead of it; negative if behind
   * @param allowed the most it may differ
   * @param agrees whether it differs no more, as far as the journey to the database lets us tell
   */
  public record Clockwork(Duration ahead, Duration allowed, boolean agrees) {}

  /**
   * The database as this node saw it.
   *
   * @param lookedAtNanos {@link System#nanoTime()} of the last look that came to an end; null if
   *     there was none
   * @param trouble what that look met; null if nothing
   */
  public record Database(@Nullable Long lookedAtNanos, @Nullable DatabaseTrouble trouble) {

    /** How long ago that was; empty if nobody has looked. */
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

  /** Whether this node may record anything, and do what it does by itself. */
  public boolean isAtWork() {
    return clockwork.agrees() && resting == null;
  }

  /** Lets the node rest for a reason of its own, until {@link #goOn()}. */
  public void rest(Supplier<Failure> why) {
    resting = why;
  }

  /** Ends the node's own reason to rest; whoever drives something looks by itself. */
  public void goOn() {
    resting = null;
  }

  /**
   * Lets nothing through that would be recorded by a node that rests.
   *
   * @throws Failure {@code kernel/clock-differs} (BUSY) if this node's clock is not the database's,
   *     or its own reason to rest
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

  /** Why nothing is recorded while the clocks stand so. */
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

  /** Whether that is why something was not done. */
  public static boolean isWrongTime(Throwable thrown) {
    return thrown instanceof Failure failure && failure.slug().equals("clock-differs");
  }

  /** Notes how the clocks stand. */
  public void compared(Clockwork now) {
    clockwork = now;
  }

  /** Notes that a look at the database has come to its end. */
  public void looked(@Nullable DatabaseTrouble trouble) {
    database = new Database(System.nanoTime(), trouble);
  }
}
