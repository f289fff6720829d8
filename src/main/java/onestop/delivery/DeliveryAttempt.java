package onestop.delivery;

import java.time.Instant;

/**
 * One line of the log of an outbox entry; never changed.
 *
 * @param attempt the number of the attempt, from 1; 0 before the first
 * @param outcome {@code TAKEN}, or the courier's receipt: {@code SENT}, {@code DELIVERED}, {@code
 *     DEFERRED}, {@code UNAVAILABLE}, {@code REFUSED}, {@code UNKNOWN}; {@code ABANDONED} if its
 *     relay died; {@code DECIDED}, {@code RETURNED} or {@code REDIRECTED} by a person
 * @param after the state of the entry afterwards
 * @param actor the relay or a person
 */
public record DeliveryAttempt(
    int attempt, String outcome, DeliveryState after, String detail, String actor, Instant at) {}
