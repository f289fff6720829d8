package onestop.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** On what a figure was measured, and how the processors were shared. */
final class Machine {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** The machine, the versions and the commit. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"on\":\"%s\",\"cores\":%d,\"memoryGiB\":%d,\"os\":\"%s\",\"java\":\"%s\",\"camunda\":\"%s\","
            + "\"commit\":\"%s\",\"systemLoad\":%.2f}",
        java.time.LocalDate.now(),
        system.getAvailableProcessors(),
        system.getTotalMemorySize() >> 30,
        System.getProperty("os.name"),
        System.getProperty("java.version"),
        org.camunda.bpm.engine.ProcessEngine.class.getPackage().getImplementationVersion(),
        commit(),
        system.getSystemLoadAverage());
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
              .redirectErrorStream(true)
              .start();
      String answer =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return answer.matches("[0-9a-f]{7,40}") ? answer : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }
}
