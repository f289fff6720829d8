package onestop.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onestop.delivery.OutboundMessage.Channel;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What has to leave the house: written in the transaction of the business fact that caused it, sent
 * afterwards by the {@link OutboxRelay}, at least tried until given up, and never twice on one
 * channel.
 *
 * <p>All writing joins the caller's transaction or makes its own. A message may have several
 * channels: the first that does not fail is the one that is used.
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
   * Puts a message into the outbox, due at once. The message of a key is enqueued once: enqueued
   * again, with whatever content, nothing happens and the first one's id is the answer.
   *
   * @param key names the message for ever, for example {@code apology/4711}; at most 200 characters
   * @param routes the same message for each channel: the preferred one first, then the fallbacks
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

  /** All entries about a dossier, oldest first. */
  public List<OutboxEntry> of(DossierCode dossier) {
    return store.of(dossier);
  }

  /** All entries of one message, one for each channel that was taken, in order. */
  public List<OutboxEntry> of(String key) {
    return store.of(key);
  }

  /**
   * Which entries to look for.
   *
   * @param states empty means any
   * @param before only entries with a smaller id
   */
  public record Search(
      Set<DeliveryState> states,
      @Nullable Channel channel,
      @Nullable DossierCode dossier,
      @Nullable Long before) {}

  /** What is looked for, the newest first, at most {@code max}. */
  public List<OutboxEntry> find(Search search, int max) {
    return store.find(search, max);
  }

  /** One entry; a failure if there is none. */
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

  /** How many entries are in a state. */
  public long count(DeliveryState state) {
    return store.count(state);
  }

  /** When the next queued message is due; empty when none is queued. */
  public Optional<Instant> nextAttemptAt() {
    return store.nextAttemptAt();
  }

  /** Everything that was tried with an entry, in order. */
  public List<DeliveryAttempt> attempts(long id) {
    return store.attempts(id);
  }

  /** The channels that rest now, because nobody knows what became of a message on them. */
  public List<ChannelRest> rests() {
    return store.rests();
  }

  /** Records that the person has it: read on the portal, handed over, signed for. */
  public void confirmDelivery(long id, String evidence, Actor actor, Instant at) {
    decide(id, new Decision(DeliveryState.DELIVERED, "DELIVERED", evidence), actor, at);
  }

  /** A person found out that an ambiguous or failed message did arrive, and says how. */
  public void settleAsSent(long id, String evidence, Actor actor, Instant at) {
    decide(id, new Decision(DeliveryState.SENT, "DECIDED", evidence), actor, at);
  }

  /**
   * A person orders an ambiguous or failed message to be sent again on the same channel, and says
   * why; for an ambiguous one that may mean twice, and that is the person's decision.
   */
  public void sendAgain(long id, String reason, Actor actor, Instant at) {
    decide(id, new Decision(DeliveryState.QUEUED, "DECIDED", reason), actor, at);
  }

  private void decide(long id, Decision decision, Actor actor, Instant at) {
    if (decision.reason().isBlank()) {
      throw Failure.badInput("delivery", "no-reason", "id", id);
    }
    if (decision.reason().length() > MAX_REASON) {
      throw Failure.badInput("delivery", "reason-too-long", "id", id, "max", MAX_REASON);
    }
    Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
    transaction.executeWithoutResult(
        status -> {
          OutboxEntry entry = store.lock(id).orElseThrow(() -> noSuchMessage(id));
          if (!decision.isOpenTo(entry.state())) {
            throw Failure.conflict(
                "delivery",
                "not-to-be-decided",
                "id",
                id,
                "state",
                entry.state().name(),
                "wanted",
                decision.to().name());
          }
          store.move(entry, OutboxMove.to(decision.to()).saying(decision.reason()), moment);
          incidents.moved(entry, decision.to(), decision.reason());
          store.log(
              entry,
              new DeliveryAttempt(
                  entry.attempts(),
                  decision.outcome(),
                  decision.to(),
                  decision.reason(),
                  actor.name(),
                  moment));
        });
  }

  private record Decision(DeliveryState to, String outcome, String reason) {
    boolean isOpenTo(DeliveryState from) {
      boolean open = from == DeliveryState.AMBIGUOUS || from == DeliveryState.FAILED;
      return switch (to) {
        case DELIVERED -> open || from == DeliveryState.SENT;
        case SENT, QUEUED -> open;
        default -> false;
      };
    }
  }
}
