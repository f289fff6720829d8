package onestop.apologies;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationState;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.AgencyCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Before the offices close for longer than a weekend, counts the unsigned letters of each agency
 * whose limit passes before the next opening, and processes every lagging timer, whatever its lag:
 * during the days off no staff is on duty.
 */
@Component
class HolidaySweep {
  private static final Logger log = LoggerFactory.getLogger(HolidaySweep.class);
  private static final int LONGER_THAN_A_WEEKEND = 3;
  private static final Set<ObligationState> UNSIGNED =
      Set.of(ObligationState.OPENED, ObligationState.DRAFTED);

  private final Calendars calendars;
  private final Agencies agencies;
  private final Apologies apologies;
  private final Reconciliation reconciliation;
  private final Clock clock;

  HolidaySweep(
      Calendars calendars,
      Agencies agencies,
      Apologies apologies,
      Reconciliation reconciliation,
      Clock clock) {
    this.calendars = calendars;
    this.agencies = agencies;
    this.apologies = apologies;
    this.reconciliation = reconciliation;
    this.clock = clock;
  }

  /**
   * The number of letters opened or drafted but not signed whose limit lies before the next
   * opening, by the agency that owes them; empty except on the last day before a long closure.
   */
  Map<AgencyCode, Long> sweep() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    WorkingCalendar calendar = calendars.current(Calendars.VIETNAM);
    LocalDate today = calendar.dateOf(now);
    LocalDate next = calendar.workingDayFrom(today.plusDays(1));
    if (!calendar.isWorkingDay(today)
        || ChronoUnit.DAYS.between(today, next) <= LONGER_THAN_A_WEEKEND) {
      return Map.of();
    }
    reconciliation.sweep(Duration.ZERO);
    Map<AgencyCode, Long> waiting = new LinkedHashMap<>();
    for (Agency agency : agencies.all()) {
      long letters =
          apologies.count(new ObligationFilter(UNSIGNED, agency.code(), calendar.openOf(next)));
      if (letters > 0) {
        waiting.put(agency.code(), letters);
        log.warn(
            "Offices are closed from tomorrow until {}: {} letters of agency {} have their limit"
                + " before then and are not signed",
            next,
            letters,
            agency.code());
      }
    }
    return waiting;
  }
}
