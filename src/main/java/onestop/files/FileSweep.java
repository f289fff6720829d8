package onestop.files;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onestop.files.FileRows.Row;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes files that nothing has named for the time of grace. A file that is being named is locked
 * and therefore left out; a file that was named after it was marked is found named under its lock
 * and kept.
 *
 * <p>What is true if we die: bytes in a folder are removed before the commit that removes their
 * row, so a row of an orphan may be without bytes; whoever stores the same file again writes them
 * again. Named files are never touched.
 */
@Component
final class FileSweep {
  private static final int PAGE = 500;

  private final FileRows rows;
  private final FileHomes homes;
  private final FilesSettings settings;
  private final Clock clock;
  private final TransactionTemplate transaction;

  FileSweep(
      FileRows rows,
      FileHomes homes,
      FilesSettings settings,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.homes = homes;
    this.settings = settings;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Marks files that nothing names, and removes those marked before the time of grace.
   *
   * @return the number of removed files
   */
  int run() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant before = now.minus(settings.grace());
    int removed = 0;
    int looked;
    do {
      int[] page = transaction.execute(status -> removeOrphans(before));
      looked = page[0];
      removed += page[1];
    } while (looked == PAGE);
    Integer marked;
    do {
      marked = transaction.execute(status -> rows.markOrphans(now, PAGE));
    } while (marked != null && marked == PAGE);
    homes.folder().ifPresent(folder -> tidy(folder, before));
    return removed;
  }

  /** Returns the numbers of orphans looked at and of those removed. */
  private int[] removeOrphans(Instant before) {
    List<Row> orphans = rows.lockOrphans(before, PAGE);
    // by a statement after the lock: whoever named one of them before has committed
    Set<String> named =
        new HashSet<>(rows.namedOf(orphans.stream().map(row -> row.file().sha256()).toList()));
    rows.keep(named);
    for (Row orphan : orphans) {
      String sha256 = orphan.file().sha256();
      if (!named.contains(sha256)) {
        homes.of(orphan.home()).delete(sha256);
        rows.delete(sha256);
      }
    }
    return new int[] {orphans.size(), orphans.size() - named.size()};
  }

  /** Removes what dead processes and rolled-back transactions left in the folder. */
  private void tidy(FileFolder folder, Instant before) {
    folder.deleteParts(before);
    List<String> page = new ArrayList<>();
    folder.each(
        before,
        hash -> {
          page.add(hash);
          if (page.size() == PAGE) {
            tidy(folder, page);
            page.clear();
          }
        });
    tidy(folder, page);
  }

  private void tidy(FileFolder folder, List<String> page) {
    Set<String> known = rows.in(FileHome.Kind.FOLDER, page);
    page.stream().filter(hash -> !known.contains(hash)).forEach(hash -> remove(folder, hash));
  }

  /**
   * Removes a file of the folder that has no row, or whose row says that it is elsewhere. The row
   * is inserted to hold its lock, and rolled back: a transaction that stores the same file waits,
   * and writes its bytes afterwards.
   */
  private void remove(FileFolder folder, String sha256) {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          Row row = rows.lock(List.of(sha256)).get(sha256);
          if (row == null) {
            try {
              rows.insert(
                  List.of(new StoredFile(sha256, 0, FileType.UNKNOWN)),
                  FileHome.Kind.FOLDER,
                  clock.instant());
            } catch (DuplicateKeyException stored) {
              return;
            }
            folder.delete(sha256);
          } else if (row.home() != FileHome.Kind.FOLDER) {
            folder.delete(sha256);
          }
        });
  }
}
