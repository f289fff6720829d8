package onestop.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import onestop.calendar.CalendarDay;
import onestop.calendar.DayKind;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.procedures.ApologyRule;
import onestop.sla.ClockTerms.Adjusted;
import onestop.sla.ClockTerms.History;
import onestop.sla.DueDate.Day;
import onestop.sla.DueDate.Reason;

/**
 * The legal clock: from what happened to when it is due, and why. Pure: same arguments, same
 * answer; no clock of its own.
 *
 * <p>Conventions (Civil Code 2015 articles 147–148, Circular 01/2018/TT-VPCP; the rule pack holds
 * the parameters): the day of receipt is excluded; day limits end at close of office; a calendar
 * limit that ends on a day off moves to the next working day; working hours run from the minute of
 * receipt; a receipt outside office hours counts as received at the next opening.
 */
public final class SlaClock {
  private final ClockTerms terms;
  private final WorkingCalendar calendar;

  public SlaClock(ClockTerms terms) {
    this.terms = terms;
    this.calendar = terms.calendar();
  }

  /** The due date of the day of receipt: before any pause or adjustment. */
  public Instant original(Instant receivedAt, ClockStart.Term term) {
    return due(History.of(receivedAt, term));
  }

  /** The current due date with its day-by-day account. */
  public DueDate explain(History history) {
    Instant due = due(history);
    return new DueDate(due, apologyBy(history.term(), due), account(history, due));
  }

  /** The current due moment. */
  public Instant due(History history) {
    Exclusions excluded = Exclusions.of(calendar, history);
    Instant due = base(history, excluded);
    due = pastLastPause(history, due);
    for (Adjusted adjusted : history.adjustments()) {
      due = adjust(due, adjusted, history, excluded);
    }
    return due;
  }

  /** The last moment for the letter of apology that belongs to a due moment. */
  public Instant apologyBy(ClockStart.Term term, Instant due) {
    ApologyRule rule = terms.apology();
    if (rule.timing() == ApologyRule.Timing.AT_DUE || isShort(term)) {
      return due;
    }
    return calendar.closeOf(
        calendar.minusWorkingDays(calendar.dateOf(due), rule.leadWorkingDays()));
  }

  /** Whether the term is too short for a letter ahead of the due day. */
  public boolean isShort(ClockStart.Term term) {
    if (!(term instanceof ClockStart.Term.OfLimit ofLimit)) {
      return false;
    }
    Limit limit = ofLimit.limit();
    return limit instanceof Limit.SameDay
        || limit instanceof Limit.WorkingHours hours
            && hours.count() <= terms.conventions().shortLimitHours();
  }

  private Instant base(History history, Exclusions excluded) {
    if (history.term() instanceof ClockStart.Term.OfDeadline deadline) {
      return shifted(deadline.dueAt(), history, Instant.MIN, excluded);
    }
    Limit limit = ((ClockStart.Term.OfLimit) history.term()).limit();
    Instant received = calendar.nextOpening(history.receivedAt());
    LocalDate day = calendar.dateOf(received);
    if (limit instanceof Limit.WorkingHours hours) {
      return hoursDue(received, Duration.ofHours(hours.count()), history.pauses());
    }
    if (limit instanceof Limit.SameDay) {
      boolean today =
          !received
              .atZone(calendar.zone())
              .toLocalTime()
              .isAfter(terms.conventions().sameDayCutoff());
      return calendar.closeOf(today ? day : calendar.plusWorkingDays(day, 1));
    }
    return calendar.closeOf(count(day, limit, excluded));
  }

