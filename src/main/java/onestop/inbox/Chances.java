package onestop.inbox;

import java.time.Instant;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.life.Dossier;
import onestop.forecast.Chance;
import onestop.forecast.Forecasts;
import onestop.forecast.Forecasts.Need;
import onestop.forecast.Forecasts.Place;
import onestop.kernel.AgencyCode;
import onestop.kernel.ProcedureKey;
import onestop.procedures.LetterModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The chance of waiting items to end in time, by the legal clock and the agency's own past. */
@Component
public class Chances {
  private final Forecasts forecasts;
  private final Calendars calendars;

  Chances(Forecasts forecasts, Calendars calendars) {
    this.forecasts = forecasts;
    this.calendars = calendars;
  }

  /**
   * The chance of an item.
   *
   * @param dueAt the due date that can still be kept, or the limit of a letter
   * @param usual how it would end if it waited from now on as long as such items usually do
   * @param cases the past cases behind the expectation; 0 if the model's allotments stand for it
   */
  public record Outlook(Chance chance, Instant dueAt, Chance usual, int cases)
      implements Comparable<Outlook> {
    /** Whether it can still be in time if an officer takes it now. */
    public boolean isSaved() {
      return chance.isSaved();
    }

    /** Whether it will be late if it waits as long as such items usually do. */
    public boolean isAtRisk() {
      return !usual.isSaved();
    }

    @Override
    public int compareTo(Outlook other) {
      return chance.compareTo(other.chance);
    }
  }

  /** The chance of an item as of {@code now}. */
  public Outlook of(InboxItem item, Instant now) {
    Instant dueAt = dueAt(item, now);
    Need need = need(item.step(), item.about().procedure(), item.about().agencies());
    WorkingCalendar calendar = calendar(item.about().agencies().resolving());
    long left = between(calendar, now, dueAt);
    return new Outlook(
        new Chance(left, need.work()), dueAt, new Chance(left, need.lead()), need.cases());
  }

  /**
   * The due date that can still be kept: once the lawful one has passed, the day that the letter of
   * apology has named, if there is one.
   */
  static Instant dueAt(InboxItem item, Instant now) {
    if (LetterModel.STEPS.contains(item.step())) {
      return item.ownDueAt();
    }
    Instant lawful = item.times().dueLawfulAt();
    return now.isAfter(lawful) ? item.dueAt() : lawful;
  }

  Need need(String step, @Nullable ProcedureKey procedure, Dossier.Agencies agencies) {
    return procedure == null
        ? Need.UNKNOWN
        : forecasts.of(
            new Place(procedure.code(), step, agencies.receiving(), agencies.resolving()));
  }

  WorkingCalendar calendar(AgencyCode agency) {
    return calendars.today(Calendars.VIETNAM, agency);
  }

  /** The working minutes from one moment to another; below zero if the other is earlier. */
  static long between(WorkingCalendar calendar, Instant from, Instant to) {
    return to.isBefore(from)
        ? -calendar.workingBetween(to, from).toMinutes()
        : calendar.workingBetween(from, to).toMinutes();
  }
}
