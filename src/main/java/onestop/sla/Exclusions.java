package onestop.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import onestop.calendar.WorkingCalendar;
import onestop.sla.ClockTerms.Adjusted;
import onestop.sla.ClockTerms.History;

/** The days that a day limit leaves out. */
final class Exclusions {
  private final List<Span> pauses = new ArrayList<>();
  private final List<Span> intervals = new ArrayList<>();

  private record Span(LocalDate first, LocalDate last) {
    boolean contains(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }

  /** The day a clock was paused counts, the day it resumed does not. */
  static Exclusions of(WorkingCalendar calendar, History history) {
    Exclusions exclusions = new Exclusions();
    for (ClockPause pause : history.pauses()) {
      Instant to = pause.to();
      if (to != null) {
        exclusions.pauses.add(
            new Span(calendar.dateOf(pause.from()).plusDays(1), calendar.dateOf(to)));
      }
    }
    for (Adjusted adjusted : history.adjustments()) {
      if (adjusted.adjustment() instanceof DueDateAdjustment.ExcludedInterval interval) {
        exclusions.intervals.add(new Span(interval.from(), interval.to()));
      }
    }
    return exclusions;
  }

  boolean paused(LocalDate day) {
    return pauses.stream().anyMatch(span -> span.contains(day));
  }

  boolean contains(LocalDate day) {
    return paused(day) || intervals.stream().anyMatch(span -> span.contains(day));
  }
}
