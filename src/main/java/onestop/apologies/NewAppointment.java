package onestop.apologies;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import onestop.apologies.letter.NewDate;
import onestop.calendar.CalendarDay;
import onestop.calendar.DayKind;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Failure;
import onestop.procedures.ApologyRule;
import onestop.procedures.RulePack;
import onestop.sla.clock.DueDate;
import org.jspecify.annotations.Nullable;

/**
 * The one new date that a letter may give: after the due date, a working moment, within the bounds
 * of the rule pack. Pure.
 *
 * @param dueAt the missed appointment
 * @param at when the letter is written; the new date is never earlier
 */
record NewAppointment(RulePack pack, WorkingCalendar calendar, Instant dueAt, Instant at) {

  /** Whether the pack allows a new date at all. */
  boolean isAllowed() {
    return pack.apology().reappointments() > 0 && pack.apology().defaultExtension() != null;
  }

  private Instant base() {
    return dueAt.isAfter(at) ? dueAt : at;
  }

  /** The new date if no officer has named one. */
  Instant byDefault() {
    Limit limit = pack.apology().defaultExtension();
    if (limit == null) {
      throw new IllegalStateException("rule pack " + pack.id() + " allows no new date");
    }
    return calendar.endOf(base(), limit);
  }

  /** The officer's date if it is still valid at the issue of the letter, otherwise the default. */
  Instant choose(@Nullable Instant proposed) {
    return proposed != null && proposed.isAfter(base()) ? proposed : byDefault();
  }

  /** Why the new date is that day: the days after the missed appointment, or after today. */
  NewDate explain(Instant newDue) {
    LocalDate from = calendar.dateOf(base());
    LocalDate last = calendar.dateOf(newDue);
    List<DueDate.Day> days = new ArrayList<>();
    int counted = 0;
    for (LocalDate day = from.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
      DayKind kind = calendar.kind(day);
      counted += kind.isWorking() ? 1 : 0;
      CalendarDay special = calendar.special(day);
      days.add(
          new DueDate.Day(
              day,
              reason(kind),
              kind.isWorking() ? counted : 0,
              special == null ? null : special.holiday(),
              calendar.isDecreed(day),
              0));
    }
    return new NewDate(newDue, base(), days);
  }

  private static DueDate.Reason reason(DayKind kind) {
    if (kind.isWorking()) {
      return kind == DayKind.MAKEUP ? DueDate.Reason.MAKEUP : DueDate.Reason.COUNTED;
    }
    return kind == DayKind.WEEKEND ? DueDate.Reason.WEEKEND : DueDate.Reason.HOLIDAY;
  }

  /** Refuses a date that a letter may not give. */
  void check(Instant proposed) {
    ApologyRule rule = pack.apology();
    if (!isAllowed()) {
      throw Failure.badInput("apologies", "no-new-date", "pack", pack.id());
    }
    if (!proposed.isAfter(base())) {
      throw Failure.badInput(
          "apologies", "new-date-not-later", "value", text(proposed), "due", text(base()));
    }
    if (!isWorking(proposed)) {
      throw Failure.badInput(
          "apologies",
          "new-date-not-working",
          "value",
          text(proposed),
          "next",
          text(calendar.nextOpening(proposed)));
    }
    Limit longest = rule.maxExtension();
    if (longest != null && proposed.isAfter(calendar.endOf(base(), longest))) {
      throw Failure.badInput(
          "apologies",
          "new-date-too-late",
          "value",
          text(proposed),
          "latest",
          text(calendar.endOf(base(), longest)));
    }
  }

  /** Whether the moment lies in office hours; the close of an interval is inclusive. */
  private boolean isWorking(Instant moment) {
    return calendar.isWorkingDay(calendar.dateOf(moment))
        && (calendar.nextOpening(moment).equals(moment)
            || calendar.nextOpening(moment.minusMillis(1)).equals(moment.minusMillis(1)));
  }

  private String text(Instant moment) {
    return moment.atZone(calendar.zone()).toOffsetDateTime().toString();
  }
}
