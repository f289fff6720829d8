package onestop.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** What callers do to a town. */
final class Load {
  private static final Duration LONGEST_WALL = Duration.ofMinutes(10);

  private final Town town;
  private final Lifecycles lives;
  private final int callers;
  private double intakesPerSecond = 50;

  Load(Town town, int callers) {
    this.town = town;
    this.lives = new Lifecycles(town);
    this.callers = callers;
  }

  /** Whole lives per second: those that ended, over the time until the last caller was done. */
  double live(int seconds, long atMost) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    AtomicLong begun = new AtomicLong();
    AtomicLong done = new AtomicLong();
    Instant start = Instant.now();
    Instant end = start.plusSeconds(seconds);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      running.add(
          pool.submit(
              () -> {
                while (Instant.now().isBefore(end) || atMost > 0) {
                  long left = atMost - begun.getAndAdd(Lifecycles.PAGE);
                  int dossiers =
                      atMost == 0 ? Lifecycles.PAGE : (int) Math.min(Lifecycles.PAGE, left);
                  if (dossiers <= 0) {
                    return;
                  }
                  lives.live(dossiers);
                  done.addAndGet(dossiers);
                }
              }));
    }
    for (Future<?> caller : running) {
      caller.get();
    }
    pool.shutdown();
    return done.get() / seconds(start);
  }

  /**
   * Letters per second from the instant of the wall to its last letter, and millis to the first.
   */
  double[] wall(int timers) throws Exception {
    long before = letters();
    // the wall stands where the preload, at the pace it had so far, cannot reach it
    Instant preload = Instant.now();
    Instant at =
        preload
            .plusSeconds(5L + (long) (2 * timers / intakesPerSecond))
            .truncatedTo(ChronoUnit.MILLIS);
    preload(timers, at);
    intakesPerSecond = timers / seconds(preload);
    if (Instant.now().isAfter(at)) {
      throw new IllegalStateException("the preload took longer than was left for it");
    }
    Thread.sleep(Duration.between(Instant.now(), at).toMillis());
    long first = 0;
    while (letters() - before < timers) {
      if (first == 0 && letters() > before) {
        first = Duration.between(at, Instant.now()).toMillis();
      }
      Thread.sleep(20);
      if (Duration.between(at, Instant.now()).compareTo(LONGEST_WALL) > 0) {
        throw new IllegalStateException("the wall does not drain");
      }
    }
    return new double[] {timers / seconds(at), first};
  }

  long letters() {
    return town.count("select count(*) from apology_letter");
  }

  private void preload(int timers, Instant dueAt) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < timers; i++) {
      all.add(pool.submit(() -> lives.receive(dueAt)));
    }
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Instant.now()).toNanos() / 1e9;
  }
}
