package onestop.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;

/** How long calls took, in milliseconds, and how they are told. */
record Latencies(double[] sortedMillis) {
  static Latencies ofNanos(long[] nanos) {
    return new Latencies(Arrays.stream(nanos).sorted().mapToDouble(n -> n / 1e6).toArray());
  }

  int calls() {
    return sortedMillis.length;
  }

  /** The smallest value that so many of a hundred calls do not exceed; 0 if there are no calls. */
  double percentile(double percent) {
    if (sortedMillis.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100 * sortedMillis.length);
    return sortedMillis[Math.max(0, rank - 1)];
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f,\"calls\":%d}",
        percentile(50),
        percentile(99),
        percentile(100),
        calls());
  }

  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-28s p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms   %7d calls",
        name,
        percentile(50),
        percentile(99),
        percentile(100),
        calls());
  }
}
