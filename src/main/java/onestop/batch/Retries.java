package onestop.batch;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * The limits of retries and of waits for locks.
 *
 * @param tries the number of transactions for a lone item that meets transient conflicts, at least
 *     one
 * @param together how long a group waits for a lock; every item of the group waits with it
 * @param onceLocked how long a group waits for a lock after one of its locks was found taken
 * @param pause waits before the next try; its argument is the number of the try that failed, from 1
 */
public record Retries(int tries, Duration together, Duration onceLocked, IntConsumer pause) {}
