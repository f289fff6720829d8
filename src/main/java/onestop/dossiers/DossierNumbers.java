package onestop.dossiers;

import java.time.LocalDate;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
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
  private final DossierCodeScheme scheme = new UnitDayScheme();
  private final TransactionTemplate apart;

  DossierNumbers(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The next code of the unit on that day; holds the unit's counter until the transaction ends. */
  DossierCode next(AgencyCode unit, String unitPrefix, LocalDate day) {
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
    int sequence =
        jdbc.sql("select last_used from dossier_number where agency = ? and received_on = ?")
            .params(unit.value(), day)
            .query(Integer.class)
            .single();
    return scheme.code(unitPrefix, day, sequence);
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
