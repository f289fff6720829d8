package onestop.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a published log as of one checkpoint; the log may grow meanwhile.
 *
 * <p>The checkpoint is read before the tiles and written after them: every tile that it needs
 * exists by then, and no tile ever changes; so the copy verifies, or is refused as incomplete.
 */
final class LogCopy {
  private static final List<String> HEAD = List.of("checkpoint", "log.vkey");
  private static final String UNFINISHED = ".part";

  private LogCopy() {}

  static boolean isLog(Path folder) {
    return HEAD.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  static void copy(Path log, Path to) throws IOException {
    Files.createDirectories(to);
    byte[] checkpoint = Files.readAllBytes(log.resolve(HEAD.get(0)));
    byte[] key = Files.readAllBytes(log.resolve(HEAD.get(1)));
    if (Files.isDirectory(log.resolve("tile"))) {
      try (Stream<Path> tiles = Files.walk(log.resolve("tile"))) {
        for (Path tile : (Iterable<Path>) tiles::iterator) {
          Path target = to.resolve(log.relativize(tile));
          if (Files.isDirectory(tile)) {
            Files.createDirectories(target);
          } else if (!tile.toString().endsWith(UNFINISHED)) {
            Files.copy(tile, target);
          }
        }
      }
    }
    Files.write(to.resolve(HEAD.get(0)), checkpoint);
    Files.write(to.resolve(HEAD.get(1)), key);
  }
}
