package onestop.ledger;

import java.util.List;

/**
 * Shows that a tree is the beginning of a larger one: nothing was changed or taken out since.
 *
 * @param older size of the smaller tree
 * @param newer size of the larger tree
 * @param path as RFC 6962, section 2.1.2, 32 bytes each
 */
public record ConsistencyProof(long older, long newer, List<byte[]> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether it leads from one root to the other. */
  public boolean holds(byte[] olderRoot, byte[] newerRoot) {
    return MerkleTree.isConsistent(this, olderRoot, newerRoot);
  }
}
