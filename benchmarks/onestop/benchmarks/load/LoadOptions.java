package onestop.benchmarks.load;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all load benchmarks ask for. */
final class LoadOptions {
  private static final int STOCK_CALLERS = 8;

  /** The databases that the product supports. */
  enum Kind {
    h2,
    postgres
  }

  @Option(names = "--db", defaultValue = "postgres", description = "h2 or postgres")
  private Kind kind = Kind.postgres;

  @Option(
      names = "--jdbc-url",
      description =
          "a running PostgreSQL instead of the embedded one; user and password from ONESTOP_DB_USER"
              + " and ONESTOP_DB_PASSWORD")
  private @Nullable String jdbcUrl;

  @Option(names = "--warmup", defaultValue = "30", description = "seconds before the first window")
  private int warmup = 30;

  @Option(names = "--seconds", defaultValue = "10", description = "length of a window")
  private int seconds = 10;

  @Option(names = "--windows", defaultValue = "5", description = "windows that count")
  private int windows = 5;

  @Option(names = "--callers", defaultValue = "64", description = "callers at the same time")
  private int callers = 64;

  @Option(
      names = "--baseline",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "run the engine's stock configuration beside ours (default: yes)")
  private boolean baseline = true;

  @Option(names = "--ours-only", description = "the same as --no-baseline")
  private boolean oursOnly;

  @Option(names = "--json", description = "one JSON object as the last line")
  private boolean json;

  Kind kind() {
    return kind;
  }

  @Nullable String jdbcUrl() {
    return jdbcUrl;
  }

  int warmup() {
    return warmup;
  }

  int seconds() {
    return seconds;
  }

  int windows() {
    return windows;
  }

  int callers() {
    return callers;
  }

  /** More callers than the stock engine has use for only make it wait. */
  int callers(Town.Mode mode) {
    return mode == Town.Mode.OURS ? callers : Math.min(callers, STOCK_CALLERS);
  }

  boolean baseline() {
    return baseline && !oursOnly;
  }

  boolean json() {
    return json;
  }
}
