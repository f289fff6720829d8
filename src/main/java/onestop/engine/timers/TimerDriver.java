package onestop.engine.timers;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import onestop.engine.EngineClock;
import onestop.engine.GatewaySettings;
import onestop.engine.commands.GroupedCommands;
import onestop.kernel.SettableClock;
import onestop.node.NodeState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Polls for due timers and fires them in waves, in as many lanes as there are for commands. Lanes
 * take timers from both ends of the plan, which is in the order of the dossiers' codes within one
 * due time: two lanes that need the same series of numbers would wait for each other. Under a
 * {@link SettableClock} the driver does nothing: the code that sets the clock fires the timers.
 * While this node's clock differs from the database's, no timer fires.
 *
 * <p>A wave locks its dossiers until it commits; a command on one of them waits that long, together
 * with its whole batch. So waves are small while people submit commands.
 */
@Component
class TimerDriver implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TimerDriver.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration ALL_LOCKED = Duration.ofMillis(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** People count as at work if a command was submitted within this time. */
  private static final Duration AT_WORK = Duration.ofMillis(500);

  /**
   * The size of a wave while people are at work; its locks are held for about the duration of a
   * command.
   */
  private static final int SMALL = 10;

  private final DueTimers timers;
  private final GroupedCommands gateway;
  private final GatewaySettings settings;
  private final EngineClock clock;
  private final NodeState node;
  private final boolean wanted;

  @GuardedBy("this")
  private final List<Thread> threads = new ArrayList<>();

  @GuardedBy("plan")
  private final Deque<List<String>> plan = new ArrayDeque<>();

  private volatile boolean running;

  TimerDriver(
      DueTimers timers,
      GroupedCommands gateway,
      GatewaySettings settings,
      EngineClock clock,
      NodeState node,
      java.time.Clock time) {
    this.timers = timers;
    this.gateway = gateway;
    this.settings = settings;
    this.clock = clock;
    this.node = node;
    this.wanted = settings.timers() && !(time instanceof SettableClock);
  }

  @Override
  public synchronized void start() {
    if (wanted && !running) {
      running = true;
      for (int lane = 0; lane < settings.lanes(); lane++) {
        boolean fromTheEnd = lane % 2 == 1;
        Thread thread = new Thread(() -> drive(fromTheEnd), "timers-" + (lane + 1));
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
      }
    }
  }

  private void drive(boolean fromTheEnd) {
    while (running) {
      Duration pause;
      try {
        List<String> portion = next(fromTheEnd);
        int fired = timers.fire(portion, clock.now());
        pause = portion.isEmpty() ? IDLE : fired == 0 ? ALL_LOCKED : Duration.ZERO;
      } catch (RuntimeException e) {
        log.error("The due timers could not be read or fired", e);
        pause = AFTER_FAILURE;
      }
      if (!pause.isZero()) {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  /**
   * Takes the next portion, from a new plan if the last one is used up; empty if no timer is due.
   */
  private List<String> next(boolean fromTheEnd) {
    synchronized (plan) {
      if (!node.isAtWork()) {
        plan.clear(); // timers that are due by a wrong clock are not due
        return List.of();
      }
      int wave = 2 * settings.batch();
      if (plan.isEmpty()) {
        plan.addAll(timers.plan(clock.now(), wave));
      }
      return take(plan, fromTheEnd, gateway.called(AT_WORK) ? Math.min(SMALL, wave) : wave);
    }
  }

  /**
   * Takes at most {@code most} timers from the plan's first portion or, from the end, from its
   * last; the rest of the portion stays in place. Returns an empty list if the plan is empty.
   */
  static List<String> take(Deque<List<String>> plan, boolean fromTheEnd, int most) {
    List<String> portion = fromTheEnd ? plan.pollLast() : plan.pollFirst();
    if (portion == null || portion.size() <= most) {
      return portion == null ? List.of() : portion;
    }
    int cut = fromTheEnd ? portion.size() - most : most;
    List<String> head = portion.subList(0, cut);
    List<String> tail = portion.subList(cut, portion.size());
    if (fromTheEnd) {
      plan.addLast(head);
      return tail;
    }
    plan.addFirst(tail);
    return head;
  }

  @Override
  public synchronized void stop() {
    running = false;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
      try {
        thread.join(Duration.ofSeconds(20).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
