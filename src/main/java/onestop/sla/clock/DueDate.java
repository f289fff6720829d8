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

  /** Why a day counts or does not count. */
  public enum Reason {
    /** Received after the close of office: counts as received at the next opening. */
    AFTER_HOURS,
    /** The day of receipt, from which day limits count on. */
    RECEIPT,
    /** Within the limit; in a limit of calendar days it may be a day off. */
    COUNTED,
    /** Within the limit: a weekend day that is worked. */
    MAKEUP,
    WEEKEND,
    HOLIDAY,
    /** The clock was paused; includes the day on which it was resumed. */
    PAUSED,
    EXCLUDED,
    /** The working day to which a limit ending on a day off has moved; not part of the count. */
    MOVED
  }

  /**
   * One day of the account.
   *
   * @param counted its number within the limit, from 1; 0 if it does not count
   * @param holiday the code of the holiday, of the swap, or of the holiday announced for the day;
   *     null on an ordinary day
   * @param decreed false if no decree yet determines whether the day is worked
   * @param minutes the working minutes counted on the day by a limit of hours; 0 in other limits
   */
  public record Day(
      LocalDate date,
      Reason reason,
      int counted,
      @Nullable String holiday,
      boolean decreed,
      int minutes) {}
}
