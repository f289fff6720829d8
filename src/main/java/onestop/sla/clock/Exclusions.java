package onestop.sla.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import onestop.calendar.WorkingCalendar;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;

/**
 * The days that a day limit does not count: those after the first day of a pause up to and
 * including the day of its resumption, and the excluded intervals. An open pause excludes nothing
 * yet.
 */
final class Exclusions {
  private static final Exclusions NONE = new Exclusions(List.of());

  private final List<Span> spans;

  private Exclusions(List<Span> spans) {
    this.spans = spans;
  }

  /**
   * Consecutive excluded days.
   *
   * @param first inclusive
   * @param last inclusive
   * @param knownAt when they were excluded
   */
  record Span(LocalDate first, LocalDate last, Instant knownAt, boolean pause) {
    boolean contains(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }

  static Exclusions of(WorkingCalendar calendar, History history) {
    if (history.pauses().isEmpty() && history.adjustments().isEmpty()) {
      return NONE;
    }
    List<Span> spans = new ArrayList<>();
    for (ClockPause pause : history.pauses()) {
      Instant to = pause.to();
      if (to != null) {
        LocalDate first = calendar.dateOf(pause.from()).plusDays(1);
        LocalDate last = calendar.dateOf(to);
        if (!last.isBefore(first)) {
          spans.add(new Span(first, last, pause.from(), true));
        }
      }
    }
    for (Adjusted adjusted : history.adjustments()) {
      if (adjusted.adjustment() instanceof DueDateAdjustment.ExcludedInterval interval) {
        spans.add(new Span(interval.from(), interval.to(), adjusted.at(), false));
      }
    }
    spans.sort(Comparator.comparing(Span::first));
    return spans.isEmpty() ? NONE : new Exclusions(spans);
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** The spans in the order of their first days; they may overlap. */
  List<Span> spans() {
    return spans;
  }

  boolean paused(LocalDate day) {
    for (Span span : spans) {
      if (span.pause() && span.contains(day)) {
        return true;
      }
    }
    return false;
  }

  boolean contains(LocalDate day) {
    for (Span span : spans) {
      if (span.contains(day)) {
        return true;
      }
    }
    return false;
  }
}
