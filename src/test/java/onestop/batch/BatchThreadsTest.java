package onestop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same queue under real threads; every interleaving of it is the business of Schedule. */
@Timeout(60)
@Tag("pure")
class BatchThreadsTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** Does what it is given, and settles everything. */
  private record Doing(Consumer<List<Item<Integer>>> work) implements Worker<Integer> {
    @Override
    public void run(List<Item<Integer>> batch) {
      work.accept(batch);
      batch.stream().filter(Item::isOpen).forEach(Item::settled);
    }

    @Override
    public boolean runAlone(Item<Integer> item) {
      work.accept(List.of(item));
      item.settled();
      return true;
    }

    @Override
    public boolean expire(Item<Integer> item) {
      return false;
    }

    @Override
    public void abandoned(Item<Integer> item, Throwable why) {
      item.settled();
    }
  }

  private static Item<Integer> item(int n, Object key, Object... exclusive) {
    return new Item<>(n, new Keys(key, Set.of(exclusive)), Priority.INTERACTIVE, 0);
  }

  @Test
  void manyThreadsKeepOrderShareNoKeyAndAreAllAnswered() throws Exception {
    Map<Object, Boolean> taken = new ConcurrentHashMap<>();
    Map<Object, List<Integer>> done = new ConcurrentHashMap<>();
    Random dice = new Random(7);
    GroupCommit<Integer> batches =
        new GroupCommit<>(
            new Limits(8, 2, 1_000, 3),
            new Doing(
                batch -> {
                  for (Item<Integer> item : batch) {
                    assertThat(taken.put(item.keys().ordering(), true)).isNull();
                    done.computeIfAbsent(item.keys().ordering(), k -> new ArrayList<>())
                        .add(item.work());
                    if (item.isOpen() && item.work() % 50 == 0) {
                      item.putAside();
                    }
                  }
                  batch.forEach(item -> taken.remove(item.keys().ordering()));
                }));
    List<Future<?>> callers = new ArrayList<>();
    for (int caller = 0; caller < 16; caller++) {
      int first = caller * 1_000;
      int key = caller;
      long seed = dice.nextLong();
      callers.add(
          threads.submit(
              () -> {
                Random own = new Random(seed);
                for (int i = 1; i < 300; i++) {
                  Object desk = "desk" + own.nextInt(4);
                  assertThat(batches.run(item(first + i, "key" + key, desk))).isTrue();
                }
              }));
    }
    for (Future<?> caller : callers) {
      caller.get(30, TimeUnit.SECONDS);
    }
    assertThat(batches.waiting()).isZero();
    Map<Object, Integer> counts = new HashMap<>();
    done.forEach(
        (key, numbers) -> {
          assertThat(numbers).as("in its order").isSorted();
          counts.put(key, (int) numbers.stream().distinct().count());
        });
    assertThat(counts.values()).hasSize(16).containsOnly(299);
  }

  @Test
  void aFullQueueRefusesOneAndLetsALotWaitForRoom() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    GroupCommit<Integer> batches =
        new GroupCommit<>(
            new Limits(1, 1, 2, 1),
            new Doing(
                batch -> {
                  inside.countDown();
                  await(release);
                }));
    List<Future<?>> callers = new ArrayList<>();
    callers.add(threads.submit(() -> batches.run(item(1, "a"))));
    inside.await();
    callers.add(threads.submit(() -> batches.run(item(2, "b"))));
    callers.add(threads.submit(() -> batches.run(item(3, "c"))));
    while (batches.waiting() < 2) {
      Thread.onSpinWait();
    }
    assertThat(batches.run(item(4, "d"))).as("refused").isFalse();
    List<Item<Integer>> lot = List.of(item(5, "e"), item(6, "f"));
    callers.add(threads.submit(() -> batches.runAll(lot)));
    release.countDown();
    for (Future<?> caller : callers) {
      caller.get(30, TimeUnit.SECONDS);
    }
    assertThat(lot).allMatch(Item::isSettled);
  }

  @Test
  void whatAWorkerThrowsAnswersItsBatchAndFreesTheLane() {
    List<Integer> abandoned = new ArrayList<>();
    Worker<Integer> broken =
        new Worker<>() {
          @Override
          public void run(List<Item<Integer>> batch) {
            if (batch.get(0).work() == 1) {
              throw new AssertionError("broken");
            }
            batch.forEach(Item::putAside);
          }

          @Override
          public boolean runAlone(Item<Integer> item) {
            throw new IllegalStateException("broken");
          }

          @Override
          public boolean expire(Item<Integer> item) {
            return false;
          }

          @Override
          public void abandoned(Item<Integer> item, Throwable why) {
            abandoned.add(item.work());
            item.settled();
          }
        };
    GroupCommit<Integer> batches = new GroupCommit<>(new Limits(5, 1, 5, 1), broken);
    assertThat(batches.run(item(1, "a"))).isTrue();
    assertThat(batches.run(item(2, "a"))).isTrue();
    assertThat(abandoned).containsExactly(1, 2);
  }

  @Test
  void anInterruptedCallerIsAnsweredAndStaysInterrupted() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    GroupCommit<Integer> batches =
        new GroupCommit<>(
            new Limits(1, 1, 10, 1),
            new Doing(
                batch -> {
                  if (batch.get(0).work() == 1) {
                    running.countDown();
                    await(release);
                  }
                }));
    Future<Boolean> leader = threads.submit(() -> batches.run(item(1, "k1")));
    await(running);
    List<Thread> parked = new ArrayList<>();
    CountDownLatch started = new CountDownLatch(1);
    Future<Boolean> follower =
        threads.submit(
            () -> {
              parked.add(Thread.currentThread());
              started.countDown();
              boolean entered = batches.run(item(2, "k2"));
              return entered && Thread.currentThread().isInterrupted();
            });
    await(started);
    parked.get(0).interrupt();
    release.countDown();
    assertThat(leader.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(follower.get(30, TimeUnit.SECONDS)).as("still interrupted").isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void itemsOfABatchThatThrowsAreAbandonedAndTheLaneIsFree() throws Exception {
    List<Integer> abandoned = new ArrayList<>();
    IllegalStateException broken = new IllegalStateException("broken");
    Worker<Integer> worker =
        new Worker<>() {
          @Override
          public void run(List<Item<Integer>> batch) {
            batch.get(0).settled();
            throw broken;
          }

          @Override
          public boolean runAlone(Item<Integer> item) {
            throw new AssertionError("nothing was put aside");
          }

          @Override
          public boolean expire(Item<Integer> item) {
            return false;
          }

          @Override
          public void abandoned(Item<Integer> item, Throwable why) {
            assertThat(why).isSameAs(broken);
            abandoned.add(item.work());
            item.settled();
          }
        };
    GroupCommit<Integer> batches = new GroupCommit<>(new Limits(3, 1, 10, 1), worker);
    batches.runAll(List.of(item(1, "k1"), item(2, "k2"), item(3, "k3")));
    batches.runAll(List.of(item(4, "k1"), item(5, "k2")));
    assertThat(abandoned).as("all that was not answered").containsExactly(2, 3, 5);
  }

  @Test
  void whoWaitsBehindALockThatStayedTakenIsRefusedAndNobodyElse() {
    for (boolean stayed : new boolean[] {true, false}) {
      List<String> done = new ArrayList<>();
      Worker<Integer> worker =
          new Worker<>() {
            @Override
            public void run(List<Item<Integer>> batch) {
              for (Item<Integer> item : batch) {
                if (item.work() == 1) {
                  item.putAside();
                } else {
                  done.add("run " + item.work());
                  item.settled();
                }
              }
            }

            @Override
            public boolean runAlone(Item<Integer> item) {
              item.settled();
              return !stayed;
            }

            @Override
            public boolean expire(Item<Integer> item) {
              done.add("refused " + item.work());
              item.settled();
              return true;
            }

            @Override
            public void abandoned(Item<Integer> item, Throwable why) {
              throw new AssertionError(why);
            }
          };
      new GroupCommit<>(new Limits(5, 1, 5, 1), worker).runAll(List.of(item(1, "a"), item(2, "a")));
      assertThat(done).containsExactly(stayed ? "refused 2" : "run 2");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
