package onestop.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of stored files.
 *
 * @param home where new files are written: {@code database}, or the path of a folder
 * @param maxSize the size of the largest file that is accepted from outside
 * @param quota the size of all files together that one owner may hand in
 * @param most how many files one owner may hand in, each version counted
 * @param grace how long a file that nothing names is kept
 */
@ConfigurationProperties("onestop.files")
record FilesSettings(
    @DefaultValue("database") String home,
    @DefaultValue("20MB") DataSize maxSize,
    @DefaultValue("200MB") DataSize quota,
    @DefaultValue("100") int most,
    @DefaultValue("1d") Duration grace) {

  static final String DATABASE = "database";

  /** The folder, if the home is one. */
  Optional<Path> folder() {
    return home.equals(DATABASE) ? Optional.empty() : Optional.of(Path.of(home));
  }
}
