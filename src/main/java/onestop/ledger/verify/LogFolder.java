package onestop.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The published files of a log, laid out as C2SP tlog-tiles says. Reads only. */
public record LogFolder(Path root) {
  static final byte[] NOTHING = {};

  /** More than a bundle of the longest entries, and than any letter. */
  private static final int LARGEST = 32 * 1024 * 1024;

  /** The log in this folder, or in its folder {@code log}. */
  static LogFolder of(Path folder) {
    return Stream.of(folder, folder.resolve("log"))
        .filter(candidate -> Files.isRegularFile(candidate.resolve("checkpoint")))
        .map(LogFolder::new)
        .findFirst()
        .orElseThrow(() -> new Unusable("no-log", folder));
  }

  /** The name of the n-th tile of a level, such as {@code tile/0/x001/x234/067}. */
  static String name(String level, long n) {
    String path = "%03d".formatted(n % 1000);
    for (long rest = n / 1000; rest > 0; rest /= 1000) {
      path = "x%03d/".formatted(rest % 1000) + path;
    }
    return "tile/" + level + "/" + path;
  }

  /**
   * A tile as it is published.
   *
   * @param isLater whether it is the full one that has replaced the one asked for: it may hold more
   */
  record Tile(byte[] bytes, boolean isLater) {}

  /** The tile of that width, or the full one that has replaced it; nothing if there is neither. */
  Tile tile(String level, long n, int width) {
    String name = name(level, n);
    byte[] part = width < Merkle.WIDTH ? published(name + ".p/" + width) : NOTHING;
    return part.length > 0
        ? new Tile(part, false)
        : new Tile(published(name), width < Merkle.WIDTH);
  }

  /**
   * What is published is a file; whoever opens a pipe or a device waits for somebody's pleasure.
   */
  private byte[] published(String name) {
    Path file = root.resolve(name);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new Unusable("unreadable", file);
    }
    return read(file);
  }

  /** The partial files that lie beside a tile, each named by its width. */
  List<Path> parts(String level, long n) {
    Path folder = root.resolve(name(level, n) + ".p");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[1-9]\\d{0,2}"))
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new Unusable("unreadable", folder);
    }
  }

  /** Where the entries of a bundle end: each has its length before it, in two bytes. */
  static int[] ends(byte[] bundle, int width) {
    int[] ends = new int[width];
    int count = 0;
    for (int at = 0; count < width && at + 2 <= bundle.length; count++) {
      at += 2 + (bundle[at] & 0xff) * 256 + (bundle[at + 1] & 0xff);
      if (at > bundle.length) {
        break;
      }
      ends[count] = at;
    }
    return Arrays.copyOf(ends, count);
  }

  /** A file's bytes; nothing if there is no such file. */
  public static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Unusable("too-large", file, LARGEST);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      return NOTHING;
    } catch (IOException e) {
      throw new Unusable("unreadable", file);
    }
  }

  /** The bytes of a file that must be there and hold something. */
  static byte[] required(Path file) {
    byte[] bytes = read(file);
    if (bytes.length == 0) {
      throw new Unusable("no-file", file);
    }
    return bytes;
  }
}