  /** The last day of a day limit counted on from a day, which itself is not counted. */
  private LocalDate count(LocalDate from, Limit limit, Exclusions excluded) {
    boolean working = limit instanceof Limit.WorkingDays;
    int left = working ? ((Limit.WorkingDays) limit).count() : ((Limit.CalendarDays) limit).count();
    LocalDate day = from;
    while (left > 0) {
      day = day.plusDays(1);
      if (!excluded.contains(day) && (!working || calendar.isWorkingDay(day))) {
        left--;
      }
    }
    while (excluded.contains(day) || !calendar.isWorkingDay(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** Working hours from receipt, minutes inside a pause left out. */
  private Instant hoursDue(Instant received, Duration limit, List<ClockPause> pauses) {
    Instant due = calendar.plusWorking(received, limit);
    while (true) {
      Duration paused = Duration.ZERO;
      for (ClockPause pause : pauses) {
        Instant to = pause.to();
        if (to != null && pause.from().isBefore(due)) {
          Instant from = pause.from().isBefore(received) ? received : pause.from();
          paused = paused.plus(calendar.workingBetween(from, to.isAfter(due) ? due : to));
        }
      }
      Instant next = calendar.plusWorking(received, limit.plus(paused));
      if (!next.isAfter(due)) {
        return due;
      }
      due = next;
    }
  }

  /**
   * A pause that began on the last day, before the due moment, leaves the rest of that day open:
   * the limit then ends on the first working day after the day of resumption.
   */
  private Instant pastLastPause(History history, Instant due) {
    if (history.term() instanceof ClockStart.Term.OfLimit ofLimit
        && ofLimit.limit() instanceof Limit.WorkingHours) {
      return due;
    }
    Instant result = due;
    for (ClockPause pause : history.pauses()) {
      Instant to = pause.to();
      if (to != null
          && pause.from().isBefore(result)
          && !calendar.dateOf(to).isBefore(calendar.dateOf(result))) {
        LocalDate resumed = calendar.dateOf(to);
        boolean sameDay = calendar.dateOf(pause.from()).equals(resumed);
        if (!sameDay) {
          result = calendar.closeOf(calendar.plusWorkingDays(resumed, 1));
        }
      }
    }
    return result;
  }

  private Instant adjust(Instant due, Adjusted adjusted, History history, Exclusions excluded) {
    DueDateAdjustment adjustment = adjusted.adjustment();
    if (adjustment instanceof DueDateAdjustment.StatutoryExtension extension) {
      if (extension.by() instanceof Limit.WorkingHours hours) {
        return calendar.plusWorking(due, Duration.ofHours(hours.count()));
      }
      Limit by =
          extension.by() instanceof Limit.SameDay ? new Limit.WorkingDays(1) : extension.by();
      return calendar.closeOf(count(calendar.dateOf(due), by, excluded));
    }
    if (adjustment instanceof DueDateAdjustment.WrittenAgreement agreement) {
      return shifted(agreement.dueAt(), history, adjusted.at(), excluded);
    }
    if (adjustment instanceof DueDateAdjustment.ApologyExtension extension) {
      return shifted(extension.dueAt(), history, adjusted.at(), excluded);
    }
    return due; // an excluded interval has been left out of the count already
  }

  /** A moment named as a date moves on by the working days that later pauses took away. */
  private Instant shifted(Instant named, History history, Instant since, Exclusions excluded) {
    Instant due = named;
    for (ClockPause pause : history.pauses()) {
      Instant to = pause.to();
      if (to != null && pause.from().isAfter(since) && pause.from().isBefore(due)) {
        int lost = 0;
        LocalDate last = calendar.dateOf(to);
        for (LocalDate day = calendar.dateOf(pause.from()).plusDays(1);
            !day.isAfter(last);
            day = day.plusDays(1)) {
          if (calendar.isWorkingDay(day)) {
            lost++;
          }
        }
        LocalDate dueDay = calendar.dateOf(due);
        LocalDate moved = calendar.plusWorkingDays(dueDay, lost);
        due = lost == 0 ? due : calendar.at(moved, due.atZone(calendar.zone()).toLocalTime());
      }
    }
    return due;
  }

  private List<Day> account(History history, Instant due) {
    List<Day> account = new ArrayList<>();
    Exclusions excluded = Exclusions.of(calendar, history);
    LocalDate received = calendar.dateOf(calendar.nextOpening(history.receivedAt()));
    account.add(new Day(received, Reason.RECEIPT, 0, null, calendar.isDecreed(received)));
    boolean calendarDays =
        history.term() instanceof ClockStart.Term.OfLimit ofLimit
            && ofLimit.limit() instanceof Limit.CalendarDays;
    int total =
        calendarDays
            ? ((Limit.CalendarDays) ((ClockStart.Term.OfLimit) history.term()).limit()).count()
            : Integer.MAX_VALUE;
    int counted = 0;
    LocalDate last = calendar.dateOf(due);
    for (LocalDate day = received.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
      CalendarDay special = calendar.special(day);
      DayKind kind = calendar.kind(day);
      String holiday = special == null ? null : special.holiday();
      Reason reason;
      if (excluded.paused(day)) {
        reason = Reason.PAUSED;
      } else if (excluded.contains(day)) {
        reason = Reason.EXCLUDED;
      } else if (calendarDays ? counted < total : kind.isWorking()) {
        reason = kind == DayKind.MAKEUP ? Reason.MAKEUP : Reason.COUNTED;
        counted++;
      } else if (calendarDays && history.adjustments().isEmpty()) {
        reason = Reason.MOVED;
      } else {
        reason = kind == DayKind.WEEKEND ? Reason.WEEKEND : Reason.HOLIDAY;
        reason = kind.isWorking() ? Reason.COUNTED : reason;
        counted += kind.isWorking() ? 1 : 0;
      }
      boolean counts = reason == Reason.COUNTED || reason == Reason.MAKEUP;
      account.add(new Day(day, reason, counts ? counted : 0, holiday, calendar.isDecreed(day)));
    }
    return account;
  }
}
