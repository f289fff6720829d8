package onestop.ledger;

import java.time.Clock;
import java.time.Duration;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The thread of a node that integrates: woken by what the node appends, and every second for what a
 * dead node left. It begins before the doors open and ends after they are closed, with a last
 * round. Under a clock that is set by hand it does nothing: there the hand asks.
 */
@Component
class LedgerDriver implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LedgerDriver.class);

  /** The longest wait for a ring. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** Between two rounds, so that many small transactions make one batch. */
  private static final Duration GAP = Duration.ofMillis(100);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Sequencer sequencer;
  private final Doorbell doorbell;
  private final boolean wanted;
  private volatile boolean running;
  private @Nullable Thread thread;

  LedgerDriver(
      Sequencer sequencer,
      Doorbell doorbell,
      Clock clock,
      @Value("${onestop.ledger.sequencer:true}") boolean wanted) {
    this.sequencer = sequencer;
    this.doorbell = doorbell;
    this.wanted = wanted && !(clock instanceof SettableClock);
  }

  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public synchronized void start() {
    if (wanted && !running) {
      running = true;
      thread = new Thread(this::drive, "ledger");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void drive() {
    try {
      while (running) {
        doorbell.await(IDLE);
        Duration pause = round() ? GAP : AFTER_FAILURE;
        pause(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    round();
  }

  private boolean round() {
    try {
      sequencer.integrate();
      return true;
    } catch (RuntimeException e) {
      log.error("The ledger's entries were not integrated; they stay sequenced", e);
      return false;
    }
  }

  private synchronized void pause(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    long left = length.toNanos();
    while (running && left > 0) {
      wait(Math.max(1, Duration.ofNanos(left).toMillis()));
      left = end - System.nanoTime();
    }
  }

  @Override
  public void stop() {
    Thread driven;
    synchronized (this) {
      running = false;
      driven = thread;
      thread = null;
      notifyAll();
    }
    doorbell.ring();
    if (driven != null) {
      try {
        driven.join(Duration.ofSeconds(20).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
