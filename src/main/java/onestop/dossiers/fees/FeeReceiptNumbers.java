package onestop.dossiers.fees;

import onestop.kernel.AgencyCode;
import onestop.store.ColumnType;
import onestop.store.Series;
import onestop.store.Series.Count;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The numbers of the receipts of fees: one series per agency and year, from 1, without gaps, unique
 * under any concurrency. A number whose transaction rolls back is assigned again.
 */
@Component
class FeeReceiptNumbers {
  private static final Table<AgencyYear, Count<AgencyYear>> NUMBER =
      Table.<AgencyYear, Count<AgencyYear>>named("fee_receipt_number")
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

  FeeReceiptNumbers(Sql sql, PlatformTransactionManager transactions) {
    this.series = new Series<>(sql, NUMBER, transactions);
  }

  private record AgencyYear(AgencyCode agency, int year) {}

  /** The next number of an agency's receipts in that year, as {@code 000012/2026/BL-BADINH}. */
  String next(AgencyCode agency, int year) {
    return "%06d/%d/BL-%s"
        .formatted(series.next(new AgencyYear(agency, year)), year, agency.value());
  }
}
