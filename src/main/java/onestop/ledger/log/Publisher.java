package onestop.ledger.log;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.CheckpointStore;
import onestop.ledger.CheckpointStore.Published;
import onestop.ledger.KeyRotation;
import onestop.ledger.LedgerEntry;
import onestop.ledger.LedgerKeys;
import onestop.ledger.LogFolder;
import onestop.ledger.NoteKey;
import onestop.ledger.NoteSigner;
import onestop.ledger.SignedNote;
import onestop.ledger.Tile;
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
  private static final int PAGE = 20 * Tile.WIDTH;

  private final CheckpointStore checkpoints;
  private final LedgerStore entries;
  private final Sequencer sequencer;
  private final Cosignatures cosignatures;
  private final LogFolder folder;
  private final LedgerKeys keys;
  private final Clock clock;
  private final TransactionTemplate transaction;

  private boolean filesSeen;
  private Set<Tile> outgrown = Set.of();

  Publisher(
      CheckpointStore checkpoints,
      LedgerStore entries,
      Sequencer sequencer,
      Cosignatures cosignatures,
      LogFolder folder,
      LedgerKeys keys,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.checkpoints = checkpoints;
    this.entries = entries;
    this.sequencer = sequencer;
    this.cosignatures = cosignatures;
    this.folder = folder;
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
    return Optional.of(Objects.requireNonNull(transaction.execute(status -> show())));
  }

  private void record(NoteSigner signer) {
    Published held = checkpoints.hold();
    Tree tree = sequencer.tree();
    Optional<Checkpoint> last = checkpoints.latest();
    Optional<Checkpoint> shown = folder.readText(LogFolder.CHECKPOINT).map(Checkpoint::parse);
    refuseAnotherPast(tree, last, shown);
    sign(signer.verifier());
    clean(shown);
    boolean whole = last.isEmpty() || (shown.isPresent() && hasFiles(last.get().size()));
    boolean said =
        last.isPresent()
            && last.get().size() == tree.size()
            && last.get().isSignedBy(signer.verifier());
    if (said && whole) {
      filesSeen = true;
      return;
    }
    TileWriter writer = write(held, tree, whole);
    filesSeen = true;
    // readers of the previous checkpoint still find the tiles they need
    outgrown.forEach(folder::forgetPartial);
    outgrown = writer.full();
    if (!said) {
      String text = Checkpoint.text(signer.verifier().name(), tree.size(), tree.root());
      String note = new SignedNote(text, List.of(signer.sign(text))).file();
      checkpoints.insert(Checkpoint.parse(note), clock.instant());
    }
    checkpoints.move(held, writer.edge());
  }

  private void refuseAnotherPast(Tree tree, Optional<Checkpoint> last, Optional<Checkpoint> shown) {
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
  private void sign(NoteKey key) {
    Optional<NoteKey> known = checkpoints.key();
    if (known.isEmpty()) {
      checkpoints.insert(key, clock.instant());
    } else if (!known.get().equals(key)) {
      throw Failure.conflict(
          "ledger", "key-unknown", "key", key.text(), "known", known.get().text());
    }
  }

  /**
   * Whether the files are on disk; checked once in each process, and whenever the folder shows no
   * checkpoint.
   */
  private boolean hasFiles(long size) {
    if (filesSeen) {
      return true;
    }
    return TileWriter.of(size).stream().allMatch(folder::has);
  }

  /**
   * Deletes partial tiles left by a dead process; those that the shown checkpoint needs are kept.
   */
  private void clean(Optional<Checkpoint> shown) {
    if (!filesSeen && shown.isPresent()) {
      TileWriter.of(shown.get().size()).stream()
          .filter(Tile::isFull)
          .forEach(folder::forgetPartial);
    }
  }

  private TileWriter write(Published held, Tree tree, boolean whole) {
    TileWriter writer =
        whole
            ? new TileWriter(folder::write, held.size(), held.edge())
            : new TileWriter(folder::write, 0, new byte[0]);
    Set<Long> signed = whole ? Set.of() : checkpoints.roots().keySet();
    while (writer.next() < tree.size()) {
      List<LedgerEntry> page = entries.entries(writer.next(), PAGE);
      if (page.isEmpty()) {
        throw writer.missing();
      }
      for (LedgerEntry entry : page) {
        if (writer.next() < tree.size()) {
          writer.add(entry);
          if (signed.contains(writer.next())) {
            writer.partial(tree.size());
          }
        }
      }
    }
    writer.partial(tree.size());
    folder.sync();
    if (!writer.root().equals(tree.root())) {
      throw Failure.conflict(
          "ledger",
          "tree-differs",
          "size",
          tree.size(),
          "root",
          tree.root(),
          "entries",
          writer.root());
    }
    return writer;
  }

  /**
   * Shows the last recorded checkpoint under the lock of the publishing row, so that a later
   * publisher shows a later checkpoint.
   */
  private Checkpoint show() {
    checkpoints.hold();
    Checkpoint last = cosignatures.under(checkpoints.latest().orElseThrow());
    String vkey = checkpoints.key().orElseThrow().text() + "\n";
    if (!folder.readText(LogFolder.KEY).equals(Optional.of(vkey))) {
      folder.replace(LogFolder.KEY, vkey.getBytes(StandardCharsets.UTF_8));
    }
    if (!folder.readText(LogFolder.CHECKPOINT).equals(Optional.of(last.note()))) {
      // a publisher that stalled and lost the lock with its connection stops here
      checkpoints.hold();
      folder.replace(LogFolder.CHECKPOINT, last.note().getBytes(StandardCharsets.UTF_8));
    }
    folder.sync();
    return last;
  }
}
