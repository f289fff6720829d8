package onestop.benchmarks.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.benchmarks.load.Town.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many dossiers a second live their whole life. */
@Command(
    name = "year",
    mixinStandardHelpOptions = true,
    description = "Full lifecycles of dossiers, 7.7 %% of them late, as the real code does them.")
final class YearCommand implements Callable<Integer> {
  @Mixin private LoadOptions options = new LoadOptions();

  @Option(
      names = "--dossiers",
      defaultValue = "0",
      description = "each window has this many dossiers; 0: as many as fit in --seconds")
  private long dossiers;

  @Override
  public Integer call() throws Exception {
    Contest contest = new Contest("year", options);
    Map<Mode, Contender> contenders = new EnumMap<>(Mode.class);
    try (BenchDatabase database = BenchDatabase.open(options)) {
      try {
        for (Mode mode : contest.contenders()) {
          contenders.put(mode, Contender.start(mode, database.create(), options.callers(mode)));
          System.err.println("warm-up of " + mode);
          contenders.get(mode).live(options.warmup(), 0);
        }
        for (int window = 0; window < options.windows(); window++) {
          for (Mode mode : contest.contenders()) {
            Contender contender = contenders.get(mode);
            CpuShare cpu = CpuShare.begin(contender.pid(), database.postmaster());
            contest.window(mode, contender.live(options.seconds(), dossiers));
            contest.cpu(mode, cpu.spent());
          }
        }
        for (Mode mode : contest.contenders()) {
          contest.faults(mode, contenders.get(mode).faults());
          contest.extra(
              mode == Mode.OURS ? "letters" : "stockLetters",
              String.valueOf(contenders.get(mode).letters()));
        }
      } finally {
        contenders.values().forEach(Contender::close);
      }
    }
    return contest.report();
  }
}
