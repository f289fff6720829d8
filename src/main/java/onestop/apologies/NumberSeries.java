package onestop.apologies;

import onestop.kernel.AgencyCode;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The numbers of letters: one series per agency and year, from 1, unique under any concurrency. The
 * counter is held until the transaction ends, so a number whose transaction rolls back is given
 * again.
 */
@Component
class NumberSeries {
  private static final String LETTERS = "PXL";

  private final JdbcClient jdbc;
  private final TransactionTemplate apart;

  NumberSeries(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The next number of an agency's letters in that year, as {@code 012/PXL-BADINH}. */
  String nextLetter(AgencyCode agency, int year) {
    if (increment(agency, year) == 0) {
      open(agency, year);
      if (increment(agency, year) != 1) {
        throw new IllegalStateException("no series for " + agency + " in " + year);
      }
    }
    int number =
        jdbc.sql(
                """
                select last_used from number_series
                 where agency = ? and series = ? and series_year = ?
                """)
            .params(agency.value(), LETTERS, year)
            .query(Integer.class)
            .single();
    return "%03d/%s-%s".formatted(number, LETTERS, agency.value());
  }

  /**
   * Makes sure that the series of that year exists; done ahead of a new year, so that the first
   * letters of January wait for nobody.
   *
   * @return true if it did not exist
   */
  boolean open(AgencyCode agency, int year) {
    // In a transaction of its own: if two letters open the year at once, the loser's violation of
    // the key must not spoil the transaction that issues the letter.
    try {
      return Boolean.TRUE.equals(
          apart.execute(
              status ->
                  jdbc.sql(
                              """
                              insert into number_series
                                (agency, series, series_year, last_used, revision)
                              select :agency, :series, :year, 0, 0
                               where not exists (select 1 from number_series
                                 where agency = :agency and series = :series
                                   and series_year = :year)
                              """)
                          .param("agency", agency.value())
                          .param("series", LETTERS)
                          .param("year", year)
                          .update()
                      == 1));
    } catch (DuplicateKeyException opened) {
      return false; // another letter opened the year: just what was wanted
    }
  }

  private int increment(AgencyCode agency, int year) {
    return jdbc.sql(
            """
            update number_series set last_used = last_used + 1, revision = revision + 1
             where agency = ? and series = ? and series_year = ?
            """)
        .params(agency.value(), LETTERS, year)
        .update();
  }
}
