package onestop.calendar;

import java.time.LocalDate;
import java.util.List;
import onestop.kernel.Failure;

/**
 * What a new version of a calendar may change: days to come. A day gone by that the version in
 * force rests on a decree stays worked or free as it was, since limits have been reckoned and
 * letters sent by it; no year that is decreed gets lost; and no decree speaks further than of next
 * year. Pure.
 */
final class CalendarBounds {
  private CalendarBounds() {}

  /**
   * Refuses days that reach beyond these bounds.
   *
   * @param today may still be changed: a decree can close the offices on its own day
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
