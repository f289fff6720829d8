package onestop.ledger.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerKeys;
import onestop.ledger.LedgerSettings;
import onestop.node.NodeState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The thread of a node that integrates and publishes. It is woken by entries that the node appends,
 * and every second for entries of a dead node. It starts before the web server accepts requests and
 * stops after the web server has closed, with a final round. Under a {@link SettableClock} it does
 * nothing: the code that sets the clock calls the ledger.
 */
@Component
class LedgerDriver implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LedgerDriver.class);

  /** The longest wait for a signal. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** The pause between two rounds, so that many small transactions form one batch. */
  private static final Duration GAP = Duration.ofMillis(100);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final LedgerKeys keys;
  private final PublishingRound publishing;
  private final Doorbell doorbell;
  private final LedgerSettings settings;
  private final NodeState node;
  private final boolean demo;
  private final boolean wanted;
  private volatile boolean running;

  @GuardedBy("this")
  private @Nullable Thread thread;

  private long publishedAt;

  LedgerDriver(
      Ledger ledger,
      LedgerKeys keys,
      PublishingRound publishing,
      Doorbell doorbell,
      LedgerSettings settings,
      NodeState node,
      Clock clock,
      @Value("${onestop.demo:false}") boolean demo) {
    this.ledger = ledger;
    this.keys = keys;
    this.publishing = publishing;
    this.doorbell = doorbell;
    this.settings = settings;
    this.node = node;
    this.demo = demo;
    this.wanted = settings.sequencer() && !(clock instanceof SettableClock);
  }

  @Override
  public int getPhase() {
    return 0;
  }

  /**
   * Starts the thread.
   *
   * @throws Failure if there is a key that may not be used: the node must not start with a log that
   *     others could have signed
   */
  @Override
  public synchronized void start() {
    if (!wanted || running) {
      return;
    }
    if (demo) {
      keys.ensure();
    }
    if (keys.signer().isEmpty()) {
      log.warn(
          "There is no key {}: the ledger is kept, but not published. Make one: onestop ledger init",
          settings.keyFile());
    }
    running = true;
    publishedAt = System.nanoTime() - settings.publishInterval().toNanos();
    thread = new Thread(this::drive, "ledger");
    thread.setDaemon(true);
    thread.start();
  }

  private void drive() {
    try {
      while (running) {
        doorbell.await(IDLE);
        if (!node.isAtWork()) {
          pause(IDLE); // another node does the work, or this one when its clock is right again
          continue;
        }
        boolean integrated = integrate();
        if (integrated) {
          publishIfDue();
        }
        pause(integrated ? GAP : AFTER_FAILURE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (node.isAtWork() && integrate()) {
      publishing.run();
    }
  }

  private boolean integrate() {
    try {
      ledger.integrate();
      return true;
    } catch (RuntimeException e) {
      log.error("The ledger's entries were not integrated; they stay sequenced", e);
      return false;
    }
  }

  private void publishIfDue() {
    if (System.nanoTime() - publishedAt >= settings.publishInterval().toNanos()) {
      publishedAt = System.nanoTime();
      publishing.run();
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
