package onestop.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.Failure;

/**
 * The hashes of a tree, read from the published tiles of a checkpoint's size.
 *
 * <p>Reads each tile once; not thread-safe.
 */
public final class PublishedTree implements MerkleTree.Subtrees {
  /** The source of files; fails if there is no file at a path. */
  @FunctionalInterface
  interface Source {
    byte[] read(String path);
  }

  private final Source source;
  private final long size;
  private final Map<String, byte[]> tiles = new HashMap<>();

  public PublishedTree(LogFolder folder, long size) {
    this(
        path ->
            folder
                .read(path)
                .orElseThrow(() -> Failure.notFound("ledger", "file-missing", "file", path)),
        size);
  }

  public PublishedTree(Source source, long size) {
    this.source = source;
    this.size = size;
  }

  @Override
  public byte[] hash(long from, int height) {
    int level = height / 8;
    long first = from >> (8 * level);
    byte[] tile = tile(level, first / Tile.WIDTH);
    int begin = (int) (first % Tile.WIDTH);
    List<byte[]> hashes = new ArrayList<>();
    for (int i = begin; i < begin + (1 << (height % 8)); i++) {
      hashes.add(Arrays.copyOfRange(tile, i * MerkleTree.HASH, (i + 1) * MerkleTree.HASH));
    }
    return MerkleTree.root(hashes);
  }

  private byte[] tile(int level, long index) {
    long hashes = (size >> (8 * level)) - index * Tile.WIDTH;
    Tile tile = Tile.ofHashes(level, index, (int) Math.min(Tile.WIDTH, hashes));
    return tiles.computeIfAbsent(tile.path(), path -> whole(tile, source.read(path)));
  }

  private static byte[] whole(Tile tile, byte[] bytes) {
    if (bytes.length != tile.width() * MerkleTree.HASH) {
      throw Failure.badInput("ledger", "tile-damaged", "file", tile.path(), "bytes", bytes.length);
    }
    return bytes;
  }
}
