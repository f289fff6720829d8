package onestop.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies stored files against their hashes. Reads only, one file in memory at a time. */
@Component
public final class FileCheck {
  private static final int PAGE = 200;

  private final FileRows rows;
  private final FileHomes homes;
  private final FileTroubles troubles;

  FileCheck(FileRows rows, FileHomes homes, FileTroubles troubles) {
    this.rows = rows;
    this.homes = homes;
    this.troubles = troubles;
  }

  /** What is wrong with a file. */
  public enum Fault {
    /** Its bytes are not where they belong. */
    MISSING,
    /** Its bytes do not have its hash. */
    DAMAGED
  }

  /**
   * A file that is named and cannot be read.
   *
   * @param names the rows that name it
   */
  public record Problem(Fault fault, StoredFile file, List<FileNaming.Name> names) {}

  /** The problems of all named files, in the order of their hashes. */
  public List<Problem> check() {
    List<Problem> problems = new ArrayList<>();
    for (FileHome.Kind home : FileHome.Kind.values()) {
      String last = "";
      List<StoredFile> page;
      do {
        page = rows.page(home, last, PAGE);
        for (StoredFile file : page) {
          problem(home, file).ifPresent(problems::add);
          last = file.sha256();
        }
      } while (page.size() == PAGE);
    }
    return problems;
  }

  private Optional<Problem> problem(FileHome.Kind home, StoredFile file) {
    Fault fault = fault(home, file);
    if (fault == null) {
      return Optional.empty();
    }
    List<FileNaming.Name> names = rows.names(file.sha256());
    return names.isEmpty() ? Optional.empty() : Optional.of(new Problem(fault, file, names));
  }

  private @Nullable Fault fault(FileHome.Kind home, StoredFile file) {
    Optional<byte[]> bytes;
    try {
      bytes = homes.of(home).read(file.sha256());
    } catch (Failure unreadable) {
      return Fault.MISSING;
    }
    if (bytes.isEmpty()) {
      return Fault.MISSING;
    }
    boolean whole =
        bytes.get().length == file.size() && FileHash.of(bytes.get()).equals(file.sha256());
    return whole ? null : Fault.DAMAGED;
  }

  /** Closes the incidents of files that have been put back. */
  void closeIncidents() {
    for (String beginning : troubles.open()) {
      rows.findBeginning(beginning)
          .filter(row -> fault(row.home(), row.file()) == null)
          .ifPresent(row -> troubles.whole(row.file()));
    }
  }
}
