package onestop.desk.deliveries;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import onestop.delivery.ChannelRest;
import onestop.delivery.DeliveryAttempt;
import onestop.delivery.DeliveryLifecycle;
import onestop.delivery.DeliveryState;
import onestop.delivery.OutboundMessage;
import onestop.delivery.Outbox;
import onestop.delivery.OutboxEntry;
import onestop.desk.Caller;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.mail.MailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The operator's view of outgoing messages, and the decisions about them. No value identifies the
 * applicant: mail addresses are shortened, names and postal addresses are left out.
 */
@Service
public final class Deliveries {
  private final Outbox outbox;
  private final Clock clock;

  Deliveries(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The decisions that an operator can take about a message. */
  public enum Act {
    /** Send it again on the same channel; it may arrive twice. */
    SEND_AGAIN(DeliveryLifecycle.Step.SEND_AGAIN),
    /** It was sent, as a person has verified. */
    SETTLE_AS_SENT(DeliveryLifecycle.Step.SETTLE_AS_SENT),
    /** The recipient has received it. */
    CONFIRM_DELIVERY(DeliveryLifecycle.Step.CONFIRM_DELIVERY);

    private final DeliveryLifecycle.Step step;

    Act(DeliveryLifecycle.Step step) {
      this.step = step;
    }
  }

  /**
   * One message on one channel.
   *
   * @param what the first part of the message's key, such as {@code letter}, {@code notice}, {@code
   *     urge}
   * @param copy true for the copy that the desk keeps
   * @param recipient a shortened mail address; null on paper
   */
  public record Delivery(
      long id,
      String dossier,
      String what,
      boolean copy,
      String channel,
      DeliveryState state,
      int attempts,
      @Nullable String recipient,
      Instant enqueuedAt,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant settledAt) {}

  /** One line of a message's log; {@code detail} without whole mail addresses. */
  public record Step(
      Instant at, int attempt, String outcome, DeliveryState after, String actor, String detail) {}

  /**
   * A message with its log.
   *
   * @param channels the same message on all channels used so far, this one included
   * @param acts the decisions allowed in its present state
   */
  public record Whole(
      Delivery delivery, List<Step> steps, List<Delivery> channels, Set<Act> acts) {}

  /** A filter of messages; null and an empty set mean any. */
  public record Filter(
      Set<DeliveryState> states,
      OutboundMessage.@Nullable Channel channel,
      @Nullable DossierCode dossier,
      @Nullable Long before) {}

  /**
   * A part of the list.
   *
   * @param next the {@code before} of the next part; null at the end
   */
  public record Part(List<Delivery> deliveries, @Nullable Long next) {}

  /** Messages, the newest first, at most {@code size}. */
  public Part list(Filter filter, int size) {
    List<Delivery> found =
        outbox
            .find(
                new Outbox.Search(
                    filter.states(), filter.channel(), filter.dossier(), filter.before()),
                size + 1)
            .stream()
            .map(Deliveries::delivery)
            .toList();
    return found.size() > size
        ? new Part(found.subList(0, size), found.get(size - 1).id())
        : new Part(found, null);
  }

  /** One message; a failure if there is none. */
  public Whole get(long id) {
    OutboxEntry entry = outbox.get(id);
    return new Whole(
        delivery(entry),
        outbox.attempts(id).stream().map(Deliveries::step).toList(),
        outbox.of(entry.key()).stream().map(Deliveries::delivery).toList(),
        acts(entry.state()));
  }

  /** The channels that rest. */
  public List<ChannelRest> rests() {
    return outbox.rests();
  }

  /**
   * Records a decision and carries it out.
   *
   * @throws onestop.kernel.Failure if the message no longer allows the decision, or the reason is
   *     blank
   */
  public Whole decide(long id, Act act, @Nullable String reason, Caller caller) {
    Actor who = caller.actor();
    String why = reason == null ? "" : reason.strip();
    switch (act) {
      case SEND_AGAIN -> outbox.sendAgain(id, why, who, clock.instant());
      case SETTLE_AS_SENT -> outbox.settleAsSent(id, why, who, clock.instant());
      case CONFIRM_DELIVERY -> outbox.confirmDelivery(id, why, who, clock.instant());
    }
    return get(id);
  }

  private static Set<Act> acts(DeliveryState state) {
    return Arrays.stream(Act.values())
        .filter(act -> DeliveryLifecycle.TABLE.next(state, act.step).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Delivery delivery(OutboxEntry entry) {
    String key = entry.key();
    int colon = key.indexOf(':');
    return new Delivery(
        entry.id(),
        entry.dossier().value(),
        colon < 0 ? "" : key.substring(0, colon),
        key.endsWith(":desk"),
        entry.channel().name(),
        entry.state(),
        entry.attempts(),
        recipient(entry),
        entry.enqueuedAt(),
        entry.nextAttemptAt(),
        entry.settledAt());
  }

  private static @Nullable String recipient(OutboxEntry entry) {
    if (entry.channel() != OutboundMessage.Channel.EMAIL) {
      return null;
    }
    return entry.recipient().indexOf('@') < 1 ? "***" : MailAddress.masked(entry.recipient());
  }

  private static Step step(DeliveryAttempt attempt) {
    return new Step(
        attempt.at(),
        attempt.attempt(),
        attempt.outcome(),
        attempt.after(),
        attempt.actor(),
        MailAddress.masked(attempt.detail()));
  }
}
