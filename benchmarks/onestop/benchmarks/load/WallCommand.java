package onestop.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
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
  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--timers", defaultValue = "5000", description = "timers of one wall")
  private int timers = 5_000;

  private final List<Long> firstLetters = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Contest contest = new Contest("wall", options);
    try (BenchDatabase database = BenchDatabase.open(options)) {
      for (Mode mode : contest.contenders()) {
        try (Town town = Town.found(database.create(), mode, 12)) {
          Lifecycles lives = new Lifecycles(town);
          wall(town, lives, mode); // warm-up
          for (int window = 0; window < options.windows(); window++) {
            contest.window(mode, wall(town, lives, mode));
          }
          contest.faults(mode, town.faults());
        }
      }
    }
    firstLetters.sort(null);
    contest.extra("timers", String.valueOf(timers));
    contest.extra(
        "firstLetterMillisMax", String.valueOf(firstLetters.get(firstLetters.size() - 1)));
    return contest.report();
  }

  /** Letters per second from the instant of the wall to its last letter. */
  private double wall(Town town, Lifecycles lives, Mode mode) throws Exception {
    // the preload takes what it takes: the wall stands where it cannot reach it
    long before = letters(town);
    Instant at = Instant.now().plusSeconds(3L + timers / (mode == Mode.OURS ? 100 : 60));
    at = at.truncatedTo(ChronoUnit.MILLIS);
    preload(lives, at);
    if (Instant.now().isAfter(at)) {
      throw new IllegalStateException("the preload took longer than was left for it");
    }
    Thread.sleep(Duration.between(Instant.now(), at).toMillis());
    long first = 0;
    while (letters(town) - before < timers) {
      if (first == 0 && letters(town) > before) {
        first = Duration.between(at, Instant.now()).toMillis();
      }
      Thread.sleep(20);
      if (Duration.between(at, Instant.now()).toSeconds() > 600) {
        throw new IllegalStateException("the wall does not drain");
      }
    }
    double seconds = Duration.between(at, Instant.now()).toNanos() / 1e9;
    if (mode == Mode.OURS) {
      firstLetters.add(first);
    }
    System.err.printf(Locale.ROOT, "  %-5s first letter after %d ms%n", mode, first);
    return timers / seconds;
  }

  private void preload(Lifecycles lives, Instant dueAt) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(options.callers());
    AtomicLong next = new AtomicLong(System.nanoTime());
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < timers; i++) {
      all.add(pool.submit(() -> lives.receive(next.getAndIncrement(), dueAt)));
    }
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
  }

  private static long letters(Town town) {
    return town.count("select count(*) from apology_letter");
  }
}
