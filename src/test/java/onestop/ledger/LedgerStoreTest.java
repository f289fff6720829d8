package onestop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import onestop.kernel.DossierCode;
import onestop.ledger.LedgerCheck.Kind;
import onestop.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerStoreTest {
  private static final DossierCode ONE = new DossierCode("D-1");
  private static final DossierCode TWO = new DossierCode("D-2");
  private static final Instant AT = Instant.parse("2026-02-13T10:00:00.123456Z");

  /** One database with its ledger. */
  private static final class Scene {
    final TestDatabase vendor;
    final JdbcTemplate jdbc;
    final PlatformTransactionManager transactions;
    final TransactionTemplate transaction;
    final LedgerStore ledger;

    Scene(TestDatabase vendor) {
      DataSource source = vendor.fresh();
      this.vendor = vendor;
      jdbc = new JdbcTemplate(source);
      transactions = new JdbcTransactionManager(source);
      transaction = new TransactionTemplate(transactions);
      ledger = new LedgerStore(jdbc);
    }

    void commit(Runnable work) {
      transaction.executeWithoutResult(status -> work.run());
    }

    void append(String kind, DossierCode dossier, int obligation) {
      ledger.append(kind, dossier, Map.of("obligation", obligation), AT);
    }

    TransactionTemplate with(int propagation) {
      TransactionTemplate template = new TransactionTemplate(transactions);
      template.setPropagationBehavior(propagation);
      return template;
    }

    void dropGuards() {
      boolean h2 = vendor == TestDatabase.H2;
      jdbc.execute("drop trigger ledger_entry_insert_only" + (h2 ? "" : " on ledger_entry"));
    }

    List<Kind> findings() {
      return ledger.check().differences().stream().map(LedgerCheck.Difference::kind).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesPositionsFromZeroInTheOrderOfAppending(TestDatabase vendor) {
    Scene scene = new Scene(vendor);
    assertThat(scene.ledger.size()).isZero();
    assertThat(scene.ledger.head()).isEqualTo(LedgerChain.GENESIS);
    scene.commit(
        () -> {
          scene.append("OBLIGATION_OPENED", ONE, 7);
          scene.append("LETTER_ISSUED", ONE, 7);
          assertThat(scene.ledger.size()).as("nothing is given before the commit").isZero();
        });
    scene.commit(() -> scene.append("OBLIGATION_OPENED", TWO, 8));

    List<LedgerEntry> entries = scene.ledger.entries(0, 10);
    assertThat(entries).extracting(LedgerEntry::position).containsExactly(0L, 1L, 2L);
    LedgerEntry first = entries.get(0);
    assertThat(first.canonicalJson())
        .isEqualTo(
            "{\"at\":\"2026-02-13T10:00:00.123Z\",\"dossier\":\"D-1\","
                + "\"facts\":{\"obligation\":7},\"kind\":\"OBLIGATION_OPENED\",\"v\":1}");
    assertThat(first.at()).isEqualTo(Instant.parse("2026-02-13T10:00:00.123Z"));
    assertThat(first.chainHash()).isEqualTo(LedgerChain.chain(LedgerChain.GENESIS, first.sha256()));
    assertThat(scene.ledger.head()).isEqualTo(entries.get(2).chainHash());
    assertThat(scene.ledger.of(ONE)).hasSize(2);
    assertThat(scene.ledger.entries(1, 1)).containsExactly(entries.get(1));
    assertThat(scene.ledger.find(ONE, "LETTER_ISSUED", Map.of("obligation", 7)))
        .contains(entries.get(1));
    assertThat(scene.ledger.find(ONE, "LETTER_ISSUED", Map.of("obligation", 70))).isEmpty();
    assertThat(scene.ledger.check().holds()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void forgetsTheEntriesOfATransactionThatDoesNotCommit(TestDatabase vendor) {
    Scene scene = new Scene(vendor);
    scene.transaction.executeWithoutResult(
        status -> {
          scene.append("OBLIGATION_OPENED", ONE, 1);
          status.setRollbackOnly();
        });
    assertThatThrownBy(
            () ->
                scene.commit(
                    () -> {
                      scene.append("OBLIGATION_OPENED", ONE, 1);
                      throw new IllegalStateException("power cut");
                    }))
        .hasMessage("power cut");
    scene.commit(() -> scene.append("OBLIGATION_OPENED", TWO, 2));
    assertThat(scene.ledger.entries(0, 10)).extracting(LedgerEntry::dossier).containsExactly(TWO);
    assertThat(scene.ledger.check().holds()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesToAppendOutsideATransaction(TestDatabase vendor) {
    Scene scene = new Scene(vendor);
    assertThatThrownBy(() -> scene.append("LETTER_ISSUED", ONE, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsTheEntriesOfAnInnerTransactionApart(TestDatabase vendor) {
    Scene scene = new Scene(vendor);
    TransactionTemplate inner = scene.with(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    scene.transaction.executeWithoutResult(
        status -> {
          scene.append("OUTER", ONE, 1);
          inner.executeWithoutResult(s -> scene.append("INNER", TWO, 2));
          scene.append("OUTER", ONE, 3);
          status.setRollbackOnly();
        });
    assertThat(scene.ledger.entries(0, 10)).extracting(LedgerEntry::kind).containsExactly("INNER");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void forgetsTheEntriesBehindASavepointThatIsRolledBack(TestDatabase vendor) {
    Scene scene = new Scene(vendor);
    TransactionTemplate nested = scene.with(TransactionDefinition.PROPAGATION_NESTED);
    scene.commit(
        () -> {
          nested.executeWithoutResult(
              status -> {
                scene.append("UNDONE", ONE, 0);
                status.setRollbackOnly();
              });
          scene.append("KEPT", ONE, 1);
          nested.executeWithoutResult(
              status -> {
                scene.append("UNDONE", ONE, 2);
                status.setRollbackOnly();
              });
          nested.executeWithoutResult(status -> scene.append("KEPT", ONE, 3));
        });
    assertThat(scene.ledger.entries(0, 10))
        .extracting(LedgerEntry::kind)
        .containsExactly("KEPT", "KEPT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void writesWhatIsAppendedWhileTheTransactionIsBeingCompleted(TestDatabase vendor) {
    Scene scene = new Scene(vendor);
    scene.commit(
        () -> {
          scene.append("FIRST", ONE, 1);
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                  scene.append("LAST", ONE, 2);
                }
              });
        });
    assertThat(scene.ledger.entries(0, 10))
        .extracting(LedgerEntry::kind)
        .containsExactly("FIRST", "LAST");
    assertThat(scene.ledger.check().holds()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesGaplessPositionsToTransactionsSideBySide(TestDatabase vendor) throws Exception {
    Scene scene = new Scene(vendor);
    int threads = 4;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> work =
          IntStream.range(0, threads)
              .<Callable<Void>>mapToObj(
                  thread ->
                      () -> {
                        for (int i = 0; i < each; i++) {
                          int number = thread * each + i;
                          scene.commit(
                              () -> {
                                scene.append("OPENED", new DossierCode("D-" + number), number);
                                scene.append("ISSUED", new DossierCode("D-" + number), number);
                              });
                        }
                        return null;
                      })
              .toList();
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(scene.ledger.size()).isEqualTo(2L * threads * each);
    assertThat(scene.ledger.check().differences()).isEmpty();
    List<LedgerEntry> entries = scene.ledger.entries(0, 1000);
    for (int i = 0; i < entries.size(); i += 2) {
      assertThat(entries.get(i + 1).dossier()).isEqualTo(entries.get(i).dossier());
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesUpdateDeleteAndTruncate(TestDatabase vendor) {
    Scene scene = new Scene(vendor);
    scene.commit(() -> scene.append("LETTER_ISSUED", ONE, 1));
    for (String change :
        List.of(
            "update ledger_entry set kind = 'X'",
            "delete from ledger_entry",
            "truncate table ledger_entry")) {
      assertThatThrownBy(() -> scene.jdbc.execute(change))
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
    assertThat(scene.ledger.check().holds()).isTrue();
    assertThat(scene.ledger.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void namesEveryChangeMadeWithTheGuardsOff(TestDatabase vendor) {
    record Tampering(String sql, Kind... kinds) {}
    List<Tampering> matrix =
        List.of(
            new Tampering(
                "update ledger_entry set canonical_json = replace(canonical_json, '1', '2')"
                    + " where position = 1",
                Kind.TEXT_CHANGED,
                Kind.COLUMNS_DIFFER),
            new Tampering(
                "update ledger_entry set sha256 = repeat('0', 64) where position = 1",
                Kind.TEXT_CHANGED,
                Kind.CHAIN_BROKEN),
            new Tampering(
                "update ledger_entry set kind = 'WAIVED' where position = 1", Kind.COLUMNS_DIFFER),
            new Tampering(
                "update ledger_entry set dossier_code = 'D-9' where position = 1",
                Kind.COLUMNS_DIFFER),
            new Tampering(
                "update ledger_entry set at = timestamp with time zone '2026-01-01 00:00:00+00'"
                    + " where position = 1",
                Kind.COLUMNS_DIFFER),
            new Tampering(
                "update ledger_entry set chain_hash = 'gone' where position = 0",
                Kind.CHAIN_BROKEN,
                Kind.CHAIN_BROKEN),
            new Tampering("delete from ledger_entry where position = 1", Kind.MISSING),
            new Tampering("delete from ledger_entry where position = 2", Kind.MISSING),
            new Tampering("delete from ledger_entry", Kind.MISSING, Kind.MISSING, Kind.MISSING),
            new Tampering("update ledger_head set size = 2", Kind.BEYOND_HEAD, Kind.HEAD_DIFFERS),
            new Tampering(
                "update ledger_head set chain_hash = repeat('0', 64)", Kind.HEAD_DIFFERS));
    for (Tampering tampering : matrix) {
      Scene scene = new Scene(vendor);
      for (int i = 0; i < 3; i++) {
        int number = i;
        scene.commit(() -> scene.append("LETTER_ISSUED", ONE, number));
      }
      scene.dropGuards();
      scene.jdbc.execute(tampering.sql());
      assertThat(scene.findings()).as(tampering.sql()).containsExactly(tampering.kinds());
      if (vendor == TestDatabase.H2) {
        scene.jdbc.execute("shutdown");
      }
    }
  }
}
