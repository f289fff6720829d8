package onestop.web.input;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a bounded number of threads that wait for their callers. When it is full, a new thread
 * takes the place of the one that has waited longest: this ends very slow senders, while a caller
 * whose few packets are a moment apart is rarely the longest waiter.
 *
 * <p>Safe for many threads.
 */
final class WaitingRoom {
  private static final long SHORTEST_NAP = 500_000;
  private static final long LONGEST_NAP = 20_000_000;

  private final int places;

  @GuardedBy("stays")
  private final ArrayDeque<Stay> stays = new ArrayDeque<>();

  /** A room with that number of places. */
  WaitingRoom(int places) {
    this.places = places;
  }

  /** Admits the calling thread, which then waits in naps for at most that time in total. */
  Stay enter(Duration atMost) {
    Stay stay = new Stay(System.nanoTime() + atMost.toNanos());
    Stay leaving = null;
    synchronized (stays) {
      if (stays.size() >= places) {
        leaving = stays.pollFirst();
      }
      stays.addLast(stay);
    }
    if (leaving != null) {
      leaving.over = true;
      LockSupport.unpark(leaving.thread);
    }
    return stay;
  }

  /** The number of waiting threads. */
  int size() {
    synchronized (stays) {
      return stays.size();
    }
  }

  /** One thread's place in the room. */
  final class Stay implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final long end;
    private long nap = SHORTEST_NAP;
    private volatile boolean over;

    Stay(long end) {
      this.end = end;
    }

    /**
     * Sleeps before the next check; the pauses get longer over time.
     *
     * @return false if the time is up, or another thread has taken the place
     */
    boolean nap() {
      long left = end - System.nanoTime();
      if (over || left <= 0) {
        return false;
      }
      LockSupport.parkNanos(this, Math.min(nap, left));
      nap = Math.min(2 * nap, LONGEST_NAP);
      return !over;
    }

    @Override
    public void close() {
      synchronized (stays) {
        stays.remove(this);
      }
    }
  }
}
