package onestop.sla.clock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one rule of lateness: a moment is late if it lies after the date, unless the clock has been
 * paused since that date or earlier. To judge whether a dossier is on time, pass the lawful date,
 * which no letter moves.
 */
public final class Lateness {
  private Lateness() {}

  /**
   * Whether {@code at} is late.
   *
   * @param at the moment of the end, or now while the dossier is open
   * @param dueAt the date, inclusive
   * @param waitingSince the start of the pause in effect at that moment; null if there is none
   */
  public static boolean isLate(Instant at, Instant dueAt, @Nullable Instant waitingSince) {
    boolean waits = waitingSince != null && !waitingSince.isAfter(dueAt);
    return at.isAfter(dueAt) && !waits;
  }
}
