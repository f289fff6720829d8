package onestop.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import onestop.delivery.Courier.Repetition;
import onestop.delivery.DeliveryLifecycle.Step;
import org.springframework.stereotype.Component;

/**
 * Records the outcomes of messages and decides on their next states. Every method must be called
 * inside a transaction.
 */
@Component
final class OutboxSettlement {
  static final String ACTOR = "outbox-relay";
  private static final int LONGEST_DETAIL = 500;

  private final OutboxStore store;
  private final DeliveryIncidents incidents;
  private final DeliverySettings settings;
  private final Clock clock;

  OutboxSettlement(
      OutboxStore store, DeliveryIncidents incidents, DeliverySettings settings, Clock clock) {
    this.store = store;
    this.incidents = incidents;
    this.settings = settings;
    this.clock = clock;
  }

  /** Marks the next due message of a channel as being sent and returns it; empty if none is due. */
  Optional<OutboxEntry> take(OutboundMessage.Channel channel) {
    Instant now = now();
    return store
        .lockDue(channel, now)
        .map(
            due -> {
              DeliveryState taken =
                  DeliveryLifecycle.TABLE.require(due.state(), Step.TAKE, due.id());
              OutboxEntry entry = store.take(due, now);
              log(entry, "TAKEN", taken, "");
              return entry;
            });
  }

  /** Records the outcome of a message that {@link #take} returned as {@code entry}. */
  void record(OutboxEntry entry, DeliveryReceipt receipt, Repetition repetition) {
    OutboxEntry current = store.lock(entry.id()).orElseThrow();
    if (current.state() == DeliveryState.SENDING && current.revision() == entry.revision()) {
      settle(current, receipt, receipt.outcome(), repetition);
      return;
    }
    // The lease expired while the courier was still sending, and another relay has settled the
    // message. If the message did leave, that is recorded nevertheless.
    boolean left =
        receipt instanceof DeliveryReceipt.Sent || receipt instanceof DeliveryReceipt.Delivered;
    Optional<DeliveryState> learned =
        DeliveryLifecycle.TABLE.next(current.state(), Step.LEARN).filter(sent -> left);
    learned.ifPresent(sent -> move(current, OutboxStore.Move.to(sent), receipt.detail()));
    DeliveryState after = learned.orElse(current.state());
    log(current, receipt.outcome(), after, "late: " + receipt.detail());
  }

  /**
   * Locks one message whose relay took it and recorded no outcome within the lease; empty if there
   * is none.
   */
  Optional<OutboxEntry> lockAbandoned() {
    return store.lockAbandoned(now().minus(settings.sendingLease()));
  }

  /** Settles a message that {@link #lockAbandoned} returned. */
  void settleAbandoned(OutboxEntry entry, Repetition repetition) {
    settle(
        entry,
        new DeliveryReceipt.Unknown("the relay that had it did not answer"),
        "ABANDONED",
        repetition);
  }

  /**
   * Passes one message that has waited for a resting channel for longer than a day to its next
   * channel; returns false if no message has waited that long, or none of them has a next channel.
   */
  boolean giveUpWaiting(OutboundMessage.Channel channel, Instant restsSince) {
    Instant now = now();
    Optional<OutboxEntry> waiting =
        store.lockWaiting(channel, now.minus(DeliverySettings.LONGEST_REST_OF_A_MESSAGE));
    waiting.ifPresent(
        entry ->
            settle(
                entry,
                new DeliveryReceipt.Refused("the channel rests since " + restsSince),
                "GIVEN_UP",
                Repetition.HARMFUL));
    return waiting.isPresent();
  }

  private void settle(
      OutboxEntry entry, DeliveryReceipt receipt, String outcome, Repetition repetition) {
    DeliveryState after =
        DeliveryLifecycle.TABLE.require(
            entry.state(), step(entry, receipt, repetition), entry.id());
    OutboxStore.Move to =
        OutboxStore.Move.to(after).notBefore(now().plus(settings.waitAfter(entry.attempts())));
    move(entry, to, receipt.detail());
    log(entry, outcome, after, receipt.detail());
  }

  /** The step that an outcome means; it hands the message to the next channel where it must. */
  private Step step(OutboxEntry entry, DeliveryReceipt receipt, Repetition repetition) {
    if (receipt instanceof DeliveryReceipt.Sent) {
      return Step.ACCEPT;
    }
    if (receipt instanceof DeliveryReceipt.Delivered) {
      return Step.DELIVER;
    }
    if (receipt instanceof DeliveryReceipt.Unknown && repetition == Repetition.HARMFUL) {
      store.insertFallback(entry, now());
      return Step.LOSE;
    }
    if (receipt instanceof DeliveryReceipt.Refused || entry.attempts() >= settings.maxAttempts()) {
      return store.insertFallback(entry, now()) ? Step.PASS_ON : Step.GIVE_UP;
    }
    return Step.RETRY;
  }

  private void move(OutboxEntry entry, OutboxStore.Move to, String detail) {
    store.move(entry, to.saying(cut(detail)), now());
    incidents.moved(entry, to.to(), cut(detail));
  }

  private void log(OutboxEntry entry, String outcome, DeliveryState after, String detail) {
    store.log(
        entry, new DeliveryAttempt(entry.attempts(), outcome, after, cut(detail), ACTOR, now()));
  }

  private static String cut(String detail) {
    String line = detail.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
