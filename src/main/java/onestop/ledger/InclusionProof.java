package onestop.ledger;

import java.util.Base64;
import java.util.List;

/**
 * A proof that an entry is at its position in the tree of one size: the sibling hashes on the path
 * to the root.
 *
 * @param index the entry's position, from 0
 * @param size the size of the tree
 * @param path from the leaf's sibling to the root's child, 32 bytes each
 */
public record InclusionProof(long index, long size, List<byte[]> path) {
  private static final String VERSION = "c2sp.org/tlog-proof@v1";

  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Whether the proof leads from this leaf to this root. */
  public boolean holds(byte[] leaf, byte[] root) {
    return MerkleTree.includes(this, leaf, root);
  }

  /**
   * The proof as a self-contained file in the format C2SP tlog-proof, which can be checked without
   * this application; its extra data is the entry.
   *
   * @param entry the entry at the index, as hashed
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
