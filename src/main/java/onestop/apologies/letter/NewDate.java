package onestop.apologies.letter;

import java.time.Instant;
import java.util.List;
import onestop.sla.clock.DueDate;

/**
 * The new date of a letter with its reasons, day by day.
 *
 * @param dueAt the new appointment
 * @param from the moment that it is counted from: the missed appointment, or the writing of the
 *     letter if that is later; its day does not count
 * @param days the days after that day up to the new appointment's, inclusive, in order; empty if
 *     both are the same day
 */
public record NewDate(Instant dueAt, Instant from, List<DueDate.Day> days) {
  public NewDate {
    days = List.copyOf(days);
  }

  /** The number of working days from the day after {@link #from} to the new appointment. */
  public long workingDays() {
    return days.stream().filter(day -> day.counted() > 0).count();
  }

  /** The number of its days that do not count for that reason. */
  public long off(DueDate.Reason reason) {
    return days.stream().filter(day -> day.reason() == reason).count();
  }
}
