package onestop.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import onestop.inbox.own.WorkDrafts;
import onestop.node.PeriodicWork;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Erases at night what officers left behind: old drafts, keys of claims, signs of presence, and
 * signals of nodes that are gone.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxSettings.class)
class InboxErasure {
  private static final Duration KEY_KEPT = Duration.ofDays(1);

  @Bean
  PeriodicWork eraseOldDrafts(
      WorkDrafts drafts,
      ClaimKeys keys,
      ItemReaders readers,
      InboxSignals signals,
      InboxSettings settings,
      Clock clock) {
    return PeriodicWork.cron(
        "0 40 2 * * ?",
        "erase-old-drafts",
        () -> {
          Instant now = clock.instant();
          drafts.forget(now.minus(settings.draftKept()));
          keys.forget(now.minus(KEY_KEPT));
          readers.forget(now.minus(ItemReaders.HOLDS));
          signals.forget(now.minus(KEY_KEPT));
        });
  }
}
