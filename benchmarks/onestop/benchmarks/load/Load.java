package onestop.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What callers do to a town. */
final class Load {
  private static final Duration LONGEST_WALL = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Town town;
  private final Lifecycles lives;
  private final int callers;
  private double intakesPerSecond;

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

  /** How a wall went: what is counted begins at its instant and ends with its last letter. */
  record Drained(
      double lettersPerSecond, long firstLetterMillis, CpuShare.Spent spent, long heapMiB) {}

  /** Makes a wall of so many timers and waits until it is drained. */
  Drained wall(int timers) throws Exception {
    long before = letters();
    // the wall stands where the preload, at the pace it had so far, cannot reach it
    probe(Math.max(20, timers / 20));
    Instant preload = Instant.now();
    Instant at =
        preload
            .plusSeconds(least(timers) + (long) (2 * timers / intakesPerSecond))
            .truncatedTo(ChronoUnit.MILLIS);
    preload(timers, at);
    intakesPerSecond = timers / seconds(preload);
    if (Instant.now().isAfter(at)) {
      throw new IllegalStateException("the preload took longer than was left for it");
    }
    Thread.sleep(Duration.between(Instant.now(), at).toMillis());
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    long newestBefore = newest();
    CpuShare cpu = CpuShare.begin(ProcessHandle.current().pid(), town.postmaster());
    while (newest() == newestBefore) {
      pause(at, POLL);
    }
    long first = Duration.between(at, Instant.now()).toMillis();
    // counting a long table often would take the processors from what is measured
    Duration poll = Duration.ofMillis(Math.max(POLL.toMillis(), timers / 50));
    while (letters() - before < timers) {
      pause(at, poll);
    }
    double rate = timers / seconds(at);
    long heap = heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    return new Drained(rate, first, cpu.spent(), heap);
  }

  /** Seconds that the preload is given at least: a small wall is no reason to wait long. */
  private static long least(int timers) {
    return Math.min(5, 1 + timers / 100);
  }

  private static void pause(Instant begun, Duration poll) throws InterruptedException {
    Thread.sleep(poll.toMillis());
    if (Duration.between(begun, Instant.now()).compareTo(LONGEST_WALL) > 0) {
      throw new IllegalStateException("the wall does not drain within " + LONGEST_WALL);
    }
  }

  private static Stream<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  /**
   * A wall while clerks work, who finish some of its dossiers before it comes: the letters that
   * were written, and the seconds until no timer was due any more.
   */
  double[] wallAmongClerks(int timers) throws Exception {
    long before = letters();
    probe(Math.max(20, timers / 20));
    Instant preload = Instant.now();
    // a small wall is no reason to wait long
    Instant at =
        preload.plusSeconds(Math.min(10, 2 + timers / 20) + (long) (2 * timers / intakesPerSecond));
    preload(timers, at);
    intakesPerSecond = timers / seconds(preload);
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
    do {
      Thread.sleep(50);
      if (Duration.between(at, Instant.now()).compareTo(LONGEST_WALL) > 0) {
        throw new IllegalStateException("the wall does not drain");
      }
    } while (town.dueTimers() > 0);
    return new double[] {letters() - before, seconds(at)};
  }

  long letters() {
    return town.count("select count(*) from apology_letter");
  }

  /** Changes with the first letter of a wall, and costs nothing in a long table. */
  private long newest() {
    return town.count("select coalesce(max(obligation_id), 0) from apology_letter");
  }

  /**
   * How fast dossiers are received, before the first wall: by some that are due when all is over.
   */
  private void probe(int dossiers) throws Exception {
    if (intakesPerSecond == 0) {
      Instant start = Instant.now();
      preload(dossiers, start.plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.MILLIS));
      intakesPerSecond = dossiers / seconds(start);
    }
  }

  private void preload(int timers, Instant dueAt) throws Exception {
    receive(Collections.nCopies(timers, dueAt));
  }

  /** Receives a dossier with each of these due dates, as many at once as there are callers. */
  void receive(List<Instant> dueDates) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    List<Future<?>> all = new ArrayList<>();
    for (Instant due : dueDates) {
      all.add(pool.submit(() -> lives.receive(due)));
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
