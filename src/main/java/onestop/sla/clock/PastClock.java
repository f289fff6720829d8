package onestop.sla.clock;

import java.time.Instant;
import java.util.List;
import onestop.kernel.DossierCode;
import onestop.sla.clock.ClockTerms.Adjusted;
import org.jspecify.annotations.Nullable;

/**
 * A clock as it stood at a moment, recomputed from what had happened by then; what happens later
 * changes nothing about it.
 *
 * @param dueOriginalAt the date of the day of receipt
 * @param dueLawfulAt the date that on time is judged by: moved by pauses, statutes, agreements and
 *     changes of the calendar, never by a letter of apology; once a letter has given a new date it
 *     stays as it was just before
 * @param dueCurrentAt the date that work aims at, moved by the letter too
 * @param apologyBy the last moment for the letter that belongs to {@code dueLawfulAt}
 * @param appointmentNo 2 once a letter has given a new date, else 1
 * @param pauses that had begun, in order; one that had not ended by then has no end
 * @param adjustments that had been made, in order
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

  /** The pause in which the clock stood, if it did. */
  public @Nullable ClockPause standing() {
    ClockPause last = pauses.isEmpty() ? null : pauses.get(pauses.size() - 1);
    return last == null || last.to() != null ? null : last;
  }

  /**
   * Whether a date had passed at that moment. A clock that stands still since on or before the date
   * keeps its dossier in time.
   *
   * @param dueAt one of the three dates
   * @param at not after the moment of which this is the clock
   */
  public boolean isPast(Instant dueAt, Instant at) {
    ClockPause standing = standing();
    return Lateness.isLate(at, dueAt, standing == null ? null : standing.from());
  }
}
