package onestop.ledger;

import java.util.List;

/**
 * A proof that a tree is the beginning of a larger one: nothing was changed or removed since.
 *
 * @param older the size of the smaller tree
 * @param newer the size of the larger tree
 * @param path the hashes of RFC 6962, section 2.1.2, 32 bytes each
 */
public record ConsistencyProof(long older, long newer, List<byte[]> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether the proof leads from one root to the other. */
  public boolean holds(byte[] olderRoot, byte[] newerRoot) {
    return MerkleTree.isConsistent(this, olderRoot, newerRoot);
  }
}
