package onestop.sla;

import java.time.Instant;
import java.util.List;
import onestop.calendar.WorkingCalendar;
import onestop.procedures.ApologyRule;
import onestop.procedures.ClockConventions;
import onestop.procedures.LadderStep;

/** What a clock is judged by: calendar and rule pack, all immutable. */
public record ClockTerms(
    WorkingCalendar calendar,
    ClockConventions conventions,
    ApologyRule apology,
    List<LadderStep> ladder) {

  /**
   * What happened to a clock.
   *
   * @param pauses in order, not overlapping; an open one excludes nothing yet
   * @param adjustments in order, with the moment at which each was made
   */
  public record History(
      Instant receivedAt,
      ClockStart.Term term,
      List<ClockPause> pauses,
      List<Adjusted> adjustments) {

    /** A clock to which nothing has happened. */
    public static History of(Instant receivedAt, ClockStart.Term term) {
      return new History(receivedAt, term, List.of(), List.of());
    }
  }

  /** An adjustment and when it was made. */
  public record Adjusted(DueDateAdjustment adjustment, Instant at) {}
}
