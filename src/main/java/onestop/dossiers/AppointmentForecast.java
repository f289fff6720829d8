package onestop.dossiers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import onestop.calendar.Calendars;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.sla.DueDateForecast;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.DueDate;
import org.springframework.stereotype.Service;

/** The appointment that an application would be given if it were received now; stores nothing. */
@Service
public class AppointmentForecast {
  /** Stands for the dossier that does not exist yet. */
  private static final DossierCode NONE = new DossierCode("-");

  private final Catalogue catalogue;
  private final Calendars calendars;
  private final DueDateForecast due;
  private final Clock clock;
  private final ZoneId zone;

  AppointmentForecast(
      Catalogue catalogue, Calendars calendars, DueDateForecast due, Clock clock, ZoneId zone) {
    this.catalogue = catalogue;
    this.calendars = calendars;
    this.due = due;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The due date with its day-by-day account.
   *
   * @param procedure the code of the procedure, in its version in force
   * @param resolving the agency whose office hours count
   */
  public DueDate of(String procedure, AgencyCode resolving) {
    Procedure version = catalogue.current(procedure);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    RulePack pack = catalogue.rulePackFor(version, LocalDate.ofInstant(now, zone));
    return due.of(
        new ClockStart(
            NONE,
            resolving,
            now,
            new ClockStart.Term.OfLimit(version.limit()),
            pack.id(),
            pack.version(),
            calendars.current(pack.calendar()).version()));
  }
}
