package onestop.calendar;

import java.time.LocalDate;
import java.util.List;
import onestop.kernel.Failure;

/**
 * The bounds of a new version of a calendar: it may change only days to come. A past day that is
 * decreed in the version in force stays worked or free, since limits have been computed and letters
 * sent by it; no decreed year may be dropped; and no decree covers more than the next year. Pure.
 */
final class CalendarBounds {
  private CalendarBounds() {}

  /**
   * Refuses days outside these bounds.
   *
   * @param today the present day, which may still be changed: a decree can close the offices on its
   *     own day
   */
  static void require(DayIndex inForce, List<CalendarDay> days, LocalDate today) {
    DayIndex proposed = new DayIndex(days);
    LocalDate first = inForce.firstDay();
    LocalDate last = inForce.lastDecreedDay();
    LocalDate proposedFirst = proposed.firstDay();
    LocalDate proposedLast = proposed.lastDecreedDay();
    if (first == null || last == null || proposedFirst == null || proposedLast == null) {
      return;
    }
    if (proposedFirst.isAfter(first) || proposedLast.isBefore(last)) {
      throw Failure.badInput(
          "calendar",
          "change-years",
          "first",
          String.valueOf(first.getYear()),
          "last",
          String.valueOf(last.getYear()));
    }
    int furthest = Math.max(last.getYear(), today.getYear() + 1);
    if (proposedLast.getYear() > furthest) {
      throw Failure.badInput(
          "calendar",
          "change-far",
          "year",
          String.valueOf(proposedLast.getYear()),
          "last",
          String.valueOf(furthest));
    }
    requirePast(inForce, proposed, today.isAfter(last) ? last.plusDays(1) : today);
  }

  private static void requirePast(DayIndex inForce, DayIndex proposed, LocalDate until) {
    for (LocalDate day = inForce.firstDay(); day != null && day.isBefore(until); ) {
      if (inForce.kind(day).isWorking() != proposed.kind(day).isWorking()) {
        throw Failure.badInput(
            "calendar",
            inForce.kind(day).isWorking() ? "change-past-worked" : "change-past-free",
            "date",
            day);
      }
      day = day.plusDays(1);
    }
  }
}
