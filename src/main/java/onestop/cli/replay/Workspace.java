package onestop.cli.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import onestop.kernel.Failure;

/**
 * The folder that a replay fills.
 *
 * <p>It belongs to one run. The run's mark is the first file in it, so that a run can be resumed
 * after a crash at any moment, and never in a folder with other contents. A file appears complete
 * or not at all.
 */
final class Workspace {
  /** The name of the folder in it for its own database. */
  static final String DATABASE = "db";

  private static final String MARK = "replay.run";
  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final boolean fresh;
  private final boolean existed;

  private Workspace(Path folder, boolean fresh, boolean existed) {
    this.folder = folder;
    this.fresh = fresh;
    this.existed = existed;
  }

  /**
   * Opens an empty or new folder, or with {@code resume} one left by an earlier run with the same
   * fingerprint.
   */
  static Workspace open(Path folder, String fingerprint, boolean resume) {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw Failure.badInput("cli", "out-no-folder", "out", folder.toString());
      }
      List<String> content = Files.exists(folder) ? names(folder) : List.of();
      boolean marked = content.contains(MARK);
      boolean empty = content.stream().allMatch(name -> name.equals(MARK + UNFINISHED));
      if (!empty && !(marked && resume)) {
        throw Failure.badInput("cli", "out-not-empty", "out", folder.toString());
      }
      Workspace workspace = new Workspace(folder, !marked, Files.exists(folder));
      if (marked) {
        String mark = Files.readString(folder.resolve(MARK)).strip();
        requireSame(mark, fingerprint);
      } else {
        Files.createDirectories(folder);
        workspace.write(MARK, fingerprint + "\n");
      }
      return workspace;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Refuses to resume a run of another log, rule pack or set of rules. */
  static void requireSame(String found, String fingerprint) {
    if (!found.equals(fingerprint)) {
      throw Failure.conflict("cli", "other-run", "found", found, "wanted", fingerprint);
    }
  }

  /** The identity of a run: a hash over the bytes of the log and the given words. */
  static String fingerprint(Path log, String... words) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(log), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha256.digest()) + " " + String.join(" ", words);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw Failure.badInput("cli", "log-missing", "file", log.toString()).causedBy(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Removes the files of this run, if it was refused before it began. */
  void discard() {
    if (!fresh) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(MARK));
      for (String name : List.of("onestop.mv.db", "onestop.trace.db")) {
        Files.deleteIfExists(folder.resolve(DATABASE).resolve(name));
      }
      deleteIfEmpty(folder.resolve(DATABASE));
      if (!existed) {
        deleteIfEmpty(folder);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder) && names(folder).isEmpty()) {
      Files.delete(folder);
    }
  }

  void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file under a name relative to the folder; an older one is replaced atomically. */
  void write(String name, byte[] bytes) {
    Path file = folder.resolve(name);
    Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      Files.createDirectories(file.getParent());
      Files.write(
          part,
          bytes,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      // if we die here, only the unfinished file exists, and the next run writes it again
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }

  private static Failure unwritable(Path folder, IOException e) {
    return Failure.badInput(
            "cli",
            "out-unwritable",
            "out",
            folder.toString(),
            "reason",
            e.getClass().getSimpleName())
        .causedBy(e);
  }
}
