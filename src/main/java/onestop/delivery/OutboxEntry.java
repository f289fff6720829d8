package onestop.delivery;

import java.time.Instant;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One message on one channel, in its current state.
 *
 * @param key the key of the message, the same on every channel
 * @param route 0 for the first channel, 1 for the first fallback and so on
 * @param recipient address or name
 * @param attempts the number of attempts on this channel
 * @param nextAttemptAt the time of the next attempt; null unless queued
 * @param settledAt the time at which the state became final; null if it is not
 * @param detail the last detail recorded by a courier or a person
 */
public record OutboxEntry(
    long id,
    String key,
    int route,
    DossierCode dossier,
    OutboundMessage.Channel channel,
    String recipient,
    String subject,
    DeliveryState state,
    int attempts,
    Instant enqueuedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant settledAt,
    @Nullable String detail,
    long revision) {}
