package onestop.files;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import onestop.files.FileRows.Row;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves files between the database and the configured folder, each in a transaction of its own.
 *
 * <p>What is true if we die: each file is whole in the home that its row names; a second copy that
 * is left in the folder goes with the sweep. The next run moves the rest.
 */
@Component
public final class FileMoves {
  private static final int PAGE = 200;

  private final FileRows rows;
  private final FileHomes homes;
  private final TransactionTemplate transaction;

  FileMoves(FileRows rows, FileHomes homes, PlatformTransactionManager transactions) {
    this.rows = rows;
    this.homes = homes;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Where files are moved to. */
  public enum Target {
    /** From the folder into the database. */
    DATABASE,
    /** From the database into the folder. */
    FOLDER
  }

  /**
   * The result of a run.
   *
   * @param moved the number of files that are in their new home now
   * @param left the hashes of files that are missing or damaged; they stay where they are
   */
  public record Result(long moved, List<String> left) {}

  /**
   * Moves all files to that home.
   *
   * @param progress receives the number of files looked at so far
   * @throws onestop.kernel.Failure {@code files/no-folder} if no folder is configured and there is
   *     something to move
   */
  public Result move(Target target, LongConsumer progress) {
    FileHome.Kind to = target == Target.FOLDER ? FileHome.Kind.FOLDER : FileHome.Kind.DATABASE;
    FileHome.Kind from = target == Target.FOLDER ? FileHome.Kind.DATABASE : FileHome.Kind.FOLDER;
    List<String> left = new java.util.ArrayList<>();
    long moved = 0;
    String last = "";
    List<StoredFile> page;
    do {
      page = rows.page(from, last, PAGE);
      for (StoredFile file : page) {
        last = file.sha256();
        if (Boolean.TRUE.equals(transaction.execute(status -> move(file, from, to)))) {
          // Dying before this: the copy in the folder is an orphan
          homes
              .folder()
              .filter(folder -> to == FileHome.Kind.DATABASE)
              .ifPresent(folder -> folder.delete(file.sha256()));
          moved++;
        } else {
          left.add(file.sha256());
        }
        progress.accept(moved + left.size());
      }
    } while (page.size() == PAGE);
    return new Result(moved, List.copyOf(left));
  }

  private boolean move(StoredFile file, FileHome.Kind from, FileHome.Kind to) {
    String sha256 = file.sha256();
    Row row = rows.lock(List.of(sha256)).get(sha256);
    if (row == null || row.home() != from) {
      return true; // swept or moved by somebody else meanwhile
    }
    Optional<byte[]> bytes = homes.of(from).read(sha256);
    if (bytes.isEmpty() || !FileHash.of(bytes.get()).equals(sha256)) {
      return false;
    }
    homes.of(to).write(Map.of(sha256, bytes.get()));
    rows.moved(sha256, to);
    if (from == FileHome.Kind.DATABASE) {
      homes.of(from).delete(sha256);
    }
    return true;
  }
}
