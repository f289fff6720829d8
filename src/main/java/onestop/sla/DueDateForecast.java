package onestop.sla;

import onestop.calendar.Calendars;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The due date that a clock would have if it started; stores nothing. */
@Service
public class DueDateForecast {
  private final Calendars calendars;
  private final Reckoner reckoner;

  DueDateForecast(Calendars calendars, Reckoner reckoner) {
    this.calendars = calendars;
    this.reckoner = reckoner;
  }

  /**
   * The due date with its day-by-day account, by the office hours that are in force now; equal to
   * that of {@link SlaClocks#start} with the same facts.
   *
   * @param start the facts; the dossier need not exist
   */
  @Transactional(readOnly = true)
  public DueDate of(ClockStart start) {
    return reckoner.explain(
        start,
        calendars.hoursRevision(start.agency()),
        History.of(start.receivedAt(), start.term()));
  }
}
