package onestop.benchmarks.load;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.benchmarks.load.Town.Mode;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--home",
      description = {
        "a folder that stays: --dossiers lives at a stretch on the embedded PostgreSQL, ours only,"
            + " then",
        "fsck, export and the verifier; run again on the same folder it goes on where it stopped"
      })
  private @Nullable Path home;

  @Option(
      names = "--slice",
      defaultValue = "100000",
      description = "with --home: lives between two lines of slices.ndjson")
  private long slice;

  @Override
  public Integer call() throws Exception {
    if (home != null) {
      return stretch(home);
    }
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

  private int stretch(Path at) throws Exception {
    if (dossiers < 1 || slice < 1 || options.kind() != LoadOptions.Kind.postgres) {
      System.err.println(
          "--home: name --dossiers and --slice of 1 or more, and --db postgres (dossiers %d, slice %d, db %s)"
              .formatted(dossiers, slice, options.kind()));
      return 2;
    }
    return new Stretch(options, at, dossiers, slice).run();
  }
}
