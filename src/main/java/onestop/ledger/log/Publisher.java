package onestop.ledger.log;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.CheckpointStore;
import onestop.ledger.CheckpointStore.Published;
import onestop.ledger.KeyRotation;
import onestop.ledger.LedgerKeys;
import onestop.ledger.NoteKey;
import onestop.ledger.NoteSigner;
import onestop.ledger.SignedNote;
import onestop.ledger.log.Sequencer.Tree;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes integrated entries: writes a signed checkpoint that covers them to disk.
 *
 * <p>At most one thread of all nodes publishes at a time: it holds the lock of the publishing row.
 * Only a tree computed from the entries is signed, and only a recorded checkpoint is shown. Nothing
 * is done if the folder shows a checkpoint that the database does not contain: then the database or
 * the folder has been replaced.
 *
 * <p>What is true if we die:
 *
 * <ul>
 *   <li>while tiles are written: tiles may be on disk that no checkpoint covers yet. They match the
 *       entries, so the next run accepts them.
 *   <li>before the commit that records the checkpoint: the same; no signature has left the process.
 *   <li>after it: the checkpoint is on record and the file is one checkpoint behind; the next run
 *       replaces it.
 *   <li>after the file was replaced: published.
 * </ul>
 */
@Component
class Publisher {
  private final CheckpointStore checkpoints;
  private final Sequencer sequencer;
  private final PublishedTiles tiles;
  private final ShownCheckpoint shownCheckpoint;
  private final LedgerKeys keys;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Publisher(
      CheckpointStore checkpoints,
      Sequencer sequencer,
      PublishedTiles tiles,
      ShownCheckpoint shownCheckpoint,
      LedgerKeys keys,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.checkpoints = checkpoints;
    this.sequencer = sequencer;
    this.tiles = tiles;
    this.shownCheckpoint = shownCheckpoint;
    this.keys = keys;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * Publishes the entries integrated now; empty if there is no signing key.
   *
   * @throws Failure of module {@code ledger} if database, folder and key do not match the last
   *     published state
   */
  synchronized Optional<Checkpoint> publish() {
    Optional<NoteSigner> signer = keys.signer();
    if (signer.isEmpty()) {
      return Optional.empty();
    }
    transaction.executeWithoutResult(status -> record(signer.get()));
    return Optional.of(
        Objects.requireNonNull(transaction.execute(status -> shownCheckpoint.show())));
  }

  private void record(NoteSigner signer) {
    Published held = checkpoints.hold();
    Tree tree = sequencer.tree();
    Optional<Checkpoint> last = checkpoints.latest();
    Optional<Checkpoint> shown = shownCheckpoint.read();
    refuseOtherHistory(tree, last, shown);
    requireNewestKey(signer.verifier());
    tiles.clean(shown);
    boolean whole = last.isEmpty() || (shown.isPresent() && tiles.areWhole(last.get().size()));
    boolean recorded =
        last.isPresent()
            && last.get().size() == tree.size()
            && last.get().isSignedBy(signer.verifier());
    if (recorded && whole) {
      tiles.markWhole();
      return;
    }
    TileWriter writer =
        whole ? tiles.append(held, tree) : tiles.rewrite(tree, checkpoints.roots().keySet());
    if (!recorded) {
      String text = Checkpoint.text(signer.verifier().name(), tree.size(), tree.root());
      String note = new SignedNote(text, List.of(signer.sign(text))).file();
      checkpoints.insert(Checkpoint.parse(note), clock.instant());
    }
    checkpoints.move(held, writer.edge());
  }

  private void refuseOtherHistory(
      Tree tree, Optional<Checkpoint> last, Optional<Checkpoint> shown) {
    if (shown.isPresent() && !checkpoints.has(shown.get())) {
      throw Failure.conflict(
          "ledger",
          "checkpoint-unknown",
          "shown",
          shown.get().size(),
          "size",
          tree.size(),
          "recorded",
          last.map(Checkpoint::size).orElse(0L));
    }
    if (last.isPresent() && last.get().size() > tree.size()) {
      throw Failure.conflict(
          "ledger", "tree-behind", "size", tree.size(), "recorded", last.get().size());
    }
  }

  /**
   * Requires the newest key on record, that of the last {@link KeyRotation} if there was one;
   * records the key if it is the first.
   */
  private void requireNewestKey(NoteKey key) {
    Optional<NoteKey> known = checkpoints.key();
    if (known.isEmpty()) {
      checkpoints.insert(key, clock.instant());
    } else if (!known.get().equals(key)) {
      throw Failure.conflict(
          "ledger", "key-unknown", "key", key.text(), "known", known.get().text());
    }
  }
}
