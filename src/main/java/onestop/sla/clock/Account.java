package onestop.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import onestop.calendar.CalendarDay;
import onestop.calendar.DayKind;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDate.Day;
import onestop.sla.clock.DueDate.Reason;
import onestop.sla.clock.Reckoning.Step;
import org.jspecify.annotations.Nullable;

/** Builds the day-by-day account of a reckoning: which days counted and which did not. */
final class Account {
  private final WorkingCalendar calendar;
  private final History history;
  private final Reckoning reckoning;
  private final List<Day> days = new ArrayList<>();
  private int counted;

  private Account(WorkingCalendar calendar, History history, Reckoning reckoning) {
    this.calendar = calendar;
    this.history = history;
    this.reckoning = reckoning;
  }

  static List<Day> of(WorkingCalendar calendar, History history, Reckoning reckoning) {
    Account account = new Account(calendar, history, reckoning);
    account.write();
    return account.days;
  }

  private void write() {
    Limit limit = history.term() instanceof ClockStart.Term.OfLimit of ? of.limit() : null;
    boolean hours = limit instanceof Limit.WorkingHours;
    boolean sameDay = limit instanceof Limit.SameDay;
    LocalDate base =
        hours || sameDay
            ? calendar.dateOf(calendar.nextOpening(history.receivedAt()))
            : calendar.receivedOn(history.receivedAt());
    LocalDate last = calendar.dateOf(reckoning.due());
    LocalDate ofTerm = calendar.dateOf(reckoning.steps().get(0).due());
    for (LocalDate day = calendar.dateOf(history.receivedAt());
        day.isBefore(base);
        day = day.plusDays(1)) {
      Reason off = off(day);
      add(day, off == null ? Reason.AFTER_HOURS : off, 0);
    }
    if (hours) {
      hour(base);
    } else {
      add(base, sameDay && base.equals(ofTerm) ? Reason.COUNTED : Reason.RECEIPT, 0);
    }
    LocalDate byTheHour = hours ? ofTerm : base;
    for (LocalDate day = base.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
      if (!day.isAfter(byTheHour)) {
        hour(day);
      } else {
        add(day, sameDay && !day.isAfter(ofTerm) ? ofSameDay(day, ofTerm) : reason(day), 0);
      }
    }
  }

  private Reason reason(LocalDate day) {
    if (reckoning.excluded().paused(day)) {
      return Reason.PAUSED;
    }
    if (reckoning.excluded().contains(day)) {
      return Reason.EXCLUDED;
    }
    Step step = step(day);
    if (step.calendarDays() && !day.isAfter(step.rawEnd())) {
      return Reason.COUNTED;
    }
    Reason off = off(day);
    if (off != null) {
      return off;
    }
    return step.calendarDays() ? Reason.MOVED : worked(day);
  }

  private Reason ofSameDay(LocalDate day, LocalDate ofTerm) {
    Reason reason = reason(day);
    // the only day of a same-day limit counts, even if the clock was resumed on it
    return day.equals(ofTerm) ? worked(day) : reason == Reason.COUNTED ? Reason.PAUSED : reason;
  }

  private void hour(LocalDate day) {
    Instant from = calendar.at(day, LocalTime.MIDNIGHT);
    Instant to = calendar.at(day.plusDays(1), LocalTime.MIDNIGHT);
    Instant received = history.receivedAt();
    Instant due = reckoning.steps().get(0).due();
    Instant start = received.isAfter(from) ? received : from;
    Instant end = due.isBefore(to) ? due : to;
    Duration ran = reckoning.running().between(start, end);
    Reason off = off(day);
    if (off == null && ran.isZero()) {
      boolean interval = reckoning.excluded().contains(day) && !reckoning.excluded().paused(day);
      off = interval ? Reason.EXCLUDED : Reason.PAUSED;
    }
    add(day, off == null ? worked(day) : off, Math.toIntExact(ran.toMinutes()));
  }

  private Step step(LocalDate day) {
    int i = 0;
    while (calendar.dateOf(reckoning.steps().get(i).due()).isBefore(day)) {
      i++; // up to the last step at most: no account goes beyond its due day
    }
    return reckoning.steps().get(i);
  }

  private Reason worked(LocalDate day) {
    return calendar.kind(day) == DayKind.MAKEUP ? Reason.MAKEUP : Reason.COUNTED;
  }

  private @Nullable Reason off(LocalDate day) {
    DayKind kind = calendar.kind(day);
    if (kind.isWorking()) {
      return null;
    }
    return kind == DayKind.WEEKEND ? Reason.WEEKEND : Reason.HOLIDAY;
  }

  private void add(LocalDate day, Reason reason, int minutes) {
    boolean counts = reason == Reason.COUNTED || reason == Reason.MAKEUP;
    counted += counts ? 1 : 0;
    CalendarDay special = calendar.special(day);
    String holiday = special == null ? null : special.holiday();
    int number = counts ? counted : 0;
    days.add(new Day(day, reason, number, holiday, calendar.isDecreed(day), minutes));
  }
}
