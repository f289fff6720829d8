package onestop.dossiers.life;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import onestop.node.PeriodicWork;
import onestop.store.Sql;
import onestop.store.Vendor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Creates the partitions for the events of this year's and next year's dossiers in advance. On
 * PostgreSQL only; H2 keeps all events in one table. Events of a year without a partition go to the
 * default partition.
 */
@Configuration(proxyBeanMethods = false)
class EventYears {
  private static final Duration INTERVAL = Duration.ofHours(12);

  @Bean
  PeriodicWork openEventYears(Sql sql, Clock clock) {
    return PeriodicWork.every(
        INTERVAL,
        "open-event-years",
        () -> {
          if (sql.vendor() == Vendor.POSTGRESQL) {
            int year = clock.instant().atOffset(ZoneOffset.UTC).getYear();
            sql.client()
                .sql("select open_event_year(y) from generate_series(?, ?) y")
                .params(year, year + 1)
                .query()
                .listOfRows();
          }
        });
  }
}
