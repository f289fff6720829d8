package onestop.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** Lines for people as they come, and one JSON object for programs at the end. */
final class Report {
  private final LoadOptions options;
  private final Machine machine = new Machine();
  private final StringBuilder json;
  private final List<String> faults = new ArrayList<>();

  Report(String bench, LoadOptions options) {
    this.options = options;
    this.json =
        new StringBuilder("{\"bench\":\"%s\",\"db\":\"%s\"".formatted(bench, options.kind()));
  }

  /** A line for people. */
  Report say(String line) {
    System.out.println(line);
    return this;
  }

  /** A field of the last line; the value is JSON already. */
  Report field(String name, String value) {
    json.append(",\"").append(name).append("\":").append(value);
    return this;
  }

  /** What was lost or done twice. */
  void faults(String of, List<String> found) {
    found.forEach(fault -> faults.add(of + ": " + fault));
  }

  /** The end; the exit status: 1 if anything was lost or done twice. */
  int end() {
    faults.forEach(fault -> System.out.println("FAULT  " + fault));
    field("exactlyOnce", String.valueOf(faults.isEmpty()));
    field("warmupSeconds", String.valueOf(options.warmup()));
    field("machine", machine.json());
    if (options.json()) {
      System.out.println(json.append('}'));
    }
    return faults.isEmpty() ? 0 : 1;
  }
}
