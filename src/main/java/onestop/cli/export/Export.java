package onestop.cli.export;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import onestop.ledger.Ledger;
import org.springframework.context.ApplicationContext;

/**
 * A folder with all files that {@code onestop-verify.jar} needs for a period: the evidence and, in
 * {@code log}, the published log. The folder appears complete or not at all; one that is not empty
 * is refused.
 */
public final class Export {
  private final ApplicationContext context;
  private final Path log;

  /**
   * Exports from a running application.
   *
   * @param log the folder in which the application's log is published
   */
  public Export(ApplicationContext context, Path log) {
    this.context = context;
    this.log = log;
  }

  /**
   * Writes the folder; first the evidence, then the log, which therefore covers all of the
   * evidence.
   *
   * @throws Failure {@code cli/export-…}, {@code cli/out-unwritable}
   */
  public Evidence.Counts write(Period period, Path folder) {
    Path target = folder.toAbsolutePath();
    try {
      refuseOccupied(target);
      Files.createDirectories(target.getParent());
      Path part = Files.createTempDirectory(target.getParent(), target.getFileName() + ".part");
      try {
        Evidence.Counts counts = new Evidence(context).write(period, part);
        context.getBean(Ledger.class).publish();
        if (!LogCopy.isLog(log)) {
          throw Failure.badInput("cli", "export-no-log", "folder", log.toString());
        }
        LogCopy.copy(log, part.resolve("log"));
        // if we die here, an unfinished folder of another name is left, and none of this name
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return counts;
      } finally {
        delete(part);
      }
    } catch (IOException e) {
      throw Evidence.unwritable(folder, e);
    }
  }

  private static void refuseOccupied(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw Failure.badInput("cli", "export-no-folder", "folder", folder.toString());
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw Failure.badInput("cli", "export-not-empty", "folder", folder.toString());
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, IOException e)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
