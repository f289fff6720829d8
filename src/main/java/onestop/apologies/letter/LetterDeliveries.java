package onestop.apologies.letter;

import java.time.Instant;
import java.util.List;
import onestop.delivery.Outbox;
import onestop.delivery.OutboxEntry;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The delivery states of the messages about a dossier, for readers without access to the outbox.
 */
@Service
public final class LetterDeliveries {
  private final Outbox outbox;

  LetterDeliveries(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * One message on one channel.
   *
   * @param kind what is sent, in one word: the first of its key, for example {@code letter}
   * @param subject as it was written to the recipient, in the language of the letter
   * @param recipient an address or a name; null for the desk's copy
   * @param channel for example {@code EMAIL} or {@code PRINT}
   * @param state for example {@code QUEUED}, {@code SENT}, {@code FAILED}
   * @param settledAt when the message was sent or given up; null while it waits
   */
  public record Delivery(
      String kind,
      String subject,
      @Nullable String recipient,
      String channel,
      String state,
      int attempts,
      Instant enqueuedAt,
      @Nullable Instant settledAt) {}

  /** All messages sent or to be sent about the dossier, oldest first. */
  public List<Delivery> of(DossierCode dossier) {
    return outbox.of(dossier).stream().map(LetterDeliveries::delivery).toList();
  }

  private static Delivery delivery(OutboxEntry entry) {
    return new Delivery(
        entry.key().substring(0, Math.max(0, entry.key().indexOf(':'))),
        entry.subject(),
        entry.key().endsWith(LetterPrints.DESK) ? null : entry.recipient(),
        entry.channel().name(),
        entry.state().name(),
        entry.attempts(),
        entry.enqueuedAt(),
        entry.settledAt());
  }
}
