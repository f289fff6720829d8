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
 * @param scanner {@code off}, or the address of a virus scanner that speaks clamd's protocol
 * @param scannerTimeout the longest time for the scan of one file
 * @param grace how long a file that nothing names is kept
 */
@ConfigurationProperties("onestop.files")
record FilesSettings(
    @DefaultValue("database") String home,
    @DefaultValue("20MB") DataSize maxSize,
    @DefaultValue("200MB") DataSize quota,
    @DefaultValue("100") int most,
    @DefaultValue("off") String scanner,
    @DefaultValue("30s") Duration scannerTimeout,
    @DefaultValue("1d") Duration grace) {

  static final String DATABASE = "database";
  static final String OFF = "off";

  /** The virus scanner, if there is one. */
  Optional<VirusScanner> virusScanner() {
    return scanner.equals(OFF) ? Optional.empty() : Optional.of(new Clamd(scanner, scannerTimeout));
  }

  /** The folder, if the home is one. */
  Optional<Path> folder() {
    return home.equals(DATABASE) ? Optional.empty() : Optional.of(Path.of(home));
  }
}
