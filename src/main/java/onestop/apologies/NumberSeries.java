package onestop.apologies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.TransactionLocal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The numbers of letters: one series per agency and year, from 1, unique under any concurrency. The
 * counter is held from its first use until the transaction ends and written once, just before the
 * commit, however many numbers were taken; a number whose transaction rolls back is given again.
 */
@Component
class NumberSeries {
  private static final String LETTERS = "PXL";

  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final TransactionTemplate apart;
  private final TransactionLocal<Map<Series, Counter>> held = new TransactionLocal<>(this::begin);

  NumberSeries(JdbcClient jdbc, DeferredWrites writes, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** A series of one agency and year. */
  private record Series(AgencyCode agency, int year) {}

  /** A counter that this transaction holds: the number used last, and the one that is written. */
  private static final class Counter {
    private final long revision;
    private final int written;
    private int last;

    Counter(int last, long revision) {
      this.last = last;
      this.written = last;
      this.revision = revision;
    }
  }

  private Map<Series, Counter> begin() {
    // flushed more than once, the row is written more than once: each time it is held by us
    writes.keep(DeferredWrites.Stage.OBLIGATION, this::write);
    return new LinkedHashMap<>();
  }

  private void write() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Map<Series, Counter> counters = held.get();
    counters.replaceAll(
        (series, counter) -> {
          if (counter.last == counter.written) {
            return counter;
          }
          rows.add(
              new Object[] {
                counter.last,
                counter.revision + 1,
                series.agency().value(),
                LETTERS,
                series.year(),
                counter.revision
              });
          return new Counter(counter.last, counter.revision + 1);
        });
    writes.sendChanges(
        """
        update number_series set last_used = ?, revision = ?
         where agency = ? and series = ? and series_year = ? and revision = ?
        """,
        rows);
  }

  /** The next number of an agency's letters in that year, as {@code 012/PXL-BADINH}. */
  String nextLetter(AgencyCode agency, int year) {
    Counter counter = held.get().computeIfAbsent(new Series(agency, year), this::take);
    return "%03d/%s-%s".formatted(++counter.last, LETTERS, agency.value());
  }

  /** Holds the counter until the transaction ends, and makes it if the year is new. */
  private Counter take(Series series) {
    return lock(series)
        .or(
            () -> {
              open(series.agency(), series.year());
              return lock(series);
            })
        .orElseThrow(() -> new IllegalStateException("no series for " + series));
  }

  private Optional<Counter> lock(Series series) {
    return jdbc.sql(
            """
            select last_used, revision from number_series
             where agency = ? and series = ? and series_year = ? for update
            """)
        .params(series.agency().value(), LETTERS, series.year())
        .query((row, n) -> new Counter(row.getInt(1), row.getLong(2)))
        .optional();
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
}
