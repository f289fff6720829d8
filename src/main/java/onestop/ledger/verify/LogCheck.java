package onestop.ledger.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import onestop.ledger.verify.Report.Finding;

/**
 * Every file of a log against its checkpoint, and every older checkpoint against the same entries.
 *
 * <p>Nothing is taken from the tiles: hashes are computed from the entries, and each tile has to be
 * what they give. Walks the log once, on all processors, in memory that does not grow with it, and
 * no further than there are files: a size is only a number, and may be anybody's.
 */
final class LogCheck {
  /**
   * How much earlier an entry may say it happened than one that was sequenced before it: entries of
   * many nodes commit side by side, and get their order afterwards.
   */
  static final Duration TOLERANCE = Duration.ofMinutes(10);

  private static final int BUNDLES_AT_ONCE = 64;
  private static final int NAMED_PER_BUNDLE = 5;

  private final LogFolder log;
  private final List<VerifierKey> keys;
  private final Report report;
  private final Checkpoint checkpoint;
  private final List<Checkpoint> older = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private final List<Checkpoint> unsigned = new ArrayList<>();
  private Instant newest = Instant.EPOCH;

  /** A witness saw the tree of that size at that moment. */
  private record Seen(long size, Instant at) {}

  /** What a worker makes of a bundle. */
  private record Bundle(
      byte[] hashes, byte[] root, List<Entry> entries, List<Finding> findings, boolean isAbsent) {}

  LogCheck(LogFolder log, List<VerifierKey> keys, Report report) {
    this.log = log;
    this.keys = new ArrayList<>(keys);
    this.report = report;
    this.checkpoint = signed(log.root().resolve("checkpoint"));
    report.figure("entries", checkpoint.size());
  }

  /** A checkpoint; one that no key signed which is known yet waits for a key that the log names. */
  private Checkpoint signed(Path file) {
    Checkpoint read = Checkpoint.read(file);
    if (!read.isSigned(keys, report)) {
      unsigned.add(read);
    }
    return read;
  }

  /** A key that is known may have named its successor in the log, under its own signature. */
  private void follow(Entry entry) {
    if (!unsigned.isEmpty() && entry.kind().equals(Entry.ROTATED)) {
      for (VerifierKey successor : VerifierKey.named(keys, entry).stream().toList()) {
        keys.add(successor);
        report.figure("newKey", entry.fact("newKey"));
        unsigned.removeIf(read -> read.isSignedBy(successor));
      }
    }
  }

  /** Takes an older checkpoint, which this log must be a continuation of. */
  void since(Path file) {
    Checkpoint old = signed(file);
    if (!old.origin().equals(checkpoint.origin())) {
      report.ofLog("OTHER_LOG", file, old.origin(), checkpoint.origin());
    } else if (old.size() > checkpoint.size()) {
      report.ofLog("ROLLED_BACK", file, old.size(), checkpoint.size());
    } else {
      older.add(old);
    }
  }

  /** Requires the cosignature of a witness on the checkpoint. */
  void witness(VerifierKey witness) {
    checkpoint.require(witness, report);
    Stream.concat(older.stream(), Stream.of(checkpoint))
        .filter(tree -> tree.cosignedAt(witness) >= 0)
        .map(tree -> new Seen(tree.size(), Instant.ofEpochSecond(tree.cosignedAt(witness))))
        .forEach(seen::add);
  }

  /** Walks the whole log and hands over every entry that could be read, in order. */
  void run(Consumer<Entry> entries) {
    Merkle tree = new Merkle(this::tile);
    long bundles = (checkpoint.size() - 1) / Merkle.WIDTH + (checkpoint.size() > 0 ? 1 : 0);
    compareOlder(tree, LogFolder.NOTHING);
    for (long from = 0; from < bundles; from += BUNDLES_AT_ONCE) {
      LongStream numbers = LongStream.range(from, Math.min(bundles, from + BUNDLES_AT_ONCE));
      List<Bundle> together = numbers.parallel().mapToObj(this::bundle).toList();
      if (together.stream().allMatch(Bundle::isAbsent) && from + BUNDLES_AT_ONCE < bundles) {
        String file = LogFolder.name("entries", from);
        report.ofLog("ENTRIES_END", file, checkpoint.size(), from * Merkle.WIDTH);
        break;
      }
      for (Bundle bundle : together) {
        bundle.findings().forEach(report::add);
        bundle.entries().forEach(this::inOrderOfTime);
        bundle.entries().forEach(this::follow);
        bundle.entries().forEach(entries);
        compareOlder(tree, bundle.hashes());
        tree.add(bundle.hashes(), bundle.root());
      }
    }
    unsigned.forEach(read -> report.ofLog("NOT_SIGNED", read.file()));
    if (!Arrays.equals(tree.finish(), checkpoint.root())) {
      report.ofLog("ROOT", checkpoint.size());
    }
  }

