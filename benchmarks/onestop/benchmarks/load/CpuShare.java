package onestop.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How much of the processors' time one JVM and one PostgreSQL server had since this reading began.
 *
 * <p>Read from {@code /proc}; where there is none, nothing is said of the processors. A server's
 * time is that of its postmaster, of the processes it has, and of those that have ended. The
 * database in H2 runs within the JVM and has no share of its own.
 */
final class CpuShare {
  /** Linux tells processor times in hundredths of a second, whatever its own tick. */
  private static final double TICKS_A_SECOND = 100;

  private final long jvm;
  private final OptionalLong postmaster;
  private final long jvmBefore;
  private final long databaseBefore;
  private final long startedNanos = System.nanoTime();

  private CpuShare(long jvm, OptionalLong postmaster) {
    this.jvm = jvm;
    this.postmaster = postmaster;
    this.jvmBefore = own(jvm);
    this.databaseBefore = server(postmaster);
  }

  /** Begins to count: the JVM of that process id, and the server of that postmaster if any. */
  static CpuShare begin(long jvm, OptionalLong postmaster) {
    return new CpuShare(jvm, postmaster);
  }

  /** What both had since the beginning. */
  Spent spent() {
    return new Spent(
        (System.nanoTime() - startedNanos) / 1e9,
        (own(jvm) - jvmBefore) / TICKS_A_SECOND,
        (server(postmaster) - databaseBefore) / TICKS_A_SECOND);
  }

  /** Seconds that passed, and seconds of processor time within them. */
  record Spent(double seconds, double jvm, double database) {
    static final Spent NOTHING = new Spent(0, 0, 0);

    Spent plus(Spent other) {
      return new Spent(seconds + other.seconds, jvm + other.jvm, database + other.database);
    }

    /** Shares of the whole machine, 0 to 1. */
    String json() {
      return String.format(
          Locale.ROOT, "{\"jvm\":%.2f,\"database\":%.2f}", share(jvm), share(database));
    }

    String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-6s %8.0f %% of the processors in the JVM, %.0f %% in the database",
          name,
          100 * share(jvm),
          100 * share(database));
    }

    /** Milliseconds of each for a piece of work, of which there were so many a second. */
    String millis(double rate) {
      double pieces = Math.max(1e-9, seconds * rate);
      return String.format(
          Locale.ROOT,
          "{\"jvm\":%.3f,\"database\":%.3f}",
          1000 * jvm / pieces,
          1000 * database / pieces);
    }

    private double share(double processor) {
      return processor / Math.max(1e-9, seconds * Runtime.getRuntime().availableProcessors());
    }
  }

  private static long own(long pid) {
    return ticks(pid, 2);
  }

  private static long server(OptionalLong postmaster) {
    if (postmaster.isEmpty()) {
      return 0;
    }
    long pid = postmaster.getAsLong();
    try (Stream<ProcessHandle> children =
        ProcessHandle.of(pid).map(ProcessHandle::children).orElse(Stream.empty())) {
      return ticks(pid, 4) + children.mapToLong(child -> own(child.pid())).sum();
    }
  }

  /** User and system time of a process; with four fields, also that of its ended children. */
  private static long ticks(long pid, int fields) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      // the name stands in brackets and may hold blanks; utime is the 12th field after it
      String[] after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long sum = 0;
      for (int i = 0; i < fields; i++) {
        sum += Long.parseLong(after[11 + i]);
      }
      return sum;
    } catch (IOException e) {
      return 0; // it has ended, or this is not Linux
    }
  }
}
