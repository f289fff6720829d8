package onestop.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.delivery.DeliveryLifecycle.Step;
import onestop.delivery.OutboundMessage.Channel;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outgoing messages. A message is written in the transaction of the business fact that caused
 * it, and sent afterwards by the {@link OutboxRelay}: it is retried until it is sent or given up,
 * and never repeated automatically on a channel where a repetition is harmful.
 *
 * <p>Writing methods join the caller's transaction or open one of their own. A message may have
 * several channels; the first that does not fail is used.
 */
@Component
public final class Outbox {
  private static final int MAX_KEY = 200;
  private static final int MAX_REASON = 500;

  private final OutboxStore store;
  private final DeliveryIncidents incidents;
  private final TransactionTemplate transaction;

  Outbox(OutboxStore store, DeliveryIncidents incidents, PlatformTransactionManager transactions) {
    this.store = store;
    this.incidents = incidents;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Puts a message into the outbox, due at once. Each key is enqueued once: a second call with the
   * same key, whatever its content, has no effect and returns the first id.
   *
   * @param key the permanent name of the message, for example {@code apology/4711}; at most 200
   *     characters
   * @param routes the message for each channel: the preferred one first, then the fallbacks
   * @return the id of the entry of the first route
   */
  public long enqueue(
      String key, DossierCode dossier, List<? extends OutboundMessage> routes, Instant at) {
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw Failure.badInput("delivery", "message-key", "value", key, "max", MAX_KEY);
    }
    if (routes.isEmpty()) {
      throw Failure.badInput("delivery", "no-channel", "key", key);
    }
    Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
    return transaction.execute(
        status ->
            store
                .idOf(key)
                .orElseGet(() -> store.insert(key, dossier, List.copyOf(routes), moment)));
  }

  /** All entries of a dossier, oldest first. */
  public List<OutboxEntry> of(DossierCode dossier) {
    return store.of(dossier);
  }

  /** All entries of one message, one for each channel used so far, in order. */
  public List<OutboxEntry> of(String key) {
    return store.of(key);
  }

  /**
   * The criteria of a search.
   *
   * @param states the states to find; empty means any
   * @param before finds only entries with a smaller id
   */
  public record Search(
      Set<DeliveryState> states,
      @Nullable Channel channel,
      @Nullable DossierCode dossier,
      @Nullable Long before) {}

  /** The entries that match, newest first, at most {@code max}. */
  public List<OutboxEntry> find(Search search, int max) {
    return store.find(search, max);
  }

  /**
   * The entries of messages that did not arrive on any way and are no longer tried, newest first,
   * at most {@code max}.
   *
   * @param before finds only entries with a smaller id
   */
  public List<OutboxEntry> lost(long before, int max) {
    return store.lost(before, max);
  }

  /**
   * One entry.
   *
   * @throws onestop.kernel.Failure if there is none
   */
  public OutboxEntry get(long id) {
    return store.find(id).orElseThrow(() -> noSuchMessage(id));
  }

  private static Failure noSuchMessage(long id) {
    return Failure.notFound("delivery", "no-such-message", "id", id);
  }

  /** The oldest entries in a state, at most {@code max}. */
  public List<OutboxEntry> in(DeliveryState state, int max) {
    return store.in(state, max);
  }

  /** The number of entries in a state. */
  public long count(DeliveryState state) {
    return store.count(state);
  }

  /** The earliest due time of the queued messages; empty if none is queued. */
  public Optional<Instant> nextAttemptAt() {
    return store.nextAttemptAt();
  }

  /** The log of an entry, in order. */
  public List<DeliveryAttempt> attempts(long id) {
    return store.attempts(id);
  }

  /** The channels that rest now, because the outcome of a message on them is unknown. */
  public List<ChannelRest> rests() {
    return store.rests();
  }

  /** Records that the addressee has the message: read on the portal, handed over, signed for. */
  public void confirmDelivery(long id, String evidence, Actor actor, Instant at) {
    decide(id, new Decision(Step.CONFIRM_DELIVERY, "DELIVERED", evidence), actor, at);
  }

  /** Records a person's finding, with evidence, that an ambiguous or failed message did arrive. */
  public void settleAsSent(long id, String evidence, Actor actor, Instant at) {
    decide(id, new Decision(Step.SETTLE_AS_SENT, "DECIDED", evidence), actor, at);
  }

  /**
   * Requeues an ambiguous or failed message on the same channel by a person's decision, with a
   * reason. An ambiguous message may then be delivered twice; the person accepts that.
   */
  public void sendAgain(long id, String reason, Actor actor, Instant at) {
    decide(id, new Decision(Step.SEND_AGAIN, "DECIDED", reason), actor, at);
  }

  /** Records a person's finding that a message came back undelivered: it waits for a person. */
  public void comeBack(long id, String reason, Actor actor, Instant at) {
    decide(id, new Decision(Step.COME_BACK, "RETURNED", reason), actor, at);
  }

  /**
   * Another way for a message that failed.
   *
   * @param recipient the mail address, or the addressee on paper
   * @param address the postal address; empty on other channels, and if handed out at the desk
   * @param text the text of a mail; not used on other channels
   * @param reason why, as put on record
   */
  public record OtherWay(
      Channel channel, String recipient, String address, String text, String reason) {}

  /**
   * Sends a failed message with the same files another way, by a person's decision. The entry of
   * the failed way stays on record.
   *
   * @return the id of the entry of the new way
   * @throws Failure {@code delivery/not-to-be-decided} unless the message has failed
   */
  public long redirect(long id, OtherWay way, Actor actor, Instant at) {
    Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
    Decision decision = new Decision(Step.REDIRECT, "REDIRECTED", way.reason());
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              OutboxEntry entry = store.lock(id).orElseThrow(() -> noSuchMessage(id));
              moved(entry, decision, actor, moment);
              return store.insertWay(entry, message(entry, way), moment);
            }));
  }

  private OutboundMessage message(OutboxEntry entry, OtherWay way) {
    List<Attachment> files = store.message(entry).attachments();
    return switch (way.channel()) {
      case EMAIL -> new OutboundMessage.Email(way.recipient(), entry.subject(), way.text(), files);
      case PRINT ->
          new OutboundMessage.PrintJob(way.recipient(), way.address(), entry.subject(), files);
    };
  }

  private void decide(long id, Decision decision, Actor actor, Instant at) {
    transaction.executeWithoutResult(
        status ->
            moved(
                store.lock(id).orElseThrow(() -> noSuchMessage(id)),
                decision,
                actor,
                at.truncatedTo(ChronoUnit.MILLIS)));
  }

  private void moved(OutboxEntry entry, Decision decision, Actor actor, Instant at) {
    if (decision.reason().isBlank()) {
      throw Failure.badInput("delivery", "no-reason", "id", entry.id());
    }
    if (decision.reason().length() > MAX_REASON) {
      throw Failure.badInput("delivery", "reason-too-long", "id", entry.id(), "max", MAX_REASON);
    }
    DeliveryState to = DeliveryLifecycle.TABLE.require(entry.state(), decision.step(), entry.id());
    store.move(entry, OutboxStore.Move.to(to).saying(decision.reason()), at);
    incidents.moved(entry, to, decision.reason());
    store.log(
        entry,
        new DeliveryAttempt(
            entry.attempts(), decision.outcome(), to, decision.reason(), actor.name(), at));
  }

  private record Decision(Step step, String outcome, String reason) {}
}
