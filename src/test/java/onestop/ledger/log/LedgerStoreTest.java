package onestop.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import onestop.kernel.DossierCode;
import onestop.ledger.EntryText;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerCheck;
import onestop.ledger.LedgerCheck.Kind;
import onestop.ledger.LedgerEntry;
import onestop.ledger.MerkleTree;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("store")
class LedgerStoreTest {
  private static final DossierCode ONE = LedgerScene.ONE;
  private static final DossierCode TWO = LedgerScene.TWO;

  /** SHA-256 of no bytes. */
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesPositionsFromZeroInTheOrderOfAppending(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    assertThat(scene.ledger.size()).isZero();
    assertThat(scene.ledger.head()).isEqualTo(EMPTY);
    scene.commit(
        () -> {
          scene.append("OBLIGATION_OPENED", ONE, 7);
          scene.append("LETTER_ISSUED", ONE, 7);
          scene.ledger.integrate();
        });
    assertThat(scene.ledger.size()).as("what is not committed has no position").isZero();
    scene.commit(() -> scene.append("OBLIGATION_OPENED", TWO, 8));
    scene.ledger.integrate();

    List<LedgerEntry> entries = scene.ledger.entries(0, 10);
    assertThat(entries).extracting(LedgerEntry::position).containsExactly(0L, 1L, 2L);
    LedgerEntry first = entries.get(0);
    assertThat(first.canonicalJson())
        .isEqualTo(
            "{\"at\":\"2026-02-13T10:00:00.123Z\",\"dossier\":\"D-1\","
                + "\"facts\":{\"obligation\":7},\"kind\":\"OBLIGATION_OPENED\",\"v\":1}");
    assertThat(first.at()).isEqualTo(Instant.parse("2026-02-13T10:00:00.123Z"));
    assertThat(first.leafHash()).isEqualTo(EntryText.leafHash(first.canonicalJson()));
    assertThat(scene.ledger.head())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MerkleTree.node(
                        MerkleTree.node(leaf(entries.get(0)), leaf(entries.get(1))),
                        leaf(entries.get(2)))));
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
    LedgerScene scene = new LedgerScene(vendor);
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
    scene.ledger.integrate();
    assertThat(scene.ledger.entries(0, 10)).extracting(LedgerEntry::dossier).containsExactly(TWO);
    assertThat(scene.ledger.check().holds()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesToAppendOutsideATransaction(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    assertThatThrownBy(() -> scene.append("LETTER_ISSUED", ONE, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsTheEntriesOfAnInnerTransactionApart(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    TransactionTemplate inner = scene.with(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    scene.transaction.executeWithoutResult(
        status -> {
          scene.append("OUTER", ONE, 1);
          inner.executeWithoutResult(s -> scene.append("INNER", TWO, 2));
          scene.append("OUTER", ONE, 3);
          status.setRollbackOnly();
        });
    scene.ledger.integrate();
    assertThat(scene.ledger.entries(0, 10)).extracting(LedgerEntry::kind).containsExactly("INNER");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void forgetsTheEntriesBehindASavepointThatIsRolledBack(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
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
    scene.ledger.integrate();
    assertThat(scene.ledger.entries(0, 10))
        .extracting(LedgerEntry::kind)
        .containsExactly("KEPT", "KEPT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void writesWhatIsAppendedWhileTheTransactionIsBeingCompleted(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
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
    scene.ledger.integrate();
    assertThat(scene.ledger.entries(0, 10))
        .extracting(LedgerEntry::kind)
        .containsExactly("FIRST", "LAST");
    assertThat(scene.ledger.check().holds()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesGaplessPositionsToTransactionsSideBySide(TestDatabase vendor) throws Exception {
    LedgerScene scene = new LedgerScene(vendor);
    int threads = 4;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads + 2);
    try {
      AtomicInteger writing = new AtomicInteger(threads);
      List<Callable<Void>> work = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * each;
        work.add(
            () -> {
              for (int i = first; i < first + each; i++) {
                int number = i;
                scene.commit(
                    () -> {
                      scene.append("OPENED", new DossierCode("D-" + number), number);
                      scene.append("ISSUED", new DossierCode("D-" + number), number);
                    });
              }
              writing.decrementAndGet();
              return null;
            });
      }
      for (int node = 0; node < 2; node++) {
        Ledger other = scene.ledger(scene.transactions);
        work.add(
            () -> {
              while (writing.get() > 0) {
                other.integrate();
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    scene.ledger.integrate();
    assertThat(scene.ledger.size()).isEqualTo(2L * threads * each);
    assertThat(scene.ledger.check().differences()).isEmpty();
    for (int number = 0; number < threads * each; number++) {
      assertThat(scene.ledger.of(new DossierCode("D-" + number)))
          .extracting(LedgerEntry::kind)
          .containsExactly("OPENED", "ISSUED");
    }
  }

  /** A transaction that appends and stays open holds up neither appending nor integrating. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void waitsForNoTransactionThatIsStillOpen(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    TransactionTemplate inner = scene.with(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    scene.commit(
        () -> {
          // written out, with an id that is smaller than that of all that follows
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public int getOrder() {
                  return Ordered.LOWEST_PRECEDENCE;
                }

                @Override
                public void beforeCompletion() {
                  inner.executeWithoutResult(status -> scene.append("SHORT", TWO, 2));
                  scene.ledger.integrate();
                  assertThat(scene.ledger.size()).isEqualTo(1);
                }
              });
          scene.append("LONG", ONE, 1);
        });
    scene.ledger.integrate();
    assertThat(scene.ledger.entries(0, 10))
        .extracting(LedgerEntry::kind)
        .containsExactly("SHORT", "LONG");
    assertThat(scene.ledger.check().differences()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void integratesMoreThanOneBatch(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    int many = Sequencer.BATCH + 3;
    scene.commit(
        () -> {
          for (int i = 0; i < many; i++) {
            scene.append("LETTER_ISSUED", ONE, i);
          }
        });
    scene.ledger.integrate();
    assertThat(scene.ledger.size()).isEqualTo(many);
    LedgerCheck.Result check = scene.ledger.check();
    assertThat(check.differences()).isEmpty();
    assertThat(check.head()).isEqualTo(scene.ledger.head());
    scene.end();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesAnEntryThatNoBundleCanHold(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    assertThatThrownBy(
            () ->
                scene.commit(
                    () ->
                        scene.ledger.append(
                            "LONG", ONE, Map.of("fact", "á".repeat(33_000)), LedgerScene.AT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesUpdateDeleteAndTruncate(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    scene.sequence(0, 1);
    scene.ledger.integrate();
    for (String change :
        List.of(
            "update ledger_entry set kind = 'X'",
            "delete from ledger_entry",
            "truncate table ledger_entry",
            "update ledger_position set position = 7",
            "delete from ledger_position",
            "truncate table ledger_position")) {
      assertThatThrownBy(() -> scene.jdbc.execute(change))
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
    assertThat(scene.ledger.check().holds()).isTrue();
    assertThat(scene.ledger.size()).isEqualTo(1);
  }

  /** What is done to the database, and what a check says to it. */
  private record Tampering(String sql, Kind... kinds) {}

  private static final List<Tampering> MATRIX =
      List.of(
          new Tampering(
              "update ledger_entry set canonical_json = replace(canonical_json, '1', '2')"
                  + " where id = 2",
              Kind.TEXT_CHANGED,
              Kind.COLUMNS_DIFFER,
              Kind.TREE_DIFFERS),
          new Tampering(
              "update ledger_entry set leaf_hash = repeat('0', 64) where id = 2",
              Kind.TEXT_CHANGED),
          new Tampering(
              "update ledger_entry set kind = 'WAIVED' where id = 2", Kind.COLUMNS_DIFFER),
          new Tampering(
              "update ledger_entry set dossier_code = 'D-9' where id = 2", Kind.COLUMNS_DIFFER),
          new Tampering(
              "update ledger_entry set at = timestamp with time zone '2026-01-01 00:00:00+00'"
                  + " where id = 2",
              Kind.COLUMNS_DIFFER),
          new Tampering(
              "update ledger_position set position = 1 - position where position < 2",
              Kind.TREE_DIFFERS),
          new Tampering(
              "delete from ledger_position where position = 1",
              Kind.MISSING,
              Kind.UNPLACED,
              Kind.TREE_DIFFERS),
          new Tampering(
              "delete from ledger_position where position = 2", Kind.UNPLACED, Kind.MISSING),
          new Tampering("delete from ledger_entry where id = 3", Kind.MISSING),
          new Tampering("insert into ledger_pending values (3)", Kind.UNPLACED),
          new Tampering(
              "insert into ledger_entry select 4, kind, dossier_code, canonical_json, leaf_hash, at"
                  + " from ledger_entry where id = 3",
              Kind.UNPLACED),
          new Tampering("update ledger_tree set size = 2", Kind.BEYOND_TREE, Kind.TREE_DIFFERS),
          new Tampering("update ledger_tree set root = repeat('0', 64)", Kind.TREE_DIFFERS));

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void namesEveryChangeMadeWithTheGuardsOff(TestDatabase vendor) {
    for (Tampering tampering : MATRIX) {
      LedgerScene scene = new LedgerScene(vendor);
      scene.sequence(0, 3);
      scene.ledger.integrate();
      assertThat(scene.findings()).isEmpty();
      scene.dropGuard("ledger_entry");
      scene.dropGuard("ledger_position");
      if (tampering.sql().contains("1 - position")) {
        // a key is checked row by row: by way of a third position
        scene.jdbc.execute("update ledger_position set position = -1 where position = 0");
        scene.jdbc.execute("update ledger_position set position = 0 where position = 1");
        scene.jdbc.execute("update ledger_position set position = 1 where position = -1");
      } else {
        scene.jdbc.execute(tampering.sql());
      }
      assertThat(scene.findings()).as(tampering.sql()).containsExactly(tampering.kinds());
      scene.end();
    }
  }

  private static byte[] leaf(LedgerEntry entry) {
    return HexFormat.of().parseHex(entry.leafHash());
  }
}
