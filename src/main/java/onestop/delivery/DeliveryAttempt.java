package onestop.delivery;

import java.time.Instant;

/**
 * One line of the log of an outbox entry; never changed.
 *
 * @param attempt the attempt it belongs to, from 1; 0 before the first
 * @param outcome {@code TAKEN}, or what the courier said: {@code SENT}, {@code DELIVERED}, {@code
 *     DEFERRED}, {@code UNAVAILABLE}, {@code REFUSED}, {@code UNKNOWN}; {@code ABANDONED} when the
 *     relay that had it died; {@code DECIDED} by a person
 * @param after the state it left behind
 * @param actor who: the relay or a person
 */
public record DeliveryAttempt(
    int attempt, String outcome, DeliveryState after, String detail, String actor, Instant at) {}
