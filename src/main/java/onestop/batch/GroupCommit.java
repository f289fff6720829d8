package onestop.batch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Group commit without threads of its own: a caller that finds a lane free leads, runs the items of
 * all who wait with its own, and hands the lead off when its own are answered; the others sleep
 * until a leader has run them.
 *
 * <p>An item that needs something that is locked outside waits for it apart from the lanes, on its
 * caller's thread; its keys stay taken meanwhile, so that those behind it keep standing behind it
 * and nobody else is held up.
 *
 * <p>Safe for many threads. An interrupt ends no item: it is kept for the caller.
 */
public final class GroupCommit<W> {
  private final Worker<W> worker;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final BatchQueue<W> queue;

  /** With nobody waiting. */
  public GroupCommit(Limits limits, Worker<W> worker) {
    this.worker = worker;
    this.queue = new BatchQueue<>(limits);
  }

  /**
   * Runs an item; it is settled when this returns.
   *
   * @return false if the queue is full: nothing was done, and the item is not settled
   */
  public boolean run(Item<W> item) {
    Caller<W> caller = caller(List.of(item));
    boolean entered = locked(state -> state.enter(caller));
    if (entered) {
      serve(caller);
    }
    return entered;
  }

  /** Runs items, waiting for room in the queue; all are settled when this returns. */
  public void runAll(List<Item<W>> items) {
    serve(caller(items));
  }

  /** How many items wait now. */
  public int waiting() {
    return locked(BatchQueue::waiting);
  }

  private Caller<W> caller(List<Item<W>> items) {
    Thread thread = Thread.currentThread();
    return new Caller<>(items, () -> LockSupport.unpark(thread));
  }

  private void serve(Caller<W> caller) {
    boolean interrupted = false;
    Step<W> step = locked(state -> state.next(caller));
    while (!(step instanceof Step.Done)) {
      if (step instanceof Step.Run<W> run) {
        run(caller, run.batch());
      } else if (step instanceof Step.Alone<W> alone) {
        runAlone(alone.item());
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      step = locked(state -> state.next(caller));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Caller<W> leader, List<Item<W>> batch) {
    try {
      worker.run(batch);
    } catch (Throwable why) {
      batch.stream().filter(Item::isOpen).forEach(item -> worker.abandoned(item, why));
    }
    locked(
        state -> {
          state.ended(leader, batch);
          return leader;
        });
  }

  private void runAlone(Item<W> item) {
    boolean stayedLocked = false;
    try {
      stayedLocked = !worker.runAlone(item);
    } catch (Throwable why) {
      if (!item.isSettled()) {
        worker.abandoned(item, why);
      }
    }
    boolean refuse = stayedLocked;
    locked(
        state -> {
          state.endedAlone(item, refuse, worker::expire);
          return item;
        });
  }

  /** Changes the queue, and wakes whom that concerns. */
  private <T> T locked(Function<BatchQueue<W>, T> change) {
    T result;
    List<Caller<W>> wakes;
    lock.lock();
    try {
      result = change.apply(queue);
      wakes = queue.takeWakes();
    } finally {
      lock.unlock();
    }
    wakes.forEach(Caller::wake);
    return result;
  }
}
