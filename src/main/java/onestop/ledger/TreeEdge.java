package onestop.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a growing Merkle tree, cut into tiles of height 8: for each level the hashes of
 * the tile that is not full yet. The edge suffices to extend the tree and to compute its root.
 *
 * <p>No input or output; not thread-safe.
 */
public final class TreeEdge {
  /** Listener that is called for each tile when it becomes full. */
  @FunctionalInterface
  public interface FullTiles {
    void full(int level, long index, byte[] hashes);
  }

  private final FullTiles listener;
  private final List<List<byte[]>> levels = new ArrayList<>();
  private long size;

  /** Creates the edge of an empty tree. */
  TreeEdge(FullTiles listener) {
    this.listener = listener;
  }

  /**
   * The edge of a tree of that size.
   *
   * @param bytes the result of {@link #bytes}
   * @throws IllegalArgumentException if the bytes are no edge of a tree of that size
   */
  public static TreeEdge of(long size, byte[] bytes, FullTiles listener) {
    TreeEdge edge = new TreeEdge(listener);
    edge.size = size;
    int next = 0;
    for (long left = size; left > 0; left /= Tile.WIDTH) {
      List<byte[]> level = new ArrayList<>();
      int width = (int) (left % Tile.WIDTH);
      if (next + width * MerkleTree.HASH > bytes.length) {
        throw new IllegalArgumentException("too few bytes for the edge of a tree of " + size);
      }
      for (int i = 0; i < width; i++) {
        level.add(Arrays.copyOfRange(bytes, next, next + MerkleTree.HASH));
        next += MerkleTree.HASH;
      }
      edge.levels.add(level);
    }
    if (next != bytes.length) {
      throw new IllegalArgumentException("too many bytes for the edge of a tree of " + size);
    }
    return edge;
  }

  public long size() {
    return size;
  }

  /** Adds the hash of the next leaf. */
  public void add(byte[] leaf) {
    size++;
    add(0, leaf);
  }

  private void add(int number, byte[] hash) {
    if (number == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<byte[]> level = levels.get(number);
    level.add(hash);
    if (level.size() == Tile.WIDTH) {
      listener.full(number, (size >> (8 * (number + 1))) - 1, joined(level));
      byte[] root = MerkleTree.root(level);
      level.clear();
      add(number + 1, root);
    }
  }

  /** The root of the tree, 32 bytes. */
  public byte[] root() {
    // The subtree to the right of a level's hashes is one smaller tree, whose root is the last hash
    // of the level.
    List<byte[]> below = List.of();
    for (List<byte[]> level : levels) {
      List<byte[]> all = new ArrayList<>(level);
      all.addAll(below);
      below = all.isEmpty() ? all : List.of(MerkleTree.root(all));
    }
    return MerkleTree.root(below);
  }

  /** The partial tiles: those that are begun and not full. */
  public List<Tile> partial() {
    List<Tile> tiles = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      int width = levels.get(level).size();
      if (width > 0) {
        tiles.add(Tile.ofHashes(level, size >> (8 * (level + 1)), width));
      }
    }
    return tiles;
  }

  /** The hashes of the partial tile of a level. */
  public byte[] hashes(int level) {
    return joined(levels.get(level));
  }

  /** The hashes of all levels, from the leaves up. */
  public byte[] bytes() {
    return joined(levels.stream().flatMap(List::stream).toList());
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(hashes.size() * MerkleTree.HASH);
    hashes.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
