package onestop.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tree of RFC 6962 section 2.1 in tiles of 256 hashes (C2SP tlog-tiles): what its tiles and its
 * root have to be, computed from the leaves alone.
 */
final class Merkle {
  static final int WIDTH = 256;
  static final int HASH = 32;

  private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Merkle::digest);

  /** Per level, from 0: the hashes of the tile that is still growing. */
  private final List<ByteArrayOutputStream> edge = new ArrayList<>();

  private final Visitor visitor;
  private long size;

  /** Hears of every tile as soon as it is full, and in the end of those that stayed partial. */
  interface Visitor {
    void tile(int level, long number, byte[] hashes);
  }

  Merkle(Visitor visitor) {
    this.visitor = visitor;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    return SHA256.get().digest(bytes);
  }

  static byte[] leaf(byte[] bundle, int from, int length) {
    SHA256.get().update((byte) 0);
    SHA256.get().update(bundle, from, length);
    return SHA256.get().digest();
  }

  private static byte[] node(byte[] left, byte[] right) {
    SHA256.get().update((byte) 1);
    SHA256.get().update(left);
    return SHA256.get().digest(right);
  }

  /** The root over hashes side by side, as many as a power of two. */
  static byte[] root(byte[] hashes) {
    int half = hashes.length / 2;
    return hashes.length == HASH
        ? hashes
        : node(root(Arrays.copyOf(hashes, half)), root(Arrays.copyOfRange(hashes, half, 2 * half)));
  }

  /** The root that the path leads to from a leaf of a tree of that size (RFC 6962, 2.1.1). */
  static byte[] root(byte[] leaf, long index, long size, List<byte[]> path) {
    if (size < 2 || path.isEmpty()) {
      return size < 2 && path.isEmpty() ? leaf : LogFolder.NOTHING;
    }
    long left = Long.highestOneBit(size - 1);
    byte[] beside = path.get(path.size() - 1);
    List<byte[]> below = path.subList(0, path.size() - 1);
    return index < left
        ? node(root(leaf, index, left, below), beside)
        : node(beside, root(leaf, index - left, size - left, below));
  }

  /** The next tile of level 0, with its root if it is full. */
  void add(byte[] hashes, byte[] root) {
    size += hashes.length / HASH;
    if (hashes.length == WIDTH * HASH) {
      visitor.tile(0, size / WIDTH - 1, hashes);
      grow(1, root);
    } else {
      edge(0).writeBytes(hashes);
    }
  }

  private void grow(int level, byte[] hash) {
    ByteArrayOutputStream here = edge(level);
    here.writeBytes(hash);
    if (here.size() == WIDTH * HASH) {
      byte[] hashes = here.toByteArray();
      here.reset();
      visitor.tile(level, (size >> 8 * (level + 1)) - 1, hashes);
      grow(level + 1, root(hashes));
    }
  }

  private ByteArrayOutputStream edge(int level) {
    while (edge.size() <= level) {
      edge.add(new ByteArrayOutputStream());
    }
    return edge.get(level);
  }

  /** Tells the visitor of the tiles at the right edge, and gives the root. */
  byte[] finish() {
    for (int level = 0; level < edge.size(); level++) {
      if (edge(level).size() > 0) {
        visitor.tile(level, size >> 8 * (level + 1), edge(level).toByteArray());
      }
    }
    return rootWith(edge(0).toByteArray());
  }

  /** How many leaves there are. */
  long size() {
    return size;
  }

  /** The root if these leaves came after the full tiles of level 0. */
  byte[] rootWith(byte[] leaves) {
    byte[] root = {};
    for (int level = 0; level < Math.max(1, edge.size()); level++) {
      byte[] hashes = level == 0 ? leaves : edge(level).toByteArray();
      for (int end = hashes.length / HASH; end > 0; end -= Integer.lowestOneBit(end)) {
        int from = end - Integer.lowestOneBit(end);
        byte[] left = root(Arrays.copyOfRange(hashes, from * HASH, end * HASH));
        root = root.length == 0 ? left : node(left, root);
      }
    }
    return root.length == 0 ? sha256(root) : root;
  }
}
