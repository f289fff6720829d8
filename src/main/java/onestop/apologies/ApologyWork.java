package onestop.apologies;

import java.time.Duration;
import onestop.apologies.letter.LetterPress;
import onestop.kernel.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What apologies do by themselves, again and again. */
@Configuration(proxyBeanMethods = false)
class ApologyWork {
  private static final int BATCH = 200;

  /** Letters are printed within seconds of their issue. */
  @Bean
  PeriodicWork printLetters(LetterPress press) {
    return PeriodicWork.every(Duration.ofSeconds(5), "print-letters", () -> press.print(BATCH));
  }

  /** The net under the timers. */
  @Bean
  PeriodicWork sweepObligations(Reconciliation reconciliation) {
    return PeriodicWork.every(
        Duration.ofMinutes(5), "sweep-obligations", () -> reconciliation.sweep());
  }

  /** Early enough to sign, and again when there is still time to sign the rest. */
  @Bean
  PeriodicWork sweepBeforeHolidays(HolidaySweep sweep) {
    return PeriodicWork.cron("0 15 8,13,15 * * ?", "sweep-before-holidays", () -> sweep.sweep());
  }
}
