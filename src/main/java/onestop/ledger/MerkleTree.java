package onestop.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes of a Merkle tree by RFC 6962, section 2.1, and RFC 9162, section 2.1, with SHA-256.
 * Hashes have 32 bytes. Pure functions: no input or output, no state; thread-safe.
 */
public final class MerkleTree {
  /** The length of a hash in bytes. */
  public static final int HASH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(MerkleTree::digest);

  private MerkleTree() {}

  /** Access to the hashes of a tree by their range of leaves. */
  @FunctionalInterface
  public interface Subtrees {
    /**
     * The hash over the {@code 2^height} leaves from {@code from} (inclusive) on; {@code from} is a
     * multiple of that number.
     */
    byte[] hash(long from, int height);
  }

  /** The root of a tree without leaves: SHA-256 of the empty input. */
  public static byte[] empty() {
    return sha256(new byte[0]);
  }

  /** The hash of a leaf. */
  public static byte[] leaf(byte[] entry) {
    MessageDigest digest = DIGEST.get();
    digest.update(LEAF);
    return digest.digest(entry);
  }

  /** The hash of a node over its two children. */
  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = DIGEST.get();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /**
   * The root over hashes of leaves, or of subtrees of one height, all of them complete except the
   * last.
   */
  static byte[] root(List<byte[]> hashes) {
    if (hashes.isEmpty()) {
      return empty();
    }
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int left = (int) split(hashes.size());
    return node(root(hashes.subList(0, left)), root(hashes.subList(left, hashes.size())));
  }

  /** The root of the tree of the first {@code size} leaves. */
  public static byte[] root(long size, Subtrees tree) {
    return size == 0 ? empty() : hash(0, size, tree);
  }

  /**
   * The inclusion proof of RFC 6962, section 2.1.1: from the leaf's sibling to the root's child.
   *
   * @param index the index of the leaf, from 0 (inclusive) to {@code size} (exclusive)
   */
  public static List<byte[]> inclusion(long index, long size, Subtrees tree) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        path.add(0, hash(middle, to, tree));
        to = middle;
      } else {
        path.add(0, hash(from, middle, tree));
        from = middle;
      }
    }
    return path;
  }

  /**
   * The consistency proof of RFC 6962, section 2.1.2, that the tree of {@code older} leaves is the
   * beginning of the tree of {@code newer} leaves; empty if both sizes are equal or {@code older}
   * is 0.
   */
  public static List<byte[]> consistency(long older, long newer, Subtrees tree) {
    if (older < 0 || older > newer) {
      throw new IllegalArgumentException("no tree of " + older + " in a tree of " + newer);
    }
    List<byte[]> path = new ArrayList<>();
    if (older == 0 || older == newer) {
      return path;
    }
    long from = 0;
    long to = newer;
    boolean known = true;
    while (older != to) {
      long middle = from + split(to - from);
      if (older <= middle) {
        path.add(0, hash(middle, to, tree));
        to = middle;
      } else {
        path.add(0, hash(from, middle, tree));
        from = middle;
        known = false;
      }
    }
    if (!known) {
      path.add(0, hash(from, to, tree));
    }
    return path;
  }

  /** Whether the proof leads from the leaf to the root; RFC 9162, section 2.1.3.2. */
  public static boolean includes(InclusionProof proof, byte[] leaf, byte[] root) {
    if (proof.index() < 0 || proof.index() >= proof.size()) {
      return false;
    }
    long node = proof.index();
    long last = proof.size() - 1;
    byte[] hash = leaf;
    for (byte[] sibling : proof.path()) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /** Whether the proof leads from one root to the other; RFC 9162, section 2.1.4.2. */
  public static boolean isConsistent(ConsistencyProof proof, byte[] olderRoot, byte[] newerRoot) {
    long older = proof.older();
    long newer = proof.newer();
    List<byte[]> path = proof.path();
    if (older < 0 || older > newer) {
      return false;
    }
    if (older == newer || older == 0) {
      boolean same = older == newer ? Arrays.equals(olderRoot, newerRoot) : isEmpty(olderRoot);
      return same && path.isEmpty();
    }
    if (path.isEmpty()) {
      return false;
    }
    long node = older - 1;
    long last = newer - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    // the root of a complete older tree is the first hash of the proof
    boolean complete = Long.bitCount(older) == 1;
    byte[] fromOlder = complete ? olderRoot : path.get(0);
    byte[] fromNewer = fromOlder;
    for (byte[] sibling : path.subList(complete ? 0 : 1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        fromOlder = node(sibling, fromOlder);
        fromNewer = node(sibling, fromNewer);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        fromNewer = node(fromNewer, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(fromOlder, olderRoot) && Arrays.equals(fromNewer, newerRoot);
  }

  private static boolean isEmpty(byte[] root) {
    return Arrays.equals(root, empty());
  }

  private static byte[] hash(long from, long to, Subtrees tree) {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      return tree.hash(from, Long.numberOfTrailingZeros(leaves));
    }
    long middle = from + split(leaves);
    return node(hash(from, middle, tree), hash(middle, to, tree));
  }

  /** The largest power of two below {@code leaves}, which is at least 2. */
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }

  static byte[] sha256(byte[] bytes) {
    return DIGEST.get().digest(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
