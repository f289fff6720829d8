package onestop.ledger.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import onestop.kernel.Failure;
import onestop.ledger.EntryText;
import onestop.ledger.LedgerEntry;
import onestop.ledger.MerkleTree;
import onestop.ledger.Tile;
import onestop.ledger.TreeEdge;

/**
 * Writes the tiles and entry bundles from the entries themselves, from a size that is on disk to a
 * larger one. All hashes are recomputed; those stored in the database are not trusted.
 *
 * <p>Not thread-safe; for one use.
 */
final class TileWriter {
  /** The destination of tiles. */
  @FunctionalInterface
  interface Tiles {
    void write(Tile tile, byte[] bytes);
  }

  private final Tiles tiles;
  private final TreeEdge edge;
  private final List<Tile> full = new ArrayList<>();
  private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
  private long next;

  /**
   * Continues from a tree whose tiles are on disk.
   *
   * @param edge the edge of that tree, from {@link TreeEdge#bytes}
   */
  TileWriter(Tiles tiles, long size, byte[] edge) {
    this.tiles = tiles;
    this.edge = TreeEdge.of(size, edge, this::full);
    this.next = size - size % Tile.WIDTH;
  }

  /**
   * The position of the next entry to add; at first, that of the first entry of an unfinished
   * bundle.
   */
  long next() {
    return next;
  }

  /**
   * Adds the entry with the next position.
   *
   * @throws Failure {@code ledger/entry-missing} if it has another position, {@code
   *     ledger/entry-differs} if it is not the entry from which the tree was built
   */
  void add(LedgerEntry entry) {
    if (entry.position() != next) {
      throw missing();
    }
    byte[] bytes = EntryText.bytes(entry.canonicalJson());
    bundle.write(bytes.length >> 8);
    bundle.write(bytes.length);
    bundle.writeBytes(bytes);
    byte[] leaf = MerkleTree.leaf(bytes);
    if (next >= edge.size()) {
      edge.add(leaf);
    } else if (!Arrays.equals(leaf, known())) {
      throw Failure.conflict("ledger", "entry-differs", "position", next);
    }
    next++;
    if (next % Tile.WIDTH == 0) {
      write(Tile.ofEntries(next / Tile.WIDTH - 1, Tile.WIDTH), bundle.toByteArray());
      bundle.reset();
    }
  }

  /** The hash of the entry at the next position when the unfinished bundle was written. */
  private byte[] known() {
    int from = (int) (next % Tile.WIDTH) * MerkleTree.HASH;
    return Arrays.copyOfRange(edge.hashes(0), from, from + MerkleTree.HASH);
  }

  Failure missing() {
    return Failure.conflict("ledger", "entry-missing", "position", next);
  }

  private void full(int level, long index, byte[] hashes) {
    write(Tile.ofHashes(level, index, Tile.WIDTH), hashes);
  }

  private void write(Tile tile, byte[] bytes) {
    tiles.write(tile, bytes);
    full.add(tile);
  }

  /**
   * Writes the partial tiles, with the entries added so far as the complete tree.
   *
   * @param last the size of the final tree: a tile that is full there needs no partial version
   */
  void partial(long last) {
    for (Tile tile : edge.partial()) {
      if (tile.index() == last >> (8 * (tile.level() + 1))) {
        tiles.write(tile, edge.hashes(tile.level()));
      }
    }
    int width = (int) (next % Tile.WIDTH);
    if (width > 0 && next / Tile.WIDTH == last / Tile.WIDTH) {
      tiles.write(Tile.ofEntries(next / Tile.WIDTH, width), bundle.toByteArray());
    }
  }

  /** The edge of the tree so far. */
  TreeEdge edge() {
    return edge;
  }

  String root() {
    return HexFormat.of().formatHex(edge.root());
  }

  /** The tiles that have become full. */
  Set<Tile> full() {
    return Set.copyOf(full);
  }

  /** All tiles of a tree of one size, full and partial. */
  static List<Tile> of(long size) {
    List<Tile> tiles = new ArrayList<>();
    long hashes = size;
    for (int level = 0; hashes > 0; level++) {
      for (long index = 0; index * Tile.WIDTH < hashes; index++) {
        int width = (int) Math.min(Tile.WIDTH, hashes - index * Tile.WIDTH);
        tiles.add(Tile.ofHashes(level, index, width));
        if (level == 0) {
          tiles.add(Tile.ofEntries(index, width));
        }
      }
      hashes /= Tile.WIDTH;
    }
    return tiles;
  }
}
