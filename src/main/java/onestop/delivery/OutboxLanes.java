package onestop.delivery;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import onestop.delivery.OutboundMessage.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Empties each channel on threads of its own, so that no channel waits for another: print jobs are
 * written while a mail waits ten minutes for its answer. A channel with a large backlog gets more
 * lanes, each with a connection of its own.
 */
@Component
final class OutboxLanes implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxLanes.class);

  /**
   * The number of messages sent over one connection before further lanes are opened for the rest.
   */
  private static final int A_TURN = 50;

  private static final Duration LAST_MESSAGES = Duration.ofSeconds(20);

  private final OutboxRelay relay;
  private final DeliverySettings settings;
  private final Map<Channel, AtomicInteger> lanes = new EnumMap<>(Channel.class);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "outbox-lane");
            thread.setDaemon(true);
            return thread;
          });

  OutboxLanes(OutboxRelay relay, DeliverySettings settings) {
    this.relay = relay;
    this.settings = settings;
    for (Channel channel : Channel.values()) {
      lanes.put(channel, new AtomicInteger());
    }
  }

  /** Starts the lanes and returns at once; the lanes run until no message is due. */
  void wake() {
    relay.tidy();
    for (Channel channel : Channel.values()) {
      if (running(channel).get() == 0) {
        open(channel);
      }
    }
  }

  private AtomicInteger running(Channel channel) {
    return Objects.requireNonNull(lanes.get(channel), "every channel has its count");
  }

  private void open(Channel channel) {
    int most = channel == Channel.EMAIL ? settings.mailLanes() : 1;
    AtomicInteger running = running(channel);
    if (running.incrementAndGet() > most) {
      running.decrementAndGet();
      return;
    }
    threads.execute(
        () -> {
          try {
            run(channel, most);
          } catch (RuntimeException e) {
            LOG.error("a lane of channel {} failed; it is opened again", channel, e);
          } finally {
            running.decrementAndGet();
          }
        });
  }

  private void run(Channel channel, int most) {
    while (relay.turn(channel, A_TURN).end() == OutboxRelay.End.FULL) {
      for (int lane = 1; lane < most; lane++) {
        open(channel);
      }
    }
  }

  /** Waits for the messages in transit to finish, but not for a silent server. */
  @Override
  public void destroy() throws InterruptedException {
    relay.close();
    threads.shutdown();
    if (!threads.awaitTermination(LAST_MESSAGES.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("a message still waits for its answer; its outcome will count as unknown");
    }
  }
}
