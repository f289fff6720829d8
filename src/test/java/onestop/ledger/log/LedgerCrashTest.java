package onestop.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import onestop.ledger.Checkpoint;
import onestop.ledger.ConsistencyProof;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.ledger.MerkleTree;
import onestop.ledger.PublishedTree;
import onestop.ledger.log.MortalFolder.Fate;
import onestop.testing.MortalTransactions;
import onestop.testing.MortalTransactions.PowerCut;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills whoever integrates and publishes at every durable step and lets a fresh one go on with the
 * same database and folder: no entry is skipped or repeated, no position moves, and no checkpoint
 * that anybody saw is ever taken back.
 *
 * <p>A publication commits in this order: 1 entries are integrated, 2 the checkpoint is on record,
 * 3 the row of publishing is given back after the checkpoint is shown.
 */
@Tag("store")
class LedgerCrashTest {
  private static final int INTEGRATING = 1;
  private static final int SHOWING = 3;

  /** What an outsider remembers of a log, and holds it to. */
  private static final class Outsider {
    private final LedgerScene scene;
    private final Map<Long, String> positions = new HashMap<>();
    private final List<Checkpoint> seen = new ArrayList<>();

    Outsider(LedgerScene scene) {
      this.scene = scene;
    }

    /** Looks at what is there now, whatever died before. */
    void look() {
      scene.ledger.checkpoint().ifPresent(this::look);
      for (LedgerEntry entry : scene.ledger.entries(0, 100_000)) {
        String before = positions.put(entry.position(), entry.canonicalJson());
        assertThat(before == null || before.equals(entry.canonicalJson()))
            .as("position %d was given twice", entry.position())
            .isTrue();
      }
    }

    private void look(Checkpoint shown) {
      assertThat(shown.isSignedBy(scene.verifier())).isTrue();
      if (!seen.isEmpty()) {
        Checkpoint last = seen.get(seen.size() - 1);
        assertThat(shown.size())
            .as("no checkpoint is taken back")
            .isGreaterThanOrEqualTo(last.size());
        ConsistencyProof proof = scene.ledger.consistency(last.size(), shown);
        assertThat(proof.holds(last.rootBytes(), shown.rootBytes())).as("no fork").isTrue();
      }
      // every tile that the checkpoint needs is there when it is
      assertThat(root(shown.size())).isEqualTo(shown.root());
      seen.add(shown);
    }

    private String root(long size) {
      return HexFormat.of().formatHex(MerkleTree.root(size, new PublishedTree(scene.folder, size)));
    }

    /** After the last life: everything that was committed is published, once. */
    void concludes(int committed) {
      look();
      assertThat(scene.ledger.size()).isEqualTo(committed);
      assertThat(scene.ledger.checkpoint().orElseThrow().size()).isEqualTo(committed);
      Set<String> texts = new HashSet<>(positions.values());
      assertThat(texts).as("nothing is repeated").hasSize(committed);
      assertThat(positions.keySet())
          .as("nothing is skipped")
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, committed).boxed().toList());
      assertThat(scene.ledger.check().differences()).isEmpty();
    }
  }

  private static void append(LedgerScene scene, int from, int to) {
    scene.commit(
        () -> {
          for (int i = from; i < to; i++) {
            scene.append("LETTER_ISSUED", LedgerScene.ONE, i);
          }
        });
  }

  private static void dies(Ledger ledger) {
    assertThatThrownBy(ledger::publish).isInstanceOf(PowerCut.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathAtAnyCommitForksSkipsAndRepeatsNothing(TestDatabase vendor) {
    for (int commit = INTEGRATING; commit <= SHOWING; commit++) {
      for (boolean stands : List.of(false, true)) {
        LedgerScene scene = new LedgerScene(vendor).withKey();
        Outsider outsider = new Outsider(scene);
        append(scene, 0, 300);
        scene.ledger.publish();
        outsider.look();
        append(scene, 300, 555);
        MortalTransactions mortal = new MortalTransactions(scene.source);
        dies(scene.ledger(stands ? mortal.dieAfterCommit(commit) : mortal.dieBeforeCommit(commit)));
        outsider.look();
        assertThat(scene.ledger.size()).isEqualTo(commit > INTEGRATING || stands ? 555 : 300);
        assertThat(scene.ledger.checkpoint().orElseThrow().size())
            .as("commit %d, stands: %s", commit, stands)
            .isEqualTo(commit == SHOWING ? 555 : 300);
        scene.ledger(scene.transactions).publish();
        outsider.concludes(555);
        scene.end();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathAtAnyFileForksSkipsAndRepeatsNothing(TestDatabase vendor) {
    for (Fate fate : Fate.values()) {
      boolean died = true;
      for (int step = 1; died; step++) {
        LedgerScene scene = new LedgerScene(vendor).withKey();
        Outsider outsider = new Outsider(scene);
        append(scene, 0, 300);
        scene.ledger.publish();
        outsider.look();
        append(scene, 300, 1_100);
        died = publishesUntil(step, fate, scene);
        outsider.look();
        append(scene, 1_100, 1_200);
        scene.ledger(scene.transactions).publish();
        outsider.concludes(1_200);
        scene.end();
        assertThat(step).as("a publication has some ten steps").isLessThan(30);
      }
    }
  }

  private static boolean publishesUntil(int step, Fate fate, LedgerScene scene) {
    MortalFolder folder = new MortalFolder(scene.settings.folder(), step, fate);
    try {
      scene.ledger(scene.transactions, folder).publish();
      assertThat(folder.steps()).isGreaterThan(8).isLessThan(step);
      return false;
    } catch (PowerCut death) {
      return true;
    }
  }

  /** Two nodes on one database and folder, each dying again and again at a random place. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoNodesThatDieAgainAndAgainKeepOneLog(TestDatabase vendor) {
    long seed = 20_260_213;
    SplittableRandom random = new SplittableRandom(seed);
    LedgerScene scene = new LedgerScene(vendor).withKey();
    Outsider outsider = new Outsider(scene);
    List<Ledger> nodes = new ArrayList<>(List.of(scene.ledger, scene.ledger(scene.transactions)));
    int committed = 0;
    int deaths = 0;
    for (int round = 0; round < 60; round++) {
      int more = random.nextInt(120);
      append(scene, committed, committed + more);
      committed += more;
      int node = random.nextInt(2);
      try {
        nodes.get(node).publish();
      } catch (PowerCut death) {
        deaths++;
        nodes.set(node, nextLife(scene, random));
      }
      if (random.nextInt(4) == 0) {
        nodes.set(1 - node, nextLife(scene, random));
      }
      outsider.look();
    }
    assertThat(deaths).as("seed %d", seed).isGreaterThan(5);
    scene.ledger(scene.transactions).publish();
    outsider.concludes(committed);
    scene.end();
  }

  private static Ledger nextLife(LedgerScene scene, SplittableRandom random) {
    MortalTransactions mortal = new MortalTransactions(scene.source);
    int commit = 1 + random.nextInt(6);
    Fate fate = Fate.values()[random.nextInt(2)];
    return switch (random.nextInt(4)) {
      case 0 -> scene.ledger(mortal.dieBeforeCommit(commit));
      case 1 -> scene.ledger(mortal.dieAfterCommit(commit));
      case 2 ->
          scene.ledger(
              scene.transactions,
              new MortalFolder(scene.settings.folder(), 1 + random.nextInt(12), fate));
      default -> scene.ledger(scene.transactions);
    };
  }
}
