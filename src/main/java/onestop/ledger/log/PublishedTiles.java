package onestop.ledger.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.CheckpointStore.Published;
import onestop.ledger.LedgerEntry;
import onestop.ledger.LogFolder;
import onestop.ledger.Tile;
import onestop.ledger.log.Sequencer.Tree;
import org.springframework.stereotype.Component;

/**
 * The tiles of the published log in its folder. A tile that a shown checkpoint needs is never
 * deleted. For one thread, the publisher's.
 */
@Component
class PublishedTiles {
  private static final int PAGE = 20 * Tile.WIDTH;

  private final LedgerStore entries;
  private final LogFolder folder;

  private boolean whole;
  private Set<Tile> outgrown = Set.of();

  PublishedTiles(LedgerStore entries, LogFolder folder) {
    this.entries = entries;
    this.folder = folder;
  }

  /**
   * Whether the files are on disk; checked once in each process, and whenever the folder shows no
   * checkpoint.
   */
  boolean areWhole(long size) {
    if (whole) {
      return true;
    }
    return TileWriter.of(size).stream().allMatch(folder::has);
  }

  /**
   * Deletes partial tiles left by a dead process; those that the shown checkpoint needs are kept.
   */
  void clean(Optional<Checkpoint> shown) {
    if (!whole && shown.isPresent()) {
      TileWriter.of(shown.get().size()).stream()
          .filter(Tile::isFull)
          .forEach(folder::forgetPartial);
    }
  }

  /** Records that all files are on disk: this process checks them no more. */
  void markWhole() {
    whole = true;
  }

  /** Writes the tiles of the entries that follow the published ones. */
  TileWriter append(Published held, Tree tree) {
    return write(new TileWriter(folder::write, held.size(), held.edge()), tree, Set.of());
  }

  /** Writes all tiles anew, and those that a checkpoint of one of the signed sizes covers. */
  TileWriter rewrite(Tree tree, Set<Long> signed) {
    return write(new TileWriter(folder::write, 0, new byte[0]), tree, signed);
  }

  private TileWriter write(TileWriter writer, Tree tree, Set<Long> signed) {
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
    whole = true;
    // readers of the previous checkpoint still find the tiles they need
    outgrown.forEach(folder::forgetPartial);
    outgrown = writer.full();
    return writer;
  }
}
