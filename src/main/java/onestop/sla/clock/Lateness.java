package onestop.sla.clock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one rule of being late: a moment after the date, unless the clock stands still since on or
 * before that date. Who judges on time gives the lawful date, which no letter moves.
 */
public final class Lateness {
  private Lateness() {}

  /**
   * Whether a date has passed.
   *
   * @param at the moment of the end, or now while the dossier is open
   * @param dueAt the date, inclusive
   * @param waitingSince when the pause began in which the clock stands at that moment; null if it
   *     stands in none
   */
  public static boolean isLate(Instant at, Instant dueAt, @Nullable Instant waitingSince) {
    boolean waits = waitingSince != null && !waitingSince.isAfter(dueAt);
    return at.isAfter(dueAt) && !waits;
  }
}
