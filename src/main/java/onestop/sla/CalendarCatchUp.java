package onestop.sla;

import java.time.Clock;
import java.time.Duration;
import onestop.kernel.Actor;
import onestop.kernel.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A dossier received while a calendar change is being committed starts on the old version. */
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
