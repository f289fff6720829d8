package onestop.batch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Group commit without threads of its own. A caller that finds a free lane becomes the leader: it
 * runs the items of all waiting callers together with its own, and hands the lead off when its own
 * items are settled. The other callers are followers and sleep until a leader has run their items.
 *
 * <p>An item that needs a lock held outside the queue waits for it apart from the lanes, on its
 * caller's thread. Its keys stay taken meanwhile: the items behind it keep waiting, all other items
 * go on.
 *
 * <p>Thread-safe. An interrupt ends no item; the interrupt status is restored for the caller.
 */
public final class GroupCommit<W> {
  private final Worker<W> worker;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final BatchQueue<W> queue;

  /** Creates an empty queue. */
  public GroupCommit(Limits limits, Worker<W> worker) {
    this.worker = worker;
    this.queue = new BatchQueue<>(limits);
  }

  /**
   * Runs an item, which is settled when this method returns.
   *
   * @return false if the queue is full; then nothing was done, and the item is not settled
   */
  public boolean run(Item<W> item) {
    Caller<W> caller = caller(List.of(item));
    boolean entered = locked(state -> state.enter(caller));
    if (entered) {
      serve(caller);
    }
    return entered;
  }

  /** Runs items, waiting for room in the queue; all are settled when this method returns. */
  public void runAll(List<Item<W>> items) {
    serve(caller(items));
  }

  /** The number of items waiting now. */
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

  /** Changes the queue under its lock, then wakes the callers concerned. */
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
