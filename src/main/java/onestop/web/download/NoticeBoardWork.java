package onestop.web.download;

import onestop.kernel.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the notice board does by itself. */
@Configuration(proxyBeanMethods = false)
class NoticeBoardWork {

  /** Before the offices open; every later hour only if that failed. */
  @Bean
  PeriodicWork keepCheckpoint(NoticeBoard board) {
    return PeriodicWork.cron("0 0 6-18 * * ?", "keep-checkpoint", board::keepToday);
  }
}
