package onestop.dossiers.numbers;

import java.time.Instant;
import java.time.ZoneId;
import onestop.kernel.AgencyCode;
import onestop.store.ColumnType;
import onestop.store.Series;
import onestop.store.Series.Count;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The numbers of the notices that work stops at the applicant's request, which no officer types:
 * one series per agency and year, from 1, without gaps, unique under any concurrency. A number
 * whose transaction rolls back is assigned again.
 */
@Component
public class StopNoticeNumbers {
  private static final Table<AgencyYear, Count<AgencyYear>> NUMBER =
      Table.<AgencyYear, Count<AgencyYear>>named("stop_notice_number")
          .key("agency", ColumnType.VARCHAR, key -> key.agency().value())
          .key("series_year", ColumnType.INT, AgencyYear::year)
          .revision("last_used", count -> (long) count.last())
          .readBy(
              (rs, row) ->
                  new Count<>(
                      new AgencyYear(
                          new AgencyCode(rs.getString("agency")), rs.getInt("series_year")),
                      rs.getInt("last_used"),
                      rs.getInt("last_used")))
          .build(Count::key);

  private final Series<AgencyYear> series;
  private final ZoneId zone;

  StopNoticeNumbers(Sql sql, PlatformTransactionManager transactions, ZoneId zone) {
    this.series = new Series<>(sql, NUMBER, transactions);
    this.zone = zone;
  }

  private record AgencyYear(AgencyCode agency, int year) {}

  /** The agency's next number in the year of that moment, as {@code 012/TBDHS-BADINH}. */
  public String next(AgencyCode agency, Instant at) {
    int year = at.atZone(zone).getYear();
    return "%03d/TBDHS-%s".formatted(series.next(new AgencyYear(agency, year)), agency.value());
  }
}
