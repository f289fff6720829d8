package onestop.web.input;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a bounded number of threads that wait for their callers. Who comes when it is full takes
 * the place of whoever has waited longest: those who send at a walking pace go, and a caller whose
 * few packets are a moment apart never has waited longest for long.
 *
 * <p>For many threads.
 */
final class WaitingRoom {
  private static final long SHORTEST_NAP = 500_000;
  private static final long LONGEST_NAP = 20_000_000;

  private final int places;

  @GuardedBy("stays")
  private final ArrayDeque<Stay> stays = new ArrayDeque<>();

  /** A room with so many places. */
  WaitingRoom(int places) {
    this.places = places;
  }

  /** Lets the calling thread wait, in naps, for at most that time in all. */
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

  /** How many wait now. */
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
     * Waits a little before the next look, longer from time to time.
     *
     * @return false if the time is up, or the place is another's
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
