package onestop.benchmarks.load;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import onestop.benchmarks.load.Clerk.Action;
import onestop.benchmarks.load.Clerk.Call;
import onestop.kernel.OfficerId;

/** Clerks who work at the same time, and what they have seen. */
final class Staff implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final List<Clerk> clerks = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final ExecutorService pool;

  /** Sends everybody to work. */
  Staff(String url, List<OfficerId> logins, double thinkMillis, long seed) {
    this.pool = Executors.newFixedThreadPool(logins.size());
    Clerk.Office office = new Clerk.Office(client, url, thinkMillis, stop);
    for (OfficerId login : logins) {
      Clerk clerk = new Clerk(office, login, seed + clerks.size());
      clerks.add(clerk);
      running.add(pool.submit(clerk));
    }
  }

  /** Waits until everybody has finished what they are at. */
  void goHome() throws Exception {
    stop.set(true);
    for (Future<?> clerk : running) {
      clerk.get();
    }
  }

  /** Of each action the calls that began in that time, as {@link System#nanoTime()} tells it. */
  Map<Action, Latencies> between(long fromNanos, long toNanos) {
    Map<Action, Latencies> seen = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      seen.put(
          action,
          Latencies.ofNanos(
              clerks.stream()
                  .flatMap(clerk -> clerk.calls().stream())
                  .filter(call -> call.action() == action)
                  .filter(call -> call.startedNanos() >= fromNanos && call.startedNanos() < toNanos)
                  .mapToLong(Call::tookNanos)
                  .toArray()));
    }
    return seen;
  }

  /** How often a step was completed, from the first call on. */
  long completions() {
    return clerks.stream()
        .flatMap(clerk -> clerk.calls().stream())
        .filter(call -> call.action() == Action.COMPLETE)
        .count();
  }

  int refused() {
    return clerks.stream().mapToInt(Clerk::refused).sum();
  }

  int busy() {
    return clerks.stream().mapToInt(Clerk::busy).sum();
  }

  @Override
  public void close() {
    stop.set(true);
    pool.shutdownNow();
  }
}
