package onestop.node;

import java.time.Duration;
import java.util.Objects;
import onestop.kernel.Codes;
import onestop.kernel.Failure;

/**
 * A task that the system runs periodically. Each bean of this type is scheduled, on one node of a
 * cluster at a time.
 *
 * <p>The work runs outside any transaction and must be safe to run twice, or to be interrupted by a
 * crash and run again. A run that is still in progress when the next one is due delays the next
 * one; two runs of the same name never overlap. An exception is logged and ends only that run.
 *
 * @param name unique, {@code verb-object}, at most 60 characters
 */
public record PeriodicWork(String name, Rhythm rhythm, Runnable work) {
  public PeriodicWork {
    Objects.requireNonNull(rhythm, "rhythm");
    Objects.requireNonNull(work, "work");
    Codes.check("kernel", "periodic-work", name, 60);
  }

  /** The times at which the work runs. */
  public sealed interface Rhythm {
    /** Repeatedly, {@code interval} from start to start; at least one second. */
    record Every(Duration interval) implements Rhythm {
      public Every {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
          throw Failure.badInput("kernel", "periodic-interval", "value", interval);
        }
      }
    }

    /**
     * At the times of a cron expression of six fields (seconds first), in the zone of the
     * application.
     */
    record Cron(String expression) implements Rhythm {}
  }

  /** Work that runs every {@code interval}. */
  public static PeriodicWork every(Duration interval, String name, Runnable work) {
    return new PeriodicWork(name, new Rhythm.Every(interval), work);
  }

  /** Work that runs at the times of a cron expression with six fields, seconds first. */
  public static PeriodicWork cron(String expression, String name, Runnable work) {
    return new PeriodicWork(name, new Rhythm.Cron(expression), work);
  }
}
