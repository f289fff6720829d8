package onestop.batch;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * How often and how patiently.
 *
 * @param tries transactions for an item that is alone and meets conflicts, at least one
 * @param together how long a group waits for a lock; all who share the group wait with it
 * @param onceLocked the same, after a lock of the group was seen to be held
 * @param pause waits before the next try; it is told the number of the one that failed, from 1
 */
public record Retries(int tries, Duration together, Duration onceLocked, IntConsumer pause) {}
