package onestop.delivery;

import java.time.Instant;

/**
 * A channel that rests, because nobody knows what became of a message on it.
 *
 * @param failures in a row, from 1: what was tried and gave no certain answer
 * @param until exclusive; then one message may be tried
 * @param since when the rest began
 * @param reason the last failure, for people, without whole mail addresses
 */
public record ChannelRest(
    OutboundMessage.Channel channel,
    int failures,
    Instant until,
    Instant since,
    String reason,
    long revision) {}
