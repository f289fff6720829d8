package onestop.delivery;

import java.time.Instant;

/**
 * A channel that rests, because the outcome of a message on it is unknown.
 *
 * @param failures the number of consecutive attempts without a certain answer, from 1
 * @param until the end of the rest, exclusive; from then on one message may be tried
 * @param since the start of the rest
 * @param reason the last failure, for operators, without complete mail addresses
 */
public record ChannelRest(
    OutboundMessage.Channel channel,
    int failures,
    Instant until,
    Instant since,
    String reason,
    long revision) {}
