package onestop.delivery;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave.
 *
 * @param relayInterval how often the outbox is looked through
 * @param relayBatch how many messages one look sends at most
 * @param firstRetry the wait after the first attempt that failed; each further wait is twice as
 *     long
 * @param longestRetry the longest wait
 * @param maxAttempts after so many attempts that failed the channel is given up; with the other
 *     defaults some 25 hours, so that a mail server may be down for a day
 * @param sendingLease how long a message may be in a relay's hands before the relay counts as dead;
 *     well above all time-outs of a courier together
 * @param answerWait how long a mail server may take to answer the end of a mail; RFC 5321,
 *     4.5.3.2.6, asks for ten minutes
 * @param mailFrom the sender's address of every mail
 * @param printFolder the queue of the printing room; created when missing
 */
@ConfigurationProperties("onestop.delivery")
record DeliverySettings(
    @DefaultValue("5s") Duration relayInterval,
    @DefaultValue("100") int relayBatch,
    @DefaultValue("30s") Duration firstRetry,
    @DefaultValue("1h") Duration longestRetry,
    @DefaultValue("30") int maxAttempts,
    @DefaultValue("30m") Duration sendingLease,
    @DefaultValue("10m") Duration answerWait,
    @DefaultValue("onestop@localhost") String mailFrom,
    @DefaultValue("data/print") Path printFolder) {

  /** The wait after the given number of attempts that failed. */
  Duration waitAfter(int attempts) {
    Duration wait = firstRetry;
    for (int i = 1; i < attempts && wait.compareTo(longestRetry) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
  }
}
