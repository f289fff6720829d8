package onestop.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import onestop.delivery.Courier.Repetition;
import onestop.delivery.OutboundMessage.Channel;
import onestop.kernel.Failure;
import onestop.mail.MailAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Empties the outbox: passes every due message to the courier of its channel and records the
 * receipt.
 *
 * <p>Each sending is enclosed by two commits: the message is marked as being sent, then it is sent,
 * then the outcome is recorded. So if the relay of a marked message has died, it is unknown whether
 * the message left. The policy for such a message is:
 *
 * <ul>
 *   <li>On a channel where a repetition is {@link Repetition#HARMLESS}, it is sent again.
 *   <li>On any other channel, it becomes {@link DeliveryState#AMBIGUOUS} and is never repeated
 *       there automatically. The next channel takes over if there is one: the citizen may receive
 *       the same letter twice, in two forms, rather than not at all. A person may find out and
 *       decide otherwise.
 * </ul>
 *
 * <p>The same policy applies if the courier returns an unknown outcome, for example because the
 * mail server's last answer was lost; then the channel rests as well ({@link ChannelGate}).
 * Messages that certainly did not leave are retried with doubling waits, then passed to the next
 * channel, and without one become {@link DeliveryState#FAILED}.
 *
 * <p>Safe to run on several nodes and threads at the same time: only one relay holds a message.
 */
@Component
public final class OutboxRelay {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

  private final OutboxStore store;
  private final OutboxSettlement settlement;
  private final Map<Channel, Road> roads = new EnumMap<>(Channel.class);
  private final TransactionTemplate transaction;
  private final Set<Channel> reportedDown = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  OutboxRelay(
      OutboxStore store,
      OutboxSettlement settlement,
      List<Courier> couriers,
      ChannelRestStore rests,
      PlatformTransactionManager transactions,
      Clock clock,
      DeliverySettings settings) {
    this.store = store;
    this.settlement = settlement;
    this.transaction = new TransactionTemplate(transactions);
    for (Courier courier : couriers) {
      Road road = new Road(courier, new ChannelGate(courier, rests, settings, clock));
      if (roads.put(courier.channel(), road) != null) {
        throw new IllegalStateException("two couriers for " + courier.channel());
      }
    }
    for (Channel channel : Channel.values()) {
      Courier nobody = new Nobody(channel);
      roads.computeIfAbsent(
          channel, c -> new Road(nobody, new ChannelGate(nobody, rests, settings, clock)));
    }
  }

  /** A courier and its gate. */
  private record Road(Courier courier, ChannelGate gate) {}

  /** The ending of a lane's turn. */
  enum End {
    /** No further message is due. */
    EMPTY,
    /** The maximum number was tried; further messages may be due. */
    FULL,
    /** The channel is down or rests, or the application is shutting down. */
    STOPPED
  }

  /** The result of one lane's turn. */
  record Turn(int tried, End end) {}

  /**
   * Sends due messages one after the other, until none is left, {@code max} were tried, or the
   * application shuts down. A channel found to be down is skipped for the rest of the call.
   *
   * @return the number of messages tried
   * @throws IllegalStateException inside a transaction, since the mark must be durable before the
   *     message is sent
   */
  public int relay(int max) {
    tidy();
    Set<Channel> up = EnumSet.allOf(Channel.class);
    int tried = 0;
    int before;
    do {
      before = tried;
      for (Channel channel : List.copyOf(up)) {
        Turn turn = turn(channel, max - tried);
        tried += turn.tried();
        if (turn.end() == End.STOPPED) {
          up.remove(channel);
        }
      }
      // Repeated for messages that have fallen back from one channel to another.
    } while (tried > before && tried < max && !up.isEmpty());
    return tried;
  }

  /**
   * Settles the messages of dead relays, and those that have waited too long for a resting channel.
   */
  void tidy() {
    refuseTransaction();
    // Dying before a commit: the message is still as it was and is found again.
    while (Boolean.TRUE.equals(transaction.execute(status -> settleAbandoned()))) {
      LOG.warn("a message that was being sent when its relay died is settled");
    }
    roads.forEach(
        (channel, road) -> {
          Instant since = road.gate().restsSince();
          while (since != null
              && Boolean.TRUE.equals(
                  transaction.execute(status -> settlement.giveUpWaiting(channel, since)))) {
            LOG.warn("a message has waited too long for channel {}, which rests", channel);
          }
        });
  }

  private boolean settleAbandoned() {
    Optional<OutboxEntry> entry = settlement.lockAbandoned();
    entry.ifPresent(e -> settlement.settleAbandoned(e, repetition(e.channel())));
    return entry.isPresent();
  }

  private Repetition repetition(Channel channel) {
    return road(channel).courier().repetition();
  }

  private Road road(Channel channel) {
    return Objects.requireNonNull(roads.get(channel), "every channel has its road");
  }

  /** Sends at most {@code max} due messages of one channel over one line. */
  Turn turn(Channel channel, int max) {
    refuseTransaction();
    Road road = road(channel);
    int tried = 0;
    try (Courier.Line line = road.courier().line()) {
      while (tried < max && !closing) {
        ChannelGate.Pass pass = road.gate().enter();
        if (pass == null || !answers(road, pass)) {
          return new Turn(tried, End.STOPPED);
        }
        DeliveryReceipt receipt = sendNext(road, line, pass);
        if (receipt == null) {
          return new Turn(tried, End.EMPTY);
        }
        tried++;
        if (receipt instanceof DeliveryReceipt.Unavailable) {
          return new Turn(tried, End.STOPPED);
        }
      }
    }
    return new Turn(tried, closing ? End.STOPPED : End.FULL);
  }

  private static boolean answers(Road road, ChannelGate.Pass pass) {
    if (!pass.isTrial()) {
      return true;
    }
    Optional<String> silence = road.courier().probe();
    silence.ifPresent(why -> road.gate().leave(pass, new DeliveryReceipt.Unavailable(why)));
    return silence.isEmpty();
  }

  /** Sends the next due message and returns its receipt; null if none is due. */
  private @Nullable DeliveryReceipt sendNext(Road road, Courier.Line line, ChannelGate.Pass pass) {
    DeliveryReceipt receipt = null;
    try {
      // Dying before this commit: the message is still queued and nothing was sent.
      OutboxEntry entry =
          transaction.execute(status -> settlement.take(road.courier().channel()).orElse(null));
      if (entry != null) {
        // Dying from here on: the message stays marked SENDING, and it is unknown whether it left.
        // When the lease has expired, tidy() applies the policy above.
        DeliveryReceipt outcome = carry(line, entry);
        receipt = outcome;
        // Dying before this commit: as above; the known outcome is lost.
        transaction.executeWithoutResult(
            status -> settlement.record(entry, outcome, road.courier().repetition()));
        // Dying after it: the outcome is recorded, nothing is left to do.
        report(entry.channel(), outcome);
      }
      return receipt;
    } finally {
      road.gate().leave(pass, receipt);
    }
  }

  /** Prepares the shutdown: the message in transit is finished, no further one is taken. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  /** Logs once when a channel goes down, and once when it is back. */
  private void report(Channel channel, DeliveryReceipt receipt) {
    if (receipt instanceof DeliveryReceipt.Unavailable) {
      if (reportedDown.add(channel)) {
        LOG.warn("channel {} is down: {}", channel, MailAddress.masked(receipt.detail()));
      }
    } else if (reportedDown.remove(channel)) {
      LOG.info("channel {} is back", channel);
    }
  }

  private DeliveryReceipt carry(Courier.Line line, OutboxEntry entry) {
    OutboundMessage message;
    try {
      message = store.message(entry);
    } catch (Failure unreadable) {
      // nothing left, and no attempt will succeed before a person has put the file back
      return new DeliveryReceipt.Refused(unreadable.getMessage());
    }
    try {
      return line.send(new Courier.Parcel(entry.key(), entry.dossier().value(), message));
    } catch (RuntimeException e) {
      LOG.error("the courier for {} failed with message {}", entry.channel(), entry.id(), e);
      return new DeliveryReceipt.Unknown(e.toString());
    }
  }

  private static void refuseTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("the outbox is relayed outside of transactions only");
    }
  }

  /** The courier of a channel that no courier serves. */
  private record Nobody(Channel channel) implements Courier {
    @Override
    public Repetition repetition() {
      return Repetition.HARMFUL;
    }

    @Override
    public DeliveryReceipt send(Parcel parcel) {
      return new DeliveryReceipt.Refused("no courier serves the channel " + channel);
    }
  }
}
