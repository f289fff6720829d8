package onestop.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import onestop.ledger.LogFolder;
import onestop.testing.MortalTransactions.PowerCut;

/**
 * A folder that kills its process, in a manner of speaking, at a chosen step. Steps are the writing
 * of a file and the forcing of names. What was written since the last forcing is kept, or lost as a
 * power cut may lose it.
 */
final class MortalFolder extends LogFolder {
  /** What a file system makes of names that were not forced. */
  enum Fate {
    PERSIST,
    LOSE
  }

  private record Written(Path file, Optional<byte[]> before) {}

  private final Path root;
  private final int deadly;
  private final Fate fate;
  private final Deque<Written> unforced = new ArrayDeque<>();
  private int steps;

  MortalFolder(Path root, int deadly, Fate fate) {
    super(root);
    this.root = root;
    this.deadly = deadly;
    this.fate = fate;
  }

  /** How many steps there were. */
  int steps() {
    return steps;
  }

  @Override
  public void replace(String path, byte[] bytes) {
    Path file = root.resolve(path);
    step(file);
    unforced.push(new Written(file, read(path)));
    super.replace(path, bytes);
  }

  @Override
  public void sync() {
    step(root.resolve("none"));
    super.sync();
    unforced.clear();
  }

  private void step(Path file) {
    if (++steps != deadly) {
      return;
    }
    try {
      if (fate == Fate.LOSE) {
        for (Written written : unforced) {
          if (written.before().isPresent()) {
            Files.write(written.file(), written.before().get());
          } else {
            Files.deleteIfExists(written.file());
          }
        }
      } else if (!file.endsWith("none")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling(file.getFileName() + ".part"), "half a fi");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new PowerCut("at step " + steps + " of the folder");
  }
}
