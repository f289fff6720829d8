package onestop.sla;

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
    RECEIPT,
    COUNTED,
    MAKEUP,
    WEEKEND,
    HOLIDAY,
    PAUSED,
    EXCLUDED,
    /** A day within the limit that falls after the raw end and only waits for a working day. */
    MOVED
  }

  /**
   * One day of the account.
   *
   * @param counted its number within the limit, from 1; 0 if it does not count
   * @param holiday the code of the holiday, if that is the reason
   * @param decreed false if the day's standing rests on no decree yet
   */
  public record Day(
      LocalDate date, Reason reason, int counted, @Nullable String holiday, boolean decreed) {}
}
