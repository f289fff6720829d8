package onestop.benchmarks.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.benchmarks.load.Town.Mode;

/** Ours and stock in one run, window by window in turn, and what is said of it. */
final class Contest {
  private final String bench;
  private final LoadOptions options;
  private final Machine machine = new Machine();
  private final Map<Mode, List<Double>> windows = new EnumMap<>(Mode.class);
  private final Map<Mode, CpuShare.Spent> cpu = new EnumMap<>(Mode.class);
  private final List<String> faults = new ArrayList<>();
  private final List<String> extras = new ArrayList<>();

  Contest(String bench, LoadOptions options) {
    this.bench = bench;
    this.options = options;
  }

  List<Mode> contenders() {
    return options.baseline() ? List.of(Mode.OURS, Mode.STOCK) : List.of(Mode.OURS);
  }

  void window(Mode mode, double rate) {
    windows.computeIfAbsent(mode, m -> new ArrayList<>()).add(rate);
    System.err.printf(Locale.ROOT, "  %-5s %10.1f /s%n", mode, rate);
  }

  /** Adds what a contender and the database spent in a window. */
  void cpu(Mode mode, CpuShare.Spent window) {
    cpu.merge(mode, window, CpuShare.Spent::plus);
  }

  void faults(Mode mode, List<String> found) {
    found.forEach(fault -> faults.add(mode + ": " + fault));
  }

  /** Another figure of the last line: a JSON name and its value, already JSON. */
  void extra(String name, String json) {
    extras.add("\"" + name + "\":" + json);
  }

  /** Prints both columns; the exit status: 1 if anything was lost or done twice. */
  int report() {
    Rates ours = new Rates(windows.get(Mode.OURS));
    StringBuilder line =
        new StringBuilder("{\"bench\":\"%s\",\"db\":\"%s\"".formatted(bench, options.kind()));
    line.append(",\"ours\":").append(ours.json());
    System.out.println(ours.line("ours"));
    if (options.baseline()) {
      Rates stock = new Rates(windows.get(Mode.STOCK));
      System.out.println(stock.line("stock"));
      double ratio = ours.median() / stock.median();
      System.out.printf(Locale.ROOT, "ratio  %9.2f%n", ratio);
      line.append(",\"stock\":").append(stock.json());
      line.append(String.format(Locale.ROOT, ",\"ratio\":%.2f", ratio));
    }
    cpu.forEach(
        (mode, spent) -> {
          String name = mode.name().toLowerCase(Locale.ROOT);
          System.out.println(spent.line(name));
          String millis = spent.millis(new Rates(windows.get(mode)).mean());
          System.out.println(name + " milliseconds of processor time each: " + millis);
          line.append(",\"").append(name).append("Cpu\":").append(spent.json());
          line.append(",\"").append(name).append("Millis\":").append(millis);
        });
    faults.forEach(fault -> System.out.println("FAULT  " + fault));
    line.append(",\"exactlyOnce\":").append(faults.isEmpty());
    extras.forEach(extra -> line.append(',').append(extra));
    line.append(",\"warmupSeconds\":").append(options.warmup());
    line.append(",\"callers\":").append(options.callers());
    line.append(",\"machine\":").append(machine.json()).append('}');
    if (options.json()) {
      System.out.println(line);
    }
    return faults.isEmpty() ? 0 : 1;
  }
}
