package onestop.absences;

import java.time.Duration;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Begins and ends absences on their days. */
@Configuration(proxyBeanMethods = false)
class AbsenceWork {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  @Bean
  PeriodicWork moveAbsentWork(Handovers handovers) {
    return PeriodicWork.every(INTERVAL, "move-absent-work", handovers::round);
  }
}
