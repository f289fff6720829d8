package onestop.forecast;

import java.time.Duration;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Measures the pace of the agencies twice a day. */
@Configuration(proxyBeanMethods = false)
class ForecastSchedule {
  private static final Duration INTERVAL = Duration.ofHours(12);

  @Bean
  PeriodicWork measurePace(PaceMeasure measure, Forecasts forecasts) {
    return PeriodicWork.every(
        INTERVAL,
        "measure-pace",
        () -> {
          measure.run();
          forecasts.forget();
        });
  }
}
