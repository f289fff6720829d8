package onestop.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The published folder, which any web server can serve: {@code checkpoint}, {@code log.vkey},
 * {@code tile/…}, and {@code checkpoints/…} with the checkpoints of earlier days.
 *
 * <p>A file appears completely or not at all: it is written under another name, forced to the disk
 * and renamed. What is true if we die: finished files remain; an unfinished file may remain under
 * another name, is never read, and is replaced by the next write of that file. The caller must
 * force the folders to the disk with {@link #sync} before it relies on the names.
 */
public class LogFolder {
  public static final String CHECKPOINT = "checkpoint";
  public static final String KEY = "log.vkey";

  /** The folder of the kept checkpoints, one for each day. */
  static final String KEPT = "checkpoints/";

  private static final Pattern OF_A_DAY =
      Pattern.compile(Pattern.quote(KEPT) + "\\d{4}-\\d{2}-\\d{2}\\.(txt|pdf)");
  private static final String UNFINISHED = ".part";

  private final Path root;
  private final Set<Path> touched = new TreeSet<>();

  public LogFolder(Path root) {
    this.root = root.toAbsolutePath();
  }

  /** The file at a path of the log; empty for every other path. */
  public Optional<Path> file(String path) {
    if (path.equals(CHECKPOINT) || path.equals(KEY) || OF_A_DAY.matcher(path).matches()) {
      return Optional.of(root.resolve(path));
    }
    // built from the tile's numbers, not from the text, so that no path leads out of the folder
    return Tile.at(path).map(tile -> root.resolve(tile.path()));
  }

  /** The bytes of a file; empty if there is none. */
  public Optional<byte[]> read(String path) {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw lost(path, e);
    }
  }

  /** The text of a file, read as UTF-8; empty if there is none. */
  public Optional<String> readText(String path) {
    return read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Whether a tile exists. */
  public boolean has(Tile tile) {
    return Files.isRegularFile(root.resolve(tile.path()));
  }

  /**
   * Writes a tile unless it exists. An existing tile is never overwritten with other bytes.
   *
   * @throws Failure {@code ledger/file-differs} if it exists with other bytes
   */
  public void write(Tile tile, byte[] bytes) {
    Optional<byte[]> present = read(tile.path());
    if (present.isEmpty()) {
      replace(tile.path(), bytes);
    } else if (!Arrays.equals(present.get(), bytes)) {
      throw Failure.conflict(
          "ledger", "file-differs", "file", root.resolve(tile.path()).toString());
    }
  }

  /** Writes a file atomically, replacing an existing one. */
  public void replace(String path, byte[] bytes) {
    Path file = root.resolve(path);
    Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      for (@Nullable Path folder = file.getParent();
          folder != null && folder.startsWith(root);
          folder = folder.getParent()) {
        touched.add(folder);
      }
    } catch (IOException e) {
      throw lost(path, e);
    }
  }

  /** Forces the names of all files written since the last call to the disk. */
  public void sync() {
    for (Path folder : touched) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      } catch (IOException e) {
        // a system that cannot force a folder makes names durable itself
      }
    }
    touched.clear();
  }

  /** Deletes the partial versions of a full tile. */
  public void forgetPartial(Tile full) {
    Path folder = root.resolve(full.partialFolder());
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw lost(full.partialFolder(), e);
    }
  }

  private Failure lost(String path, IOException e) {
    return Failure.of(
            Failure.Kind.LOST_RESOURCE,
            "ledger",
            "folder",
            "file",
            root.resolve(path).toString(),
            "reason",
            e.getClass().getSimpleName())
        .causedBy(e);
  }
}
