package onestop.kernel;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that the system does again and again by itself; a bean of this type is picked up and
 * scheduled, on one node of a cluster at a time.
 *
 * <p>The work runs outside any transaction and must be safe to run twice, or to die half-way and
 * run again. A run that is still going when the next one is due delays it; two runs of the same
 * name never overlap. An exception is logged and ends only that run.
 *
 * @param name unique, {@code verb-object}, at most 60 characters
 */
public record PeriodicWork(String name, Rhythm rhythm, Runnable work) {
  public PeriodicWork {
    Objects.requireNonNull(rhythm, "rhythm");
    Objects.requireNonNull(work, "work");
    Codes.check("kernel", "periodic-work", name, 60);
  }

  /** When the work runs. */
  public sealed interface Rhythm {
    /** Again and again, {@code interval} from start to start; at least one second. */
    record Every(Duration interval) implements Rhythm {
      public Every {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
          throw Failure.badInput("kernel", "periodic-interval", "value", interval);
        }
      }
    }

    /**
     * At the moments that a cron expression of six fields (seconds first) names, in the zone of the
     * application.
     */
    record Cron(String expression) implements Rhythm {}
  }

  /** Work that runs every {@code interval}. */
  public static PeriodicWork every(Duration interval, String name, Runnable work) {
    return new PeriodicWork(name, new Rhythm.Every(interval), work);
  }

  /** Work that runs at the moments of a cron expression with six fields, seconds first. */
  public static PeriodicWork cron(String expression, String name, Runnable work) {
    return new PeriodicWork(name, new Rhythm.Cron(expression), work);
  }
}
