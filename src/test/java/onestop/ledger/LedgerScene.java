package onestop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import onestop.kernel.DossierCode;
import onestop.testing.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One database with its ledger; nothing happens by itself. */
final class LedgerScene {
  static final DossierCode ONE = new DossierCode("D-1");
  static final DossierCode TWO = new DossierCode("D-2");
  static final Instant AT = Instant.parse("2026-02-13T10:00:00.123456Z");

  final TestDatabase vendor;
  final DataSource source;
  final JdbcTemplate jdbc;
  final PlatformTransactionManager transactions;
  final TransactionTemplate transaction;
  final Ledger ledger;

  LedgerScene(TestDatabase vendor) {
    this.vendor = vendor;
    source = vendor.fresh();
    jdbc = new JdbcTemplate(source);
    transactions = new JdbcTransactionManager(source);
    transaction = new TransactionTemplate(transactions);
    ledger = ledger(transactions);
  }

  /** The ledger as a node has it whose sequencer commits like that. */
  Ledger ledger(PlatformTransactionManager manager) {
    return new TreeLedger(
        new LedgerStore(jdbc, new Doorbell()), sequencer(manager), JdbcClient.create(jdbc));
  }

  Sequencer sequencer(PlatformTransactionManager manager) {
    return new Sequencer(jdbc, manager);
  }

  void commit(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }

  void append(String kind, DossierCode dossier, int obligation) {
    ledger.append(kind, dossier, Map.of("obligation", obligation), AT);
  }

  /** So many entries, each committed by itself. */
  void sequence(int from, int to) {
    for (int i = from; i < to; i++) {
      int number = i;
      commit(() -> append("LETTER_ISSUED", ONE, number));
    }
  }

  TransactionTemplate with(int propagation) {
    TransactionTemplate template = new TransactionTemplate(transactions);
    template.setPropagationBehavior(propagation);
    return template;
  }

  void dropGuard(String table) {
    boolean h2 = vendor == TestDatabase.H2;
    jdbc.execute("drop trigger " + table + "_insert_only" + (h2 ? "" : " on " + table));
  }

  List<LedgerCheck.Kind> findings() {
    return ledger.check().differences().stream().map(LedgerCheck.Difference::kind).toList();
  }

  /** Frees the memory of a database that is no longer looked at. */
  void end() {
    if (vendor == TestDatabase.H2) {
      jdbc.execute("shutdown");
    }
  }
}