  private Bundle bundle(long n) {
    int width = (int) Math.min(Merkle.WIDTH, checkpoint.size() - n * Merkle.WIDTH);
    LogFolder.Tile tile = log.tile("entries", n, width);
    byte[] bytes = tile.bytes();
    byte[] leaves = log.tile("0", n, width).bytes();
    byte[] hashes = new byte[width * Merkle.HASH];
    List<Entry> entries = new ArrayList<>(width);
    List<Finding> findings = new ArrayList<>();
    int[] ends = LogFolder.ends(bytes, width);
    for (int i = 0; i < ends.length; i++) {
      int from = i == 0 ? 2 : ends[i - 1] + 2;
      int at = i * Merkle.HASH;
      long index = n * Merkle.WIDTH + i;
      byte[] hash = Merkle.leaf(bytes, from, ends[i] - from);
      System.arraycopy(hash, 0, hashes, at, Merkle.HASH);
      String dossier = "";
      try {
        Entry entry = Entry.parse(index, bytes, from, ends[i]);
        entries.add(entry);
        dossier = entry.dossier();
      } catch (Unusable e) {
        findings.add(new Finding("ENTRY_FORMAT", "", index));
      }
      boolean told = leaves.length >= at + Merkle.HASH;
      if (told && !Arrays.equals(hash, 0, Merkle.HASH, leaves, at, at + Merkle.HASH)) {
        findings.add(new Finding("ENTRY", dossier, index));
      }
    }
    // what stands behind the last entry is signed by nobody, and shown to whoever opens the file
    boolean more = !tile.isLater() && ends.length > 0 && ends[ends.length - 1] < bytes.length;
    if (ends.length < width || more) {
      String name = LogFolder.name("entries", n);
      findings.add(0, new Finding("ENTRIES", "", -1, name, width, ends.length));
    }
    int named = Math.min(findings.size(), NAMED_PER_BUNDLE);
    byte[] root = width == Merkle.WIDTH ? Merkle.root(hashes) : hashes;
    return new Bundle(hashes, root, entries, findings.subList(0, named), bytes.length == 0);
  }

  /** Holds a tile, and the partial ones that lie beside it, against what the entries give. */
  private void tile(int level, long n, byte[] hashes) {
    String name = LogFolder.name(String.valueOf(level), n);
    LogFolder.Tile tile = log.tile(String.valueOf(level), n, hashes.length / Merkle.HASH);
    byte[] file = tile.bytes();
    boolean more = !tile.isLater() && file.length > hashes.length;
    if (more || !begins(file, hashes, hashes.length)) {
      report.ofLog(file.length == 0 ? "TILE_ABSENT" : "TILE", name);
    }
    for (Path part : log.parts(String.valueOf(level), n)) {
      int length = Integer.parseInt(part.getFileName().toString()) * Merkle.HASH;
      byte[] earlier = LogFolder.read(part);
      if (length < hashes.length
          && (earlier.length != length || !begins(hashes, earlier, length))) {
        report.ofLog("TILE", log.root().relativize(part));
      }
    }
  }

  private static boolean begins(byte[] file, byte[] with, int length) {
    return file.length >= length && Arrays.equals(file, 0, length, with, 0, length);
  }

  /** Where an older checkpoint ends in this bundle, or at its end, its root must come out. */
  private void compareOlder(Merkle tree, byte[] leaves) {
    for (Checkpoint old : older) {
      long more = (old.size() - tree.size()) * Merkle.HASH;
      boolean ends = more > 0 && more <= leaves.length || old.size() == 0 && leaves.length == 0;
      if (ends && !Arrays.equals(tree.rootWith(Arrays.copyOf(leaves, (int) more)), old.root())) {
        report.ofLog("FORKED", old.file(), old.size());
      }
    }
  }

  private void inOrderOfTime(Entry entry) {
    Instant floor = newest;
    newest = entry.at().isAfter(newest) ? entry.at() : newest;
    for (Seen tree : seen) {
      floor = entry.index() >= tree.size() && tree.at().isAfter(floor) ? tree.at() : floor;
    }
    if (entry.at().isBefore(floor.minus(TOLERANCE))) {
      report.add(new Finding("BACK_DATED", entry.dossier(), entry.index(), entry.at(), floor));
    }
  }

  /** Walks the log, and checks that the PDF is the letter of that entry: its issue or its print. */
  void letter(long index, byte[] pdf) {
    if (index < 0 || index >= checkpoint.size()) {
      throw new Unusable("entry", index, checkpoint.size() - 1);
    }
    List<Entry> found = new ArrayList<>();
    run(
        entry -> {
          boolean printed = entry.kind().equals(Entry.PRINTED) && found.size() == 1;
          if (entry.index() == index || printed && isPrintOf(entry, found.get(0))) {
            found.add(entry);
          }
        });
    if (!found.isEmpty()) { // one that could not be read is a finding already
      found.get(found.size() - 1).compare(pdf, report);
    }
  }

  private static boolean isPrintOf(Entry print, Entry issue) {
    return issue.kind().equals(Entry.ISSUED)
        && issue.dossier().equals(print.dossier())
        && issue.fact("contentSha256").equals(print.fact("contentSha256"));
  }
}
