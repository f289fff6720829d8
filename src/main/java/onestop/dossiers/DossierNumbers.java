package onestop.dossiers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.TransactionLocal;
import org.springframework.dao.DuplicateKeyException;
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
  private final TransactionLocal<Map<Counter, Integer>> held = new TransactionLocal<>(this::begin);
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
    Map<Counter, Integer> counters = held.get();
    int sequence = counters.merge(new Counter(unit, day), 0, (last, none) -> last + 1);
    if (sequence == 0) {
      sequence = take(unit, day);
      counters.put(new Counter(unit, day), sequence);
    }
    return scheme.code(unitPrefix, day, sequence);
  }

  private record Counter(AgencyCode unit, LocalDate day) {}

  private Map<Counter, Integer> begin() {
    writes.keep(DeferredWrites.Stage.DOSSIER, this::write);
    return new LinkedHashMap<>();
  }

  /** How far this transaction has counted. */
  private void write() {
    List<Object[]> rows = new ArrayList<>();
    held.get()
        .forEach(
            (counter, last) ->
                rows.add(new Object[] {last, counter.unit().value(), counter.day()}));
    writes.sendChanges(
        "update dossier_number set last_used = ? where agency = ? and received_on = ?", rows);
  }

  /** Locks the counter by counting on. */
  private int take(AgencyCode unit, LocalDate day) {
    if (increment(unit, day) == 0) {
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
      if (increment(unit, day) != 1) {
        throw new IllegalStateException("no counter for " + unit + " on " + day);
      }
    }
    return jdbc.sql("select last_used from dossier_number where agency = ? and received_on = ?")
        .params(unit.value(), day)
        .query(Integer.class)
        .single();
  }

  private int increment(AgencyCode unit, LocalDate day) {
    return jdbc.sql(
            """
            update dossier_number set last_used = last_used + 1
             where agency = ? and received_on = ?
            """)
        .params(unit.value(), day)
        .update();
  }
}
