package onestop.delivery;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of delivery.
 *
 * @param relayInterval the interval at which the outbox is polled
 * @param mailLanes the maximum number of connections to the mail server that send mails at the same
 *     time
 * @param firstRetry the wait after the first failed attempt; each further wait is twice as long
 * @param longestRetry the longest wait
 * @param firstRest how long a channel rests after a message of unknown outcome; each further rest
 *     is twice as long, up to {@code longestRetry}
 * @param maxAttempts the number of failed attempts after which the channel is given up; with the
 *     other defaults after about 25 hours, so that a mail server may be down for a day
 * @param sendingLease how long a relay may hold a message before it counts as dead; well above the
 *     sum of all time-outs of a courier
 * @param answerWait how long a mail server may take to answer the end of a mail; RFC 5321,
 *     4.5.3.2.6, requires ten minutes
 * @param mailFrom the sender's address of every mail
 * @param printFolder the queue of the printing room; created when missing
 */
@ConfigurationProperties("onestop.delivery")
record DeliverySettings(
    @DefaultValue("5s") Duration relayInterval,
    @DefaultValue("4") int mailLanes,
    @DefaultValue("30s") Duration firstRetry,
    @DefaultValue("1h") Duration longestRetry,
    @DefaultValue("1m") Duration firstRest,
    @DefaultValue("30") int maxAttempts,
    @DefaultValue("30m") Duration sendingLease,
    @DefaultValue("10m") Duration answerWait,
    @DefaultValue("onestop@localhost") String mailFrom,
    @DefaultValue("data/print") Path printFolder) {

  /** The longest wait of a letter for a resting channel, if there is another channel. */
  static final Duration LONGEST_REST_OF_A_MESSAGE = Duration.ofDays(1);

  private static final Duration OTHER_WAITS = Duration.ofMinutes(5);

  DeliverySettings {
    if (sendingLease.compareTo(answerWait.plus(OTHER_WAITS)) < 0) {
      throw new IllegalArgumentException(
          "onestop.delivery.sending-lease is %s: it must be at least five minutes longer than onestop.delivery.answer-wait, %s, or mails that still wait for their answer would count as lost"
              .formatted(sendingLease, answerWait));
    }
    if (mailLanes < 1) {
      throw new IllegalArgumentException(
          "onestop.delivery.mail-lanes is " + mailLanes + ": at least one is needed");
    }
  }

  /** The wait after the given number of failed attempts. */
  Duration waitAfter(int attempts) {
    return doubled(firstRetry, attempts);
  }

  /** The rest of a channel after the given number of consecutive failures. */
  Duration restAfter(int failures) {
    return doubled(firstRest, failures);
  }

  private Duration doubled(Duration first, int attempts) {
    Duration wait = first;
    for (int i = 1; i < attempts && wait.compareTo(longestRetry) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
  }
}
