package onestop.dossiers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.InList;
import onestop.kernel.TransactionLocal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands out dossier codes: per receiving unit and day, in order, unique under any concurrency. A
 * number whose transaction rolls back is handed out again.
 */
@Component
class DossierNumbers {
  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final TransactionLocal<Map<Counter, Count>> held = new TransactionLocal<>(this::begin);
  private final DossierCodeScheme scheme = new UnitDayScheme();
  private final TransactionTemplate apart;

  DossierNumbers(JdbcClient jdbc, DeferredWrites writes, PlatformTransactionManager transactions) {
    this.writes = writes;
    this.jdbc = jdbc;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The next code of the unit on that day; holds the unit's counter until the transaction ends. */
  DossierCode next(AgencyCode unit, String unitPrefix, LocalDate day) {
    Count count = held.get().get(new Counter(unit, day));
    if (count == null) {
      count = open(unit, day);
    }
    return scheme.code(unitPrefix, day, ++count.last);
  }

  private record Counter(AgencyCode unit, LocalDate day) {}

  /** How far a counter has counted: as the database has it, and by now. */
  private static final class Count {
    private int written;
    private int last;

    Count(int written) {
      this.written = written;
      this.last = written;
    }
  }

  private Map<Counter, Count> begin() {
    writes.keep(DeferredWrites.Stage.DOSSIER, this::write);
    return new LinkedHashMap<>();
  }

  /** How far this transaction has counted. */
  private void write() {
    List<Object[]> rows = new ArrayList<>();
    held.get()
        .forEach(
            (counter, count) -> {
              if (count.last > count.written) {
                rows.add(new Object[] {count.last, counter.unit().value(), counter.day()});
                count.written = count.last;
              }
            });
    writes.sendChanges(
        "update dossier_number set last_used = ? where agency = ? and received_on = ?", rows);
  }

  /** Holds the counters of these units, in their order; one that nobody has opened is left out. */
  void hold(Set<AgencyCode> units, LocalDate day) {
    Map<Counter, Count> counters = held.get();
    List<String> missing =
        units.stream()
            .filter(unit -> !counters.containsKey(new Counter(unit, day)))
            .map(AgencyCode::value)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      jdbc.sql(
              """
              select agency, last_used from dossier_number
               where received_on = :day and agency in (:units) order by agency for update
              """)
          .param("day", day)
          .param("units", InList.padded(missing))
          .query(
              (RowCallbackHandler)
                  row ->
                      counters.put(
                          new Counter(new AgencyCode(row.getString(1)), day),
                          new Count(row.getInt(2))));
    }
  }

  /** Holds the unit's counter, and makes it first if this is its first dossier of the day. */
  private Count open(AgencyCode unit, LocalDate day) {
    Counter counter = new Counter(unit, day);
    hold(Set.of(unit), day);
    if (!held.get().containsKey(counter)) {
      // In a transaction of its own: if two intakes open the day at once, the loser's violation of
      // the key must not spoil the transaction that takes the dossier in.
      try {
        apart.executeWithoutResult(
            status ->
                jdbc.sql("insert into dossier_number values (?, ?, 0)")
                    .params(unit.value(), day)
                    .update());
      } catch (DuplicateKeyException opened) {
        // another intake opened the day: just what was wanted
      }
      hold(Set.of(unit), day);
    }
    Count count = held.get().get(counter);
    if (count == null) {
      throw new IllegalStateException("no counter for " + unit + " on " + day);
    }
    return count;
  }
}
