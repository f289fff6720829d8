package onestop.ledger.log;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Tells the thread that gives positions that entries have come; costs those who append next to
 * nothing. A ring without a listener is kept, many rings are one.
 */
@Component
final class Doorbell {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits for a ring, no longer than that. */
  void await(Duration longest) throws InterruptedException {
    if (rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      rung.drainPermits();
    }
  }
}
