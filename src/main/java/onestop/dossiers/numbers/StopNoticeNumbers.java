package onestop.dossiers.numbers;

import java.time.Instant;
import java.time.ZoneId;
import onestop.kernel.AgencyCode;
import onestop.store.Sql;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The numbers of the notices that work stops at the applicant's request, which no officer types:
 * one series per agency and year.
 */
@Component
public class StopNoticeNumbers {
  private final YearNumbers series;
  private final ZoneId zone;

  StopNoticeNumbers(Sql sql, PlatformTransactionManager transactions, ZoneId zone) {
    this.series = new YearNumbers(sql, transactions, "stop_notice_number");
    this.zone = zone;
  }

  /** The agency's next number in the year of that moment, as {@code 012/TBDHS-BADINH}. */
  public String next(AgencyCode agency, Instant at) {
    int year = at.atZone(zone).getYear();
    return "%03d/TBDHS-%s".formatted(series.next(agency, year), agency.value());
  }
}
