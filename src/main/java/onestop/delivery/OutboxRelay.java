package onestop.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import onestop.delivery.Courier.Repetition;
import onestop.delivery.OutboundMessage.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Empties the outbox: gives every due message to the courier of its channel and writes down what
 * the courier knows.
 *
 * <p>Two committed steps stand around every sending: first the message is marked as being sent,
 * then it is sent, then the outcome is recorded. So a message found marked whose relay is gone is
 * one of which nobody knows whether it left. What happens with it is the policy of this house:
 *
 * <ul>
 *   <li>On a channel where a repetition is {@link Repetition#HARMLESS} it is sent again.
 *   <li>On any other it becomes {@link DeliveryState#AMBIGUOUS} and is never repeated there by
 *       itself. The next channel takes over if there is one (the citizen may have the same letter
 *       twice, in two forms, but never not at all); a person may find out and decide otherwise.
 * </ul>
 *
 * <p>The same holds when the courier itself does not know, for example when the mail server's last
 * answer was lost. Messages that surely did not leave are tried again with doubling waits, then
 * given to the next channel, then {@link DeliveryState#FAILED}.
 *
 * <p>Safe to run on several nodes and threads at once: a message is in one relay's hands.
 */
@Component
public final class OutboxRelay {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final String ACTOR = "outbox-relay";
  private static final int LONGEST_DETAIL = 500;

  private final OutboxStore store;
  private final Map<Channel, Courier> couriers = new EnumMap<>(Channel.class);
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final DeliverySettings settings;
  private final Set<Channel> reportedDown = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  OutboxRelay(
      OutboxStore store,
      List<Courier> couriers,
      PlatformTransactionManager transactions,
      Clock clock,
      DeliverySettings settings) {
    this.store = store;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.settings = settings;
    for (Courier courier : couriers) {
      if (this.couriers.put(courier.channel(), courier) != null) {
        throw new IllegalStateException("two couriers for " + courier.channel());
      }
    }
  }

  /**
   * Sends messages that are due until none is left, {@code max} were tried, or the application
   * closes. A channel that turns out to be down is left alone for the rest of the call.
   *
   * @return how many messages were tried
   * @throws IllegalStateException inside a transaction: what is sent must be marked durably before
   */
  public int relay(int max) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("the outbox is relayed outside of transactions only");
    }
    settleAbandoned();
    Set<Channel> down = EnumSet.noneOf(Channel.class);
    int tried = 0;
    while (tried < max && !closing) {
      // Dying before this commit: the message is still queued and nothing was sent.
      Optional<OutboxEntry> taken = transaction.execute(status -> take(down));
      if (taken == null || taken.isEmpty()) {
        return tried;
      }
      tried++;
      OutboxEntry entry = taken.get();
      // Dying from here on: the message stays marked SENDING, and nobody knows whether it left.
      // When the lease is over, settleAbandoned() applies the policy above.
      DeliveryReceipt receipt = carry(entry);
      // Dying before this commit: as above, although we knew; the knowledge is lost.
      transaction.executeWithoutResult(status -> record(entry, receipt));
      // Dying after it: the outcome stands, nothing is left to do.
      if (receipt instanceof DeliveryReceipt.Unavailable) {
        down.add(entry.channel());
      }
      report(entry.channel(), receipt);
    }
    return tried;
  }

  /** Before a shutdown: the message in hand is finished, no further one is taken. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  /** Says it once when a channel goes down, and once when it is back. */
  private void report(Channel channel, DeliveryReceipt receipt) {
    if (receipt instanceof DeliveryReceipt.Unavailable) {
      if (reportedDown.add(channel)) {
        LOG.warn("channel {} is down: {}", channel, receipt.detail());
      }
    } else if (reportedDown.remove(channel)) {
      LOG.info("channel {} is back", channel);
    }
  }

  private Optional<OutboxEntry> take(Set<Channel> down) {
    Instant now = now();
    return store
        .lockDue(now, down)
        .map(
            due -> {
              OutboxEntry entry = store.take(due, now);
              log(entry, "TAKEN", DeliveryState.SENDING, "");
              return entry;
            });
  }

  private DeliveryReceipt carry(OutboxEntry entry) {
    Courier courier = couriers.get(entry.channel());
    if (courier == null) {
      return new DeliveryReceipt.Refused("no courier serves the channel " + entry.channel());
    }
    try {
      return courier.send(
          new Courier.Parcel(entry.key(), entry.dossier().value(), store.message(entry)));
    } catch (RuntimeException e) {
      LOG.error("the courier for {} failed with message {}", entry.channel(), entry.id(), e);
      return new DeliveryReceipt.Unknown(e.toString());
    }
  }

  private void record(OutboxEntry entry, DeliveryReceipt receipt) {
    OutboxEntry current = store.lock(entry.id()).orElseThrow();
    if (current.state() == DeliveryState.SENDING && current.revision() == entry.revision()) {
      settle(current, receipt, outcome(receipt));
      return;
    }
    // The lease ran out while the courier was still at it, and another relay has settled the
    // message. That it did leave is worth knowing all the same.
    boolean left =
        receipt instanceof DeliveryReceipt.Sent || receipt instanceof DeliveryReceipt.Delivered;
    DeliveryState after =
        left && current.state() == DeliveryState.AMBIGUOUS ? DeliveryState.SENT : current.state();
    if (after != current.state()) {
      store.move(current, OutboxMove.to(after).saying(cut(receipt.detail())), now());
    }
    log(current, outcome(receipt), after, "late: " + receipt.detail());
  }

  /** Settles messages that a relay took and never answered for. */
  private void settleAbandoned() {
    Instant before = now().minus(settings.sendingLease());
    Boolean found;
    do {
      // Dying before this commit: the message is still SENDING and is found again.
      found =
          transaction.execute(
              status -> {
                Optional<OutboxEntry> entry = store.lockAbandoned(before);
                entry.ifPresent(
                    e ->
                        settle(
                            e,
                            new DeliveryReceipt.Unknown("the relay that had it did not answer"),
                            "ABANDONED"));
                return entry.isPresent();
              });
    } while (Boolean.TRUE.equals(found));
  }

  private void settle(OutboxEntry entry, DeliveryReceipt receipt, String outcome) {
    DeliveryState after;
    if (receipt instanceof DeliveryReceipt.Sent) {
      after = DeliveryState.SENT;
    } else if (receipt instanceof DeliveryReceipt.Delivered) {
      after = DeliveryState.DELIVERED;
    } else if (receipt instanceof DeliveryReceipt.Unknown && !isRepeatable(entry.channel())) {
      store.insertFallback(entry, now());
      after = DeliveryState.AMBIGUOUS;
    } else if (receipt instanceof DeliveryReceipt.Refused
        || entry.attempts() >= settings.maxAttempts()) {
      boolean next = store.insertFallback(entry, now());
      after = next ? DeliveryState.FALLBACK : DeliveryState.FAILED;
    } else {
      after = DeliveryState.QUEUED;
    }
    OutboxMove move = OutboxMove.to(after).saying(cut(receipt.detail()));
    store.move(entry, move.notBefore(now().plus(settings.waitAfter(entry.attempts()))), now());
    log(entry, outcome, after, receipt.detail());
  }

  private boolean isRepeatable(Channel channel) {
    Courier courier = couriers.get(channel);
    return courier != null && courier.repetition() == Repetition.HARMLESS;
  }

  private void log(OutboxEntry entry, String outcome, DeliveryState after, String detail) {
    store.log(
        entry, new DeliveryAttempt(entry.attempts(), outcome, after, cut(detail), ACTOR, now()));
  }

  private static String outcome(DeliveryReceipt receipt) {
    return receipt.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
  }

  private static String cut(String detail) {
    String line = detail.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
