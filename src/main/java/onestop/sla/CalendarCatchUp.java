package onestop.sla;

import java.time.Clock;
import java.time.Duration;
import onestop.kernel.Actor;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Moves dossiers to the new calendar version that were received while its change was being
 * committed and so started on the old one.
 */
@Configuration(proxyBeanMethods = false)
class CalendarCatchUp {
  private static final Actor AUTOMATON = new Actor.Automaton("calendar-catch-up");
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  @Bean
  PeriodicWork catchUpWithCalendar(SlaClocks clocks, Clock clock) {
    return PeriodicWork.every(
        INTERVAL, "catch-up-with-calendar", () -> clocks.catchUp(AUTOMATON, clock.instant()));
  }
}
