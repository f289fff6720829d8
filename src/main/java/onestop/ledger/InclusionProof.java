package onestop.ledger;

import java.util.Base64;
import java.util.List;

/**
 * Shows that an entry stands at its position in the tree of a size, by the hashes beside its way to
 * the root.
 *
 * @param index the entry's position, from 0
 * @param size of the tree
 * @param path from the leaf's sibling to the root's child, 32 bytes each
 */
public record InclusionProof(long index, long size, List<byte[]> path) {
  private static final String VERSION = "c2sp.org/tlog-proof@v1";

  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Whether it leads from this leaf to this root. */
  public boolean holds(byte[] leaf, byte[] root) {
    return MerkleTree.includes(this, leaf, root);
  }

  /**
   * The proof as a small file that can be checked without us, by the format C2SP tlog-proof; its
   * extra data is the entry, so that nothing else is needed.
   *
   * @param entry what stands at the index, as it is hashed
   * @param note the signed checkpoint of the tree of this size
   */
  public String file(String entry, String note) {
    Base64.Encoder base64 = Base64.getEncoder();
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    text.append("extra ").append(base64.encodeToString(EntryText.bytes(entry))).append('\n');
    text.append("index ").append(index).append('\n');
    for (byte[] hash : path) {
      text.append(base64.encodeToString(hash)).append('\n');
    }
    return text.append('\n').append(note).toString();
  }
}
