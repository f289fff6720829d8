package onestop.files;

import java.time.Clock;
import java.util.Optional;
import onestop.kernel.Failure;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * The homes of files: the one that new files go to, and the one that a stored file is in. At the
 * start it refuses a configuration by which stored files could not be found.
 */
@Component
final class FileHomes implements ApplicationRunner {
  private final FileRows rows;
  private final FileChunks database;
  private final Optional<FileFolder> folder;

  FileHomes(FileRows rows, FileChunks database, FilesSettings settings, Clock clock) {
    this.rows = rows;
    this.database = database;
    this.folder = settings.folder().map(path -> new FileFolder(path, clock));
  }

  /** Where new files go. */
  FileHome.Kind current() {
    return folder.isPresent() ? FileHome.Kind.FOLDER : FileHome.Kind.DATABASE;
  }

  /**
   * A home.
   *
   * @throws Failure {@code files/no-folder} if no folder is configured
   */
  FileHome of(FileHome.Kind kind) {
    return switch (kind) {
      case DATABASE -> database;
      case FOLDER -> folder.orElseThrow(() -> noFolder(""));
    };
  }

  /** The configured folder; empty if the home is the database. */
  Optional<FileFolder> folder() {
    return folder;
  }

  /**
   * Refuses to start if files lie in a folder and none is configured, or the configured folder does
   * not have them.
   */
  @Override
  public void run(ApplicationArguments args) {
    Optional<StoredFile> some = rows.firstIn(FileHome.Kind.FOLDER, "");
    if (some.isEmpty()) {
      return;
    }
    String sha256 = some.get().sha256();
    FileFolder here = folder.orElseThrow(() -> noFolder(sha256));
    if (here.read(sha256).isEmpty()) {
      throw Failure.of(
          Failure.Kind.LOST_RESOURCE,
          "files",
          "other-folder",
          "folder",
          here.root().toString(),
          "sha256",
          sha256);
    }
  }

  private static Failure noFolder(String sha256) {
    return Failure.of(Failure.Kind.LOST_RESOURCE, "files", "no-folder", "sha256", sha256);
  }
}
