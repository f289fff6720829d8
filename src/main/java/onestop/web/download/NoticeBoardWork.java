package onestop.web.download;

import onestop.desk.ledger.NoticeBoard;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The periodic work of the notice board. */
@Configuration(proxyBeanMethods = false)
class NoticeBoardWork {

  /** Runs before the offices open, and every hour after that only if it failed. */
  @Bean
  PeriodicWork keepCheckpoint(NoticeBoard board) {
    return PeriodicWork.cron("0 0 6-18 * * ?", "keep-checkpoint", board::keepToday);
  }
}
