package onestop.dossiers.consultations;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Component;

/**
 * The days by which answers are due: working days of the asked agency. The dossier's own due date
 * stays as it is, and an answer comes before it unless the asking officer says why not.
 */
@Component
public class AnswerDays {
  /** The working days that an agency usually has. */
  public static final int USUAL = 3;

  private final Calendars calendars;
  private final SlaClocks clocks;
  private final Clock clock;

  AnswerDays(Calendars calendars, SlaClocks clocks, Clock clock) {
    this.calendars = calendars;
    this.clocks = clocks;
    this.clock = clock;
  }

  /**
   * The day that is proposed.
   *
   * @param earliest the first day that may be chosen
   * @param dossierDue the dossier's own due date
   * @param isCut whether the dossier's due date leaves less than the usual days
   */
  public record Proposal(LocalDate day, LocalDate earliest, Instant dossierDue, boolean isCut) {}

  /** The day that is proposed for a question that this agency asks now. */
  public Proposal proposed(DossierCode dossier, AgencyCode asking) {
    Instant now = clock.instant();
    WorkingCalendar calendar = calendars.today(Calendars.VIETNAM, asking);
    Instant due = clocks.state(dossier).dueCurrentAt();
    LocalDate earliest = earliest(calendar, now);
    LocalDate usual = calendar.plusWorkingDays(calendar.dateOf(now), USUAL);
    LocalDate last = calendar.dateOf(due);
    if (!calendar.isWorkingDay(last) || calendar.closeOf(last).isAfter(due)) {
      last = calendar.minusWorkingDays(last, 1);
    }
    if (!last.isBefore(usual)) {
      return new Proposal(usual, earliest, due, false);
    }
    return new Proposal(last.isBefore(earliest) ? earliest : last, earliest, due, true);
  }

  private static LocalDate earliest(WorkingCalendar calendar, Instant now) {
    LocalDate today = calendar.dateOf(now);
    return calendar.isWorkingDay(today) && now.isBefore(calendar.closeOf(today))
        ? today
        : calendar.plusWorkingDays(today, 1);
  }

  /**
   * The moment by which the answer is due.
   *
   * @param why why it may come after the dossier's own due date; empty if it need not
   * @throws Failure {@code dossiers/opinion-day-past}, {@code dossiers/opinion-day-far}, {@code
   *     dossiers/opinion-day-off} with the next working day, {@code dossiers/opinion-behind-due}
   *     without a reason
   */
  Instant due(DossierCode dossier, AgencyCode asked, LocalDate day, String why) {
    Instant now = clock.instant();
    WorkingCalendar calendar = calendars.today(Calendars.VIETNAM, asked);
    LocalDate earliest = earliest(calendar, now);
    if (day.isBefore(earliest)) {
      throw Failure.badInput("dossiers", "opinion-day-past", "day", day, "from", earliest);
    }
    LocalDate latest = earliest.plusYears(1);
    if (day.isAfter(latest)) {
      throw Failure.badInput("dossiers", "opinion-day-far", "day", day, "to", latest);
    }
    if (!calendar.isWorkingDay(day)) {
      throw Failure.badInput(
          "dossiers", "opinion-day-off", "day", day, "next", calendar.workingDayFrom(day));
    }
    Instant end = calendar.closeOf(day);
    Instant due = clocks.state(dossier).dueCurrentAt();
    if (end.isAfter(due) && why.isEmpty()) {
      throw Failure.badInput(
          "dossiers", "opinion-behind-due", "day", day, "due", calendar.dateOf(due));
    }
    return end;
  }
}
