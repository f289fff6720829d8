package onestop.apologies.letter;

import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.VARCHAR;

import onestop.kernel.AgencyCode;
import onestop.store.Series;
import onestop.store.Series.Count;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The numbers of letters: one series per agency and year, from 1, unique under any concurrency. A
 * number whose transaction rolls back is assigned again.
 */
@Component
public class NumberSeries {
  private static final String LETTERS = "PXL";
  private static final Table<AgencyYear, Count<AgencyYear>> NUMBER =
      Table.<AgencyYear, Count<AgencyYear>>named("number_series")
          .key("agency", VARCHAR, key -> key.agency().value())
          .key("series", VARCHAR, key -> LETTERS)
          .key("series_year", INT, AgencyYear::year)
          .changing("last_used", INT, Count::last)
          .revision("revision", Count::revision)
          .readBy(
              (rs, row) ->
                  new Count<>(
                      new AgencyYear(
                          new AgencyCode(rs.getString("agency")), rs.getInt("series_year")),
                      rs.getInt("last_used"),
                      rs.getLong("revision")))
          .build(Count::key);

  private final Series<AgencyYear> series;

  NumberSeries(Sql sql, PlatformTransactionManager transactions) {
    this.series = new Series<>(sql, NUMBER, transactions);
  }

  private record AgencyYear(AgencyCode agency, int year) {}

  /** The next number of an agency's letters in that year, as {@code 012/PXL-BADINH}. */
  public String nextLetter(AgencyCode agency, int year) {
    int number = series.next(new AgencyYear(agency, year));
    return "%03d/%s-%s".formatted(number, LETTERS, agency.value());
  }

  /**
   * Creates the series of the year if it does not exist; called ahead of a new year, so that the
   * first letters of January do not wait for each other.
   *
   * @return true if the series did not exist
   */
  boolean open(AgencyCode agency, int year) {
    return series.open(new AgencyYear(agency, year));
  }
}
