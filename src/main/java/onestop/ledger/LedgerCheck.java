package onestop.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recomputes a ledger entry by entry and reports every difference; independent of the source of the
 * entries.
 *
 * <p>Entries are given in order of position. Not thread-safe.
 */
public final class LedgerCheck {
  /** The kind of a difference. */
  public enum Kind {
    /** A position between two entries, before the first or below the recorded size has no entry. */
    MISSING,
    /** The text of the entry does not match the hash stored with it. */
    TEXT_CHANGED,
    /** The column of kind, dossier or time differs from the text. */
    COLUMNS_DIFFER,
    /** An entry has neither a position nor a place in the queue for one, or has both. */
    UNPLACED,
    /** There are entries beyond the recorded size. */
    BEYOND_TREE,
    /** The recorded root or edge differs from that of the entries. */
    TREE_DIFFERS,
    /** A signed checkpoint differs from that of the entries. */
    CHECKPOINT_DIFFERS,
    /** A published file differs from that computed from the entries. */
    FILE_DIFFERS
  }

  /**
   * One difference.
   *
   * @param position the position of the entry, or the size of the tree concerned
   * @param stored the value in the ledger
   * @param computed the expected value
   */
  public record Difference(Kind kind, long position, String stored, String computed) {
    @Override
    public String toString() {
      return "ledger entry %d: %s, stored %s, computed %s"
          .formatted(position, kind, stored, computed);
    }
  }

  /** The result of a complete check; {@code size} and {@code head} are recomputed. */
  public record Result(long size, String head, List<Difference> differences) {
    public Result {
      differences = List.copyOf(differences);
    }

    /** Whether there is no difference. */
    public boolean holds() {
      return differences.isEmpty();
    }
  }

  /**
   * The recorded state of the tree.
   *
   * @param present the largest existing position plus one
   */
  public record Recorded(long size, String root, byte[] edge, long present) {}

  private final List<Difference> differences = new ArrayList<>();
  private final TreeEdge edge = new TreeEdge((level, index, hashes) -> {});
  private final TreeMap<Long, String> roots;
  private long next;

  /**
   * Starts a check at the first entry.
   *
   * @param checkpoints the root by size of every signed tree
   */
  public LedgerCheck(Map<Long, String> checkpoints) {
    this.roots = new TreeMap<>(checkpoints);
    checkpoint();
  }

  /** Checks the next entry. */
  public void accept(LedgerEntry entry) {
    for (long missing = next; missing < entry.position(); missing++) {
      report(Kind.MISSING, missing, "nothing", "an entry");
      grow("");
    }
    String hash = EntryText.leafHash(entry.canonicalJson());
    if (!hash.equals(entry.leafHash())) {
      report(Kind.TEXT_CHANGED, entry.position(), entry.leafHash(), hash);
    }
    columns(entry);
    grow(entry.canonicalJson());
  }

  private void grow(String text) {
    edge.add(MerkleTree.leaf(EntryText.bytes(text)));
    next++;
    checkpoint();
  }

  private void checkpoint() {
    String signed = roots.remove(next);
    if (signed != null) {
      String root = hex(edge.root());
      if (!signed.equals(root)) {
        report(Kind.CHECKPOINT_DIFFERS, next, signed, root);
      }
    }
  }

  /** Adds a difference found by the caller. */
  public void report(Kind kind, long position, String stored, String computed) {
    differences.add(new Difference(kind, position, stored, computed));
  }

  /** Ends the check. */
  public Result finish(Recorded recorded) {
    long size = recorded.size();
    for (long missing = next; missing < size; missing++) {
      report(Kind.MISSING, missing, "nothing", "an entry");
    }
    if (recorded.present() > size) {
      report(Kind.BEYOND_TREE, size, "size " + size, "size " + recorded.present());
    }
    String root = hex(edge.root());
    if (next == size) {
      if (!recorded.root().equals(root)) {
        report(Kind.TREE_DIFFERS, size, recorded.root(), root);
      } else if (!Arrays.equals(recorded.edge(), edge.bytes())) {
        report(Kind.TREE_DIFFERS, size, "another edge", "the edge of " + root);
      }
    }
    roots.forEach((at, signed) -> report(Kind.CHECKPOINT_DIFFERS, at, signed, "no such tree"));
    return new Result(next, root, differences);
  }

  /**
   * Checks the columns. The text is canonical, so a column is correct exactly if the text contains
   * its fragment.
   */
  private void columns(LedgerEntry entry) {
    String start =
        "{\"at\":%s,\"dossier\":%s,\"facts\":{"
            .formatted(CanonicalJson.write(entry.at()), CanonicalJson.write(entry.dossier()));
    String end =
        "},\"kind\":%s,\"v\":%d}".formatted(CanonicalJson.write(entry.kind()), EntryText.FORMAT);
    String text = entry.canonicalJson();
    if (!text.startsWith(start) || !text.endsWith(end)) {
      report(Kind.COLUMNS_DIFFER, entry.position(), start + "…" + end, text);
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
