package onestop.dossiers;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import onestop.kernel.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Opens the table for the events of this year's and next year's dossiers before anybody needs it.
 * On PostgreSQL only; H2 keeps all events in one table. Left out, events still find a place, in the
 * table for the rest.
 */
@Configuration(proxyBeanMethods = false)
class EventYears {
  private static final Duration INTERVAL = Duration.ofHours(12);

  @Bean
  PeriodicWork openEventYears(JdbcTemplate jdbc, Clock clock) {
    return PeriodicWork.every(
        INTERVAL,
        "open-event-years",
        () -> {
          if (isPostgres(jdbc)) {
            int year = clock.instant().atOffset(ZoneOffset.UTC).getYear();
            jdbc.queryForList(
                "select open_event_year(y) from generate_series(?, ?) y", year, year + 1);
          }
        });
  }

  private static boolean isPostgres(JdbcTemplate jdbc) {
    ConnectionCallback<String> product = c -> c.getMetaData().getDatabaseProductName();
    return "PostgreSQL".equals(jdbc.execute(product));
  }
}
