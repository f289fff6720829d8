package onestop.apologies;

import java.time.Duration;
import onestop.apologies.letter.LetterPress;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The periodic work of apologies. */
@Configuration(proxyBeanMethods = false)
class ApologyWork {
  private static final int BATCH = 200;

  /** Prints letters within seconds of their issue. */
  @Bean
  PeriodicWork printLetters(LetterPress press) {
    return PeriodicWork.every(Duration.ofSeconds(5), "print-letters", () -> press.print(BATCH));
  }

  /** Repairs the effects of lost timers. */
  @Bean
  PeriodicWork sweepObligations(Reconciliation reconciliation) {
    return PeriodicWork.every(
        Duration.ofMinutes(5), "sweep-obligations", () -> reconciliation.sweep());
  }

  /** Runs early enough for letters to be signed, and again while the rest can still be signed. */
  @Bean
  PeriodicWork sweepBeforeHolidays(HolidaySweep sweep) {
    return PeriodicWork.cron("0 15 8,13,15 * * ?", "sweep-before-holidays", () -> sweep.sweep());
  }
}
