package onestop.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A folder as home: a file of the hash {@code abcdef…} is {@code ab/cd/abcdef…}. A file appears
 * whole or not at all: it is written under another name, forced to the disk, renamed, and then the
 * folders are forced.
 *
 * <p>What is true if we die: before the rename a part lies in {@code part}, after it a whole file
 * without a row may lie in its place. Both are orphans, which the sweep removes.
 */
final class FileFolder implements FileHome {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path root;
  private final Path parts;
  private final Clock clock;

  FileFolder(Path root, Clock clock) {
    this.root = root;
    this.parts = root.resolve("part");
    this.clock = clock;
  }

  Path root() {
    return root;
  }

  @Override
  public void write(Map<String, byte[]> contents) {
    contents.forEach(this::write);
  }

  private void write(String sha256, byte[] bytes) {
    Path file = place(sha256);
    try {
      Files.createDirectories(parts);
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(parts, sha256, "");
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      for (@Nullable Path folder = file.getParent();
          folder != null && folder.startsWith(root);
          folder = folder.getParent()) {
        force(folder);
      }
    } catch (IOException e) {
      throw lost(file, e);
    }
  }

  private static void force(Path folder) {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // a system that cannot force a folder makes names durable itself
    }
  }

  @Override
  public boolean has(StoredFile file) {
    Path place = place(file.sha256());
    try {
      return Files.isRegularFile(place) && Files.size(place) == file.size();
    } catch (IOException e) {
      throw lost(place, e);
    }
  }

  @Override
  public Optional<byte[]> read(String sha256) {
    Path file = place(sha256);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw lost(file, e);
    }
  }

  @Override
  public void delete(String sha256) {
    Path file = place(sha256);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw lost(file, e);
    }
  }

  /** Passes the hash of each file that was last written before that moment to the consumer. */
  void each(Instant before, Consumer<String> hashes) {
    forEach(
        root,
        first ->
            forEach(
                first,
                second ->
                    forEach(
                        second,
                        file -> {
                          String name = file.getFileName().toString();
                          if (HASH.matcher(name).matches() && isOlder(file, before)) {
                            hashes.accept(name);
                          }
                        })));
  }

  /** Removes the unfinished files of processes that died before that moment. */
  void deleteParts(Instant before) {
    forEach(
        parts,
        part -> {
          if (isOlder(part, before)) {
            try {
              Files.deleteIfExists(part);
            } catch (IOException e) {
              throw lost(part, e);
            }
          }
        });
  }

  private static void forEach(Path folder, Consumer<Path> entries) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries);
    } catch (IOException e) {
      throw lost(folder, e);
    }
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.isRegularFile(file)
          && Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      return false; // it went in the meantime
    }
  }

  private Path place(String sha256) {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("no hash of a file: " + sha256);
    }
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  private static Failure lost(Path path, IOException e) {
    return Failure.of(
            Failure.Kind.LOST_RESOURCE,
            "files",
            "disk",
            "path",
            path.toString(),
            "reason",
            String.valueOf(e.getMessage()))
        .causedBy(e);
  }
}
