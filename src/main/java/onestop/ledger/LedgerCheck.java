package onestop.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recomputes a ledger entry by entry and names every difference; knows nothing of where entries
 * come from.
 *
 * <p>Entries are given in order of position. Not safe for many threads.
 */
public final class LedgerCheck {
  /** What is wrong. */
  public enum Kind {
    /** A position between two entries, before the first or below the recorded size has no entry. */
    MISSING,
    /** The text of the entry does not have the hash stored with it. */
    TEXT_CHANGED,
    /** Kind, dossier or time beside the text is not what the text says. */
    COLUMNS_DIFFER,
    /** An entry has neither a position nor a place in the queue for one, or has both. */
    UNPLACED,
    /** There are entries behind the recorded size. */
    BEYOND_TREE,
    /** The recorded root or edge is not that of the entries. */
    TREE_DIFFERS,
    /** A checkpoint that was signed is not that of the entries. */
    CHECKPOINT_DIFFERS,
    /** A published file is not what the entries give. */
    FILE_DIFFERS
  }

  /**
   * One difference.
   *
   * @param position of the entry, or the size of the tree that it is about
   * @param stored what the ledger says
   * @param computed what it should say
   */
  public record Difference(Kind kind, long position, String stored, String computed) {
    @Override
    public String toString() {
      return "ledger entry %d: %s, stored %s, computed %s"
          .formatted(position, kind, stored, computed);
    }
  }

  /** What a whole walk found; {@code size} and {@code head} are the recomputed ones. */
  public record Result(long size, String head, List<Difference> differences) {
    public Result {
      differences = List.copyOf(differences);
    }

    /** True when everything is as it was written. */
    public boolean holds() {
      return differences.isEmpty();
    }
  }

  /**
   * The tree as it is recorded.
   *
   * @param present the number after the largest position there is
   */
  public record Recorded(long size, String root, byte[] edge, long present) {}

  private final List<Difference> differences = new ArrayList<>();
  private final TreeEdge edge = new TreeEdge((level, index, hashes) -> {});
  private final TreeMap<Long, String> roots;
  private long next;

  /**
   * A walk from the first entry.
   *
   * @param checkpoints root by size of every tree that was signed for
   */
  public LedgerCheck(Map<Long, String> checkpoints) {
    this.roots = new TreeMap<>(checkpoints);
    checkpoint();
  }

  /** Checks one more entry. */
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

  /** Notes what else was found wrong on the way. */
  public void report(Kind kind, long position, String stored, String computed) {
    differences.add(new Difference(kind, position, stored, computed));
  }

  /** Ends the walk. */
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

  /** The text is canonical, so a column is right exactly when its fragment stands in the text. */
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
