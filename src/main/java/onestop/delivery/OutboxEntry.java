package onestop.delivery;

import java.time.Instant;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One message on one channel, as it stands.
 *
 * @param key the key of the whole message, the same on every channel it takes
 * @param route 0 for the first channel, 1 for the first fallback and so on
 * @param recipient address or name
 * @param attempts how often this channel was tried
 * @param nextAttemptAt when it is tried (again); null unless queued
 * @param settledAt when the state became final, if it is
 * @param detail the last thing a courier or a person said about it
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
