package onestop.sla.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A due date with its reasons.
 *
 * @param dueAt the last moment at which the dossier is in time
 * @param apologyBy the last moment for the letter, {@code dueAt} itself where no lead applies
 * @param account the days from receipt to the due day, in order
 */
public record DueDate(Instant dueAt, Instant apologyBy, List<Day> account) {

  /** Why a day counts or does not. */
  public enum Reason {
    /** Came in after the close of office: counts as received at the next opening. */
    AFTER_HOURS,
    /** The day of receipt, from which day limits count on. */
    RECEIPT,
    /** Within the limit; in calendar days a day off may be. */
    COUNTED,
    /** Within the limit, a weekend day that is worked. */
    MAKEUP,
    WEEKEND,
    HOLIDAY,
    /** The clock stood; the day on which it was resumed is one of these. */
    PAUSED,
    EXCLUDED,
    /** The working day to which a limit that ended on a day off has moved; beyond its count. */
    MOVED
  }

  /**
   * One day of the account.
   *
   * @param counted its number within the limit, from 1; 0 if it does not count
   * @param holiday the code of the day's holiday, of the swap it belongs to, or of the one
   *     announced for it; null on an ordinary day
   * @param decreed false if the day's standing rests on no decree yet
   * @param minutes the working minutes that a limit of hours counted on it; 0 in other limits
   */
  public record Day(
      LocalDate date,
      Reason reason,
      int counted,
      @Nullable String holiday,
      boolean decreed,
      int minutes) {}
}
