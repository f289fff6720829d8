package onestop.dossiers.numbers;

import onestop.kernel.AgencyCode;
import onestop.store.ColumnType;
import onestop.store.Series;
import onestop.store.Series.Count;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * One series of numbers per agency and year, as {@link Series}: from 1, without gaps, unique under
 * any concurrency. A number whose transaction rolls back is assigned again.
 */
public final class YearNumbers {
  private final Series<AgencyYear> series;

  /**
   * @param table has the columns {@code agency}, {@code series_year} and {@code last_used}
   */
  public YearNumbers(Sql sql, PlatformTransactionManager transactions, String table) {
    this.series = new Series<>(sql, of(table), transactions);
  }

  private record AgencyYear(AgencyCode agency, int year) {}

  private static Table<AgencyYear, Count<AgencyYear>> of(String table) {
    return Table.<AgencyYear, Count<AgencyYear>>named(table)
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
  }

  /** Takes the next number of an agency in that year, in the caller's transaction. */
  public int next(AgencyCode agency, int year) {
    return series.next(new AgencyYear(agency, year));
  }
}
