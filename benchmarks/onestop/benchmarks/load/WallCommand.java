package onestop.benchmarks.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import onestop.benchmarks.load.Load.Drained;
import onestop.benchmarks.load.Town.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast a wall of timers that are due at the same instant becomes letters. */
@Command(
    name = "wall",
    mixinStandardHelpOptions = true,
    description = "Many dossiers become late at the same instant; how fast is the last letter out?")
final class WallCommand implements Callable<Integer> {
  private static final int FIRST_WALL = 1_000;

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--timers", defaultValue = "3000", description = "timers of one wall")
  private int timers = 3_000;

  @Option(
      names = "--stock-timers",
      defaultValue = "500",
      description =
          "timers of one wall of the stock engine, at most those of ours: its walls take long")
  private int stockTimers = 500;

  @Override
  public Integer call() throws Exception {
    Contest contest = new Contest("wall", options);
    Map<Mode, List<Drained>> walls = new EnumMap<>(Mode.class);
    try (BenchDatabase database = BenchDatabase.open(options)) {
      for (Mode mode : contest.contenders()) {
        try (Contender contender =
            Contender.start(mode, database.create(), options.callers(mode))) {
          contender.wall(Math.min(timers(mode), FIRST_WALL)); // warm-up, and the preload's pace
          for (int window = 0; window < options.windows(); window++) {
            Drained wall = contender.wall(timers(mode));
            walls.computeIfAbsent(mode, m -> new ArrayList<>()).add(wall);
            contest.window(mode, wall.lettersPerSecond());
            contest.cpu(mode, wall.spent());
            System.err.println("  " + line(mode, wall));
          }
          contest.faults(mode, contender.faults());
        }
      }
    }
    contest.extra("timers", String.valueOf(timers));
    contest.extra("stockTimers", String.valueOf(timers(Mode.STOCK)));
    List<Drained> ours = walls.getOrDefault(Mode.OURS, List.of());
    contest.extra(
        "firstLetterMillisMax",
        String.valueOf(ours.stream().mapToLong(Drained::firstLetterMillis).max().orElse(0)));
    contest.extra(
        "heapMiBMax", String.valueOf(ours.stream().mapToLong(Drained::heapMiB).max().orElse(0)));
    walls.forEach(
        (mode, drained) -> {
          String name = mode == Mode.OURS ? "cpuMillisPerLetter" : "stockCpuMillisPerLetter";
          double jvm = median(drained, wall -> 1000 * wall.spent().jvm() / timers(mode));
          double database = median(drained, wall -> 1000 * wall.spent().database() / timers(mode));
          contest.extra(
              name, String.format(Locale.ROOT, "{\"jvm\":%.2f,\"database\":%.2f}", jvm, database));
          System.out.printf(
              Locale.ROOT,
              "%-6s %9.2f ms of processor time a letter in the JVM, %.2f ms in the database%n",
              mode.name().toLowerCase(Locale.ROOT),
              jvm,
              database);
        });
    return contest.report();
  }

  private int timers(Mode mode) {
    return mode == Mode.OURS ? timers : Math.min(timers, stockTimers);
  }

  private static double median(List<Drained> walls, ToDoubleFunction<Drained> figure) {
    return new Rates(walls.stream().mapToDouble(figure).boxed().toList()).median();
  }

  private static String line(Mode mode, Drained wall) {
    return String.format(
        Locale.ROOT,
        "%-5s first letter after %d ms, at most %d MiB of heap",
        mode,
        wall.firstLetterMillis(),
        wall.heapMiB());
  }
}
