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
 * Puts what is integrated under a signed checkpoint on disk: what was integrated becomes published.
 *
 * <p>One publishes at a time on all nodes: it holds the row of publishing. Nothing is signed that
 * the entries do not give, nothing is shown that is not on record, and nothing at all is done when
 * the folder shows a checkpoint that the database does not know: then the database, or the folder,
 * is not what it was.
 *
 * <p>What is true if we die:
 *
 * <ul>
 *   <li>while tiles are written: tiles may be on disk that no checkpoint names yet. They are those
 *       of the entries, so the next one finds them right.
 *   <li>before the commit that records the checkpoint: the same; nothing was signed for anybody.
 *   <li>after it: the checkpoint is on record and the file one behind; the next one replaces it.
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
   * Publishes what is integrated now; empty if there is no key to sign with.
   *
   * @throws Failure of module {@code ledger} if something is not as it was left
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
    // whoever still reads by the checkpoint before this one finds what it needs
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

  /** The newest key on record, and no other: the first one, or that of a {@link KeyRotation}. */
  private void sign(NoteKey key) {
    Optional<NoteKey> known = checkpoints.key();
    if (known.isEmpty()) {
      checkpoints.insert(key, clock.instant());
    } else if (!known.get().equals(key)) {
      throw Failure.conflict(
          "ledger", "key-unknown", "key", key.text(), "known", known.get().text());
    }
  }

  /** Looked at once in the life of a process, and whenever the folder shows nothing. */
  private boolean hasFiles(long size) {
    if (filesSeen) {
      return true;
    }
    return TileWriter.of(size).stream().allMatch(folder::has);
  }

  /** What a process that died left behind; what the checkpoint needs that is shown now stays. */
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

  /** Held again, so that whoever comes later shows what is later. */
  private Checkpoint show() {
    checkpoints.hold();
    Checkpoint last = cosignatures.under(checkpoints.latest().orElseThrow());
    String vkey = checkpoints.key().orElseThrow().text() + "\n";
    if (!folder.readText(LogFolder.KEY).equals(Optional.of(vkey))) {
      folder.replace(LogFolder.KEY, vkey.getBytes(StandardCharsets.UTF_8));
    }
    if (!folder.readText(LogFolder.CHECKPOINT).equals(Optional.of(last.note()))) {
      // whoever stood still and lost the row with its connection stops here
      checkpoints.hold();
      folder.replace(LogFolder.CHECKPOINT, last.note().getBytes(StandardCharsets.UTF_8));
    }
    folder.sync();
    return last;
  }
}
