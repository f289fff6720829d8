package onestop.sla.clock;

import java.time.Instant;
import java.util.List;
import onestop.kernel.DossierCode;
import onestop.sla.clock.ClockTerms.Adjusted;
import org.jspecify.annotations.Nullable;

/**
 * A clock as it stood at a moment, recomputed from the events up to then; later events do not
 * affect it.
 *
 * @param dueOriginalAt the date of the day of receipt
 * @param dueLawfulAt the date that decides whether the dossier is on time: moved by pauses,
 *     statutes, agreements and changes of the calendar, never by a letter of apology; fixed from
 *     the moment at which a letter gives a new date
 * @param dueCurrentAt the date that work aims at, which a letter moves too
 * @param apologyBy the last moment for the letter that belongs to {@code dueLawfulAt}
 * @param appointmentNo 2 once a letter has given a new date, else 1
 * @param pauses the pauses begun by then, in order; one still open then has no end
 * @param adjustments the adjustments made by then, in order
 */
public record PastClock(
    DossierCode dossier,
    Instant dueOriginalAt,
    Instant dueLawfulAt,
    Instant dueCurrentAt,
    Instant apologyBy,
    int appointmentNo,
    List<ClockPause> pauses,
    List<Adjusted> adjustments) {

  /** The pause open at the moment; null if the clock ran. */
  public @Nullable ClockPause standing() {
    ClockPause last = pauses.isEmpty() ? null : pauses.get(pauses.size() - 1);
    return last == null || last.to() != null ? null : last;
  }

  /**
   * Whether a date had passed at that moment. A clock paused since the date or earlier keeps its
   * dossier in time.
   *
   * @param dueAt one of the three dates
   * @param at at or before the moment of this clock
   */
  public boolean isPast(Instant dueAt, Instant at) {
    ClockPause standing = standing();
    return Lateness.isLate(at, dueAt, standing == null ? null : standing.from());
  }
}
