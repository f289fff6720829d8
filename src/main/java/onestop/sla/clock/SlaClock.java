package onestop.sla.clock;

import java.time.Instant;
import java.time.LocalDate;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.procedures.ApologyRule;
import onestop.sla.clock.ClockTerms.History;

/**
 * The legal clock: computes from a history when a dossier is due, and why. Pure and thread-safe:
 * the same arguments give the same result, and no system clock is read.
 *
 * <p>Conventions (Civil Code 2015 articles 147–148, Circular 01/2018/TT-VPCP; the rule pack holds
 * the parameters):
 *
 * <ul>
 *   <li>The day of receipt is excluded; day limits end at close of office; a calendar limit that
 *       ends on a day off moves to the next working day.
 *   <li>Working hours run from the minute of receipt; minutes inside a pause do not count.
 *   <li>A receipt outside office hours counts as received at the next opening.
 *   <li>In day limits the day of a pause counts and the day of resumption does not. A pause opened
 *       and closed on one day therefore moves nothing, nor does one that begins on the last day of
 *       the limit, when all its days are counted.
 * </ul>
 */
public final class SlaClock {
  private final ClockTerms terms;
  private final WorkingCalendar calendar;

  public SlaClock(ClockTerms terms) {
    this.terms = terms;
    this.calendar = terms.calendar();
  }

  /** The due date as of the day of receipt, before any pause or adjustment. */
  public Instant original(Instant receivedAt, ClockStart.Term term) {
    return due(History.of(receivedAt, term));
  }

  /** The current due moment. */
  public Instant due(History history) {
    return new Reckoning(terms, history).due();
  }

  /** The current due date with its day-by-day account. */
  public DueDate explain(History history) {
    Reckoning reckoning = new Reckoning(terms, history);
    Instant due = reckoning.due();
    return new DueDate(due, apologyBy(history, due), Account.of(calendar, history, reckoning));
  }

  /**
   * The last moment for the letter of apology that belongs to a due moment: the close of the
   * working day that lies as many working days before the due day as the rule pack sets. The due
   * moment itself if no lead applies or the lead would end before receipt.
   */
  public Instant apologyBy(History history, Instant due) {
    ApologyRule rule = terms.apology();
    if (rule.timing() == ApologyRule.Timing.AT_DUE || isShort(history.term())) {
      return due;
    }
    LocalDate received = calendar.dateOf(history.receivedAt());
    LocalDate dueDay = calendar.dateOf(due);
    if (calendar.workingDaysBetween(received.minusDays(1), dueDay.minusDays(1))
        < rule.leadWorkingDays()) {
      return due;
    }
    Instant by = calendar.closeOf(calendar.minusWorkingDays(dueDay, rule.leadWorkingDays()));
    return by.isAfter(history.receivedAt()) ? by : due;
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
}
