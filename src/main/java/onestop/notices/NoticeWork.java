package onestop.notices;

import java.time.Clock;
import java.time.Duration;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The periodic work of notices. */
@Configuration(proxyBeanMethods = false)
class NoticeWork {
  private static final Duration KEPT = Duration.ofDays(90);

  @Bean
  PeriodicWork gatherEscalations(NoticeGathering gathering) {
    return PeriodicWork.every(Duration.ofMinutes(5), "gather-escalations", gathering::escalations);
  }

  @Bean
  PeriodicWork gatherLapsedOpinions(NoticeGathering gathering) {
    return PeriodicWork.every(
        Duration.ofMinutes(5), "gather-lapsed-opinions", gathering::lapsedOpinions);
  }

  /**
   * Before the office opens, so that the first look and the digest of 08:00 have it; and again
   * through the day, so that a run that a crash has cut short costs an hour and not the day.
   */
  @Bean
  PeriodicWork gatherDay(NoticeGathering gathering) {
    return PeriodicWork.cron("0 30 7-16 * * ?", "gather-day", gathering::day);
  }

  @Bean
  PeriodicWork mailNotices(NoticeMail mail) {
    return PeriodicWork.every(Duration.ofMinutes(1), "mail-notices", mail::round);
  }

  @Bean
  PeriodicWork forgetNotices(NoticeStore store, Clock clock) {
    return PeriodicWork.cron(
        "0 50 2 * * ?", "forget-notices", () -> store.forget(clock.instant().minus(KEPT)));
  }
}
