package onestop.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.Exclusions.Span;

/**
 * The steps from receipt to the current due moment: first the term, then each adjustment, each
 * ending later than the one before.
 */
final class Reckoning {
  private final WorkingCalendar calendar;
  private final ClockTerms terms;
  private final History history;
  private final Exclusions excluded;
  private final RunningTime running;
  private final List<Step> steps = new ArrayList<>(1);

  /**
   * One stretch of the count.
   *
   * @param calendarDays whether days off count in it
   * @param rawEnd the last day counted; the due day may be later
   */
  record Step(boolean calendarDays, LocalDate rawEnd, Instant due) {}

  Reckoning(ClockTerms terms, History history) {
    this.terms = terms;
    this.calendar = terms.calendar();
    this.history = history;
    this.excluded = Exclusions.of(calendar, history);
    this.running = RunningTime.of(calendar, history);
    steps.add(term());
    for (Adjusted adjusted : history.adjustments()) {
      adjust(adjusted);
    }
  }

  Instant due() {
    return steps.get(steps.size() - 1).due();
  }

  List<Step> steps() {
    return steps;
  }

  Exclusions excluded() {
    return excluded;
  }

  RunningTime running() {
    return running;
  }

  /**
   * The {@code n}-th working day after the date, not counting days that a pause or an interval
   * excludes.
   */
  LocalDate plusWorkingDays(LocalDate date, int n) {
    if (excluded.isEmpty()) {
      return calendar.plusWorkingDays(date, n);
    }
    LocalDate day = date;
    for (int left = n; left > 0; ) {
      day = calendar.plusWorkingDays(day, 1);
      if (!excluded.contains(day)) {
        left--;
      }
    }
    return day;
  }

  private Step term() {
    if (history.term() instanceof ClockStart.Term.OfDeadline deadline) {
      return on(shifted(deadline.dueAt(), Instant.MIN));
    }
    Limit limit = ((ClockStart.Term.OfLimit) history.term()).limit();
    if (limit instanceof Limit.WorkingHours hours) {
      return on(running.plus(history.receivedAt(), Duration.ofHours(hours.count())));
    }
    if (limit instanceof Limit.SameDay) {
      return on(sameDay());
    }
    return count(calendar.receivedOn(history.receivedAt()), limit);
  }

  private Step on(Instant due) {
    return new Step(false, calendar.dateOf(due), due);
  }

  /** Counts a day limit from {@code from}, exclusive. */
  private Step count(LocalDate from, Limit limit) {
    if (limit instanceof Limit.CalendarDays days) {
      LocalDate raw = plusCalendarDays(from, days.count());
      LocalDate end = calendar.workingDayFrom(raw);
      while (excluded.contains(end)) {
        end = calendar.plusWorkingDays(end, 1);
      }
      return new Step(true, raw, calendar.closeOf(end));
    }
    int n = limit instanceof Limit.WorkingDays days ? days.count() : 1;
    return on(calendar.closeOf(plusWorkingDays(from, n)));
  }

  private LocalDate plusCalendarDays(LocalDate from, int n) {
    if (excluded.isEmpty()) {
      return from.plusDays(n);
    }
    LocalDate day = from;
    for (int left = n; left > 0; ) {
      day = day.plusDays(1);
      if (!excluded.contains(day)) {
        left--;
      }
    }
    return day;
  }

  /**
   * Due at the close of the day or, after the cut-off, at that of the next working day. If a pause
   * lasts beyond that day, the rule applies again to the moment of resumption: the limit has no
   * second day that could remain.
   */
  private Instant sameDay() {
    Instant due = sameDay(history.receivedAt());
    for (ClockPause pause : history.pauses()) {
      Instant to = pause.to();
      if (to != null
          && pause.from().isBefore(due)
          && calendar.dateOf(to).isAfter(calendar.dateOf(due))) {
        due = sameDay(to);
      }
    }
    return due;
  }

  private Instant sameDay(Instant from) {
    Instant open = calendar.nextOpening(from);
    LocalDate day = calendar.dateOf(open);
    boolean today = !calendar.timeOf(open).isAfter(terms.conventions().sameDayCutoff());
    day = today ? day : calendar.plusWorkingDays(day, 1);
    for (Span span : excluded.spans()) {
      if (!span.pause() && span.contains(day)) {
        day = calendar.plusWorkingDays(span.last(), 1);
      }
    }
    return calendar.closeOf(day);
  }

  private void adjust(Adjusted adjusted) {
    DueDateAdjustment adjustment = adjusted.adjustment();
    if (adjustment instanceof DueDateAdjustment.StatutoryExtension extension) {
      steps.add(
          extension.by() instanceof Limit.WorkingHours hours
              ? on(running.plus(due(), Duration.ofHours(hours.count())))
              : count(calendar.dateOf(due()), extension.by()));
    } else if (adjustment instanceof DueDateAdjustment.WrittenAgreement agreement) {
      steps.add(on(shifted(agreement.dueAt(), adjusted.at())));
    } else if (adjustment instanceof DueDateAdjustment.ApologyExtension extension) {
      steps.add(on(shifted(extension.dueAt(), adjusted.at())));
    }
    // every count already excludes the interval
  }

  /**
   * A moment named as a date moves by the working days excluded after it was named. As in a count,
   * the first day of a pause counts: a pause that begins on the last day moves nothing.
   */
  private Instant shifted(Instant named, Instant namedAt) {
    Instant due = named;
    LocalDate seen = LocalDate.MIN;
    for (Span span : excluded.spans()) {
      LocalDate first = span.first().isAfter(seen) ? span.first() : seen.plusDays(1);
      LocalDate dueDay = calendar.dateOf(due);
      if (span.knownAt().isAfter(namedAt) && !first.isAfter(dueDay)) {
        int lost = calendar.workingDaysBetween(first.minusDays(1), span.last());
        due =
            lost == 0
                ? due
                : calendar.at(calendar.plusWorkingDays(dueDay, lost), calendar.timeOf(due));
        seen = span.last().isAfter(seen) ? span.last() : seen;
      }
    }
    return due;
  }
}
