package onestop.files;

/**
 * What one owner may hand in, by the settings.
 *
 * @param size the most bytes of one file
 * @param total the most bytes of all files of one owner together
 * @param number the most files of one owner
 */
public record FileLimits(long size, long total, int number) {
  /** Mebibytes with one decimal, rounded up, as refusals and pages show a size. */
  public static double mebibytes(long bytes) {
    return Math.ceil(bytes / (1024 * 1024 / 10.0)) / 10;
  }
}
