package onestop.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Recomputes a ledger entry by entry and names every difference; knows nothing of where entries
 * come from.
 *
 * <p>Entries are given in order of position. After a difference it goes on from what is stored, so
 * that one change gives one finding and not one for every later entry. Not safe for many threads.
 */
public final class LedgerCheck {
  /** What is wrong. */
  public enum Kind {
    /** A position between two entries, or before the first, has no entry. */
    MISSING,
    /** The text of the entry does not have the hash stored with it. */
    TEXT_CHANGED,
    /** Kind, dossier or time beside the text is not what the text says. */
    COLUMNS_DIFFER,
    /** The chain hash does not follow from the entry before and this entry's hash. */
    CHAIN_BROKEN,
    /** There are entries behind the recorded size. */
    BEYOND_HEAD,
    /** The recorded size or head is not that of the last entry. */
    HEAD_DIFFERS
  }

  /**
   * One difference.
   *
   * @param position of the entry; the recorded size when it is about the head
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

  private final List<Difference> differences = new ArrayList<>();
  private long next;
  private String head = LedgerChain.GENESIS;

  /** Checks one more entry. */
  public void accept(LedgerEntry entry) {
    boolean follows = entry.position() == next;
    for (long missing = next; missing < entry.position(); missing++) {
      report(Kind.MISSING, missing, "nothing", "an entry");
    }
    String hash = LedgerChain.hash(entry.canonicalJson());
    if (!hash.equals(entry.sha256())) {
      report(Kind.TEXT_CHANGED, entry.position(), entry.sha256(), hash);
    }
    columns(entry);
    String chain = follow(head, entry.sha256());
    // Behind a hole the chain cannot be judged: the hash it should start from is gone.
    if (follows && !chain.equals(entry.chainHash())) {
      report(Kind.CHAIN_BROKEN, entry.position(), entry.chainHash(), chain);
    }
    next = entry.position() + 1;
    head = entry.chainHash();
  }

  /**
   * Ends the walk.
   *
   * @param size the recorded number of entries
   * @param recordedHead the recorded head
   * @param present the number after the largest position there is
   */
  public Result finish(long size, String recordedHead, long present) {
    for (long missing = next; missing < size; missing++) {
      report(Kind.MISSING, missing, "nothing", "an entry");
    }
    if (present > size) {
      report(Kind.BEYOND_HEAD, size, "size " + size, "size " + present);
    }
    if (next == size && !recordedHead.equals(head)) {
      report(Kind.HEAD_DIFFERS, size, recordedHead, head);
    }
    return new Result(next, head, differences);
  }

  /** The text is canonical, so a column is right exactly when its fragment stands in the text. */
  private void columns(LedgerEntry entry) {
    String start =
        "{\"at\":%s,\"dossier\":%s,\"facts\":{"
            .formatted(CanonicalJson.write(entry.at()), CanonicalJson.write(entry.dossier()));
    String end =
        "},\"kind\":%s,\"v\":%d}".formatted(CanonicalJson.write(entry.kind()), LedgerChain.FORMAT);
    String text = entry.canonicalJson();
    if (!text.startsWith(start) || !text.endsWith(end)) {
      report(Kind.COLUMNS_DIFFER, entry.position(), start + "…" + end, text);
    }
  }

  private static String follow(String previous, String sha256) {
    try {
      return LedgerChain.chain(previous, sha256);
    } catch (IllegalArgumentException overwritten) {
      return "nothing: the hashes are not hexadecimal";
    }
  }

  private void report(Kind kind, long position, String stored, String computed) {
    differences.add(new Difference(kind, position, stored, computed));
  }
}
