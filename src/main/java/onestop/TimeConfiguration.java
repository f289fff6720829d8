package onestop;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The only place that knows the wall clock. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  /** The zone in which days, office hours and appointments are meant. */
  @Bean
  ZoneId zone(@Value("${onestop.zone}") String zone) {
    return ZoneId.of(zone);
  }

  /** The application's clock; a simulation brings a settable one of its own. */
  @Bean
  @ConditionalOnMissingBean(Clock.class)
  Clock clock(ZoneId zone) {
    return Clock.system(zone);
  }
}
