package onestop.apologies;

import java.time.Instant;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Failure;
import onestop.procedures.ApologyRule;
import onestop.procedures.RulePack;
import org.jspecify.annotations.Nullable;

/**
 * The one new date that a letter may give: after the due date, a working moment, within what the
 * rule pack allows. Pure.
 *
 * @param dueAt the appointment that is missed
 * @param at when the letter is written: a new date never lies in the past
 */
record NewAppointment(RulePack pack, WorkingCalendar calendar, Instant dueAt, Instant at) {

  /** Whether the pack lets a letter give a new date at all. */
  boolean isAllowed() {
    return pack.apology().reappointments() > 0 && pack.apology().defaultExtension() != null;
  }

  private Instant base() {
    return dueAt.isAfter(at) ? dueAt : at;
  }

  /** The new date that holds when no officer named one. */
  Instant byDefault() {
    Limit limit = pack.apology().defaultExtension();
    if (limit == null) {
      throw new IllegalStateException("rule pack " + pack.id() + " allows no new date");
    }
    return calendar.endOf(base(), limit);
  }

  /** The officer's date if it still stands when the letter goes out, otherwise the default. */
  Instant choose(@Nullable Instant proposed) {
    return proposed != null && proposed.isAfter(base()) ? proposed : byDefault();
  }

  /** Refuses a date that no letter may give. */
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

  /** In office hours; the close of a stretch of office hours belongs to it. */
  private boolean isWorking(Instant moment) {
    return calendar.isWorkingDay(calendar.dateOf(moment))
        && (calendar.nextOpening(moment).equals(moment)
            || calendar.nextOpening(moment.minusMillis(1)).equals(moment.minusMillis(1)));
  }

  private String text(Instant moment) {
    return moment.atZone(calendar.zone()).toOffsetDateTime().toString();
  }
}
