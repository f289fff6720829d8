package onestop.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() throws Exception {
    Contest contest = new Contest("wall", options);
    List<Long> firstLetters = new ArrayList<>();
    try (BenchDatabase database = BenchDatabase.open(options)) {
      for (Mode mode : contest.contenders()) {
        try (Contender contender =
            Contender.start(mode, database.create(), options.callers(mode))) {
          contender.wall(Math.min(timers, FIRST_WALL)); // warm-up, and the pace of the preload
          for (int window = 0; window < options.windows(); window++) {
            double[] wall = contender.wall(timers);
            contest.window(mode, wall[0]);
            System.err.printf(Locale.ROOT, "  %-5s first letter after %.0f ms%n", mode, wall[1]);
            if (mode == Mode.OURS) {
              firstLetters.add((long) wall[1]);
            }
          }
          contest.faults(mode, contender.faults());
        }
      }
    }
    firstLetters.sort(null);
    contest.extra("timers", String.valueOf(timers));
    contest.extra(
        "firstLetterMillisMax", String.valueOf(firstLetters.get(firstLetters.size() - 1)));
    return contest.report();
  }
}
