package onestop.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import onestop.benchmarks.load.Town.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many dossiers a second live their whole life. */
@Command(
    name = "year",
    mixinStandardHelpOptions = true,
    description = "Full lifecycles of dossiers, 7.7 % of them late, as the real code does them.")
final class YearCommand implements Callable<Integer> {
  /** More callers than the stock engine has use for only make it wait. */
  private static final int STOCK_CALLERS = 8;

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(
      names = "--dossiers",
      defaultValue = "0",
      description = "each window has this many dossiers; 0: as many as fit in --seconds")
  private long dossiers;

  @Override
  public Integer call() throws Exception {
    Contest contest = new Contest("year", options);
    Map<Mode, Town> towns = new EnumMap<>(Mode.class);
    Map<Mode, Lifecycles> lives = new EnumMap<>(Mode.class);
    try (BenchDatabase database = BenchDatabase.open(options)) {
      try {
        for (Mode mode : contest.contenders()) {
          towns.put(mode, Town.found(database.create(), mode, 12));
          lives.put(mode, new Lifecycles(towns.get(mode)));
        }
        for (Mode mode : contest.contenders()) {
          System.err.println("warm-up of " + mode);
          run(lives.get(mode), callers(mode), Duration.ofSeconds(options.warmup()), 0);
        }
        for (int window = 0; window < options.windows(); window++) {
          for (Mode mode : contest.contenders()) {
            contest.window(
                mode,
                run(
                    lives.get(mode),
                    callers(mode),
                    Duration.ofSeconds(options.seconds()),
                    dossiers));
          }
        }
        for (Mode mode : contest.contenders()) {
          boolean settled = towns.get(mode).settled(120);
          List<String> faults = new ArrayList<>(towns.get(mode).faults());
          if (!settled) {
            faults.add("timers still due after 120 s");
          }
          contest.faults(mode, faults);
          contest.extra(
              mode == Mode.OURS ? "letters" : "stockLetters",
              String.valueOf(towns.get(mode).count("select count(*) from apology_letter")));
        }
      } finally {
        towns.values().forEach(Town::close);
      }
    }
    return contest.report();
  }

  private int callers(Mode mode) {
    return mode == Mode.OURS ? options.callers() : Math.min(options.callers(), STOCK_CALLERS);
  }

  /** Full lives per second: those that ended within the window, over its length. */
  private static double run(Lifecycles lives, int callers, Duration length, long atMost)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    AtomicLong begun = new AtomicLong();
    AtomicLong done = new AtomicLong();
    Instant start = Instant.now();
    Instant end = start.plus(length);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      running.add(
          pool.submit(
              () -> {
                while (atMost > 0
                    ? begun.getAndIncrement() < atMost
                    : Instant.now().isBefore(end)) {
                  lives.live();
                  done.incrementAndGet();
                }
              }));
    }
    for (Future<?> caller : running) {
      caller.get();
    }
    pool.shutdown();
    return done.get() / (Duration.between(start, Instant.now()).toNanos() / 1e9);
  }
}
