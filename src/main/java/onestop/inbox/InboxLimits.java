package onestop.inbox;

import java.time.Duration;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fills in rows without all columns, as long as nodes of an older version may write some. */
@Configuration(proxyBeanMethods = false)
class InboxLimits {
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  @Bean
  PeriodicWork fillInboxLimits(InboxRebuild rebuild) {
    return PeriodicWork.every(INTERVAL, "fill-inbox-limits", rebuild::fill);
  }
}
