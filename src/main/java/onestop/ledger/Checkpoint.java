package onestop.ledger;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A signed statement about the tree at one size, in the format C2SP tlog-checkpoint.
 *
 * @param origin the name of the log
 * @param size the number of entries in the tree
 * @param root the root hash of the tree, 64 lower-case hexadecimal digits
 * @param note the complete checkpoint with its signatures, as published
 */
public record Checkpoint(String origin, long size, String root, String note) {

  /** The text that is signed for a tree. */
  public static String text(String origin, long size, String root) {
    byte[] hash = HexFormat.of().parseHex(root);
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(hash) + "\n";
  }

  /**
   * Parses a checkpoint from the text of its file; signatures are not checked.
   *
   * @throws onestop.kernel.Failure {@code ledger/note} if the text is no checkpoint
   */
  public static Checkpoint parse(String note) {
    String text = SignedNote.parse(note).text();
    String[] lines = text.split("\n", -1);
    try {
      String root = HexFormat.of().formatHex(Base64.getDecoder().decode(lines[2]));
      Checkpoint checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), root, note);
      if (root.length() != 2 * MerkleTree.HASH
          || checkpoint.size < 0
          || text.startsWith("\n")
          || text.contains("\n\n")
          || !text.startsWith(text(lines[0], checkpoint.size, root))) {
        throw SignedNote.broken("no checkpoint");
      }
      return checkpoint;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw SignedNote.broken("no checkpoint").causedBy(e);
    }
  }

  /**
   * A signature line of the checkpoint.
   *
   * @param name the name of the key
   * @param id the id of the key, eight lower-case hexadecimal digits
   * @param base64 the key's id and the signature, as written in the note
   */
  public record Signature(String name, String id, String base64) {}

  /** The signature lines, unchecked. */
  public List<Signature> signatures() {
    return SignedNote.parse(note).signatures().stream()
        .map(
            line ->
                new Signature(
                    line.name(),
                    HexFormat.of().formatHex(line.bytes(), 0, 4),
                    Base64.getEncoder().encodeToString(line.bytes())))
        .toList();
  }

  /** Whether the checkpoint carries a valid signature or cosignature of this key. */
  public boolean isSignedBy(NoteKey key) {
    return SignedNote.parse(note).isSignedBy(key);
  }

  /** The root hash as 32 bytes. */
  public byte[] rootBytes() {
    return HexFormat.of().parseHex(root);
  }
}
