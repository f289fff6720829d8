package onestop.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rates per second of the windows of one contender. */
record Rates(List<Double> windows) {
  double median() {
    double[] sorted = windows.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min() {
    return windows.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  double mean() {
    return windows.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  double max() {
    return windows.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"median\":%.1f,\"min\":%.1f,\"max\":%.1f,\"windows\":%s}",
        median(),
        min(),
        max(),
        Arrays.toString(windows.stream().map(w -> Math.round(w * 10) / 10.0).toArray()));
  }

  String line(String name) {
    return String.format(
        Locale.ROOT, "%-6s %9.1f /s   (%.1f – %.1f)", name, median(), min(), max());
  }
}
