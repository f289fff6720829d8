package onestop.delivery;

import java.util.Optional;

/**
 * Carries messages of one channel out of the house; the port behind which mail, print, text
 * messages and the portal are alike. A bean of this type is found by the relay; one for each
 * channel.
 *
 * <p>What every courier promises is written down as tests: {@code CourierContract}. Called without
 * a transaction, by one thread at a time for one message, by several for different ones. It returns
 * within bounded time: every wait on the other side has a time-out, all of them together well below
 * {@code onestop.delivery.sending-lease}.
 */
public interface Courier {

  /** What it means to send the same message again after an unknown outcome. */
  enum Repetition {
    /** Sending the same key again changes nothing: the receiving side has it once. */
    HARMLESS,
    /** The receiver may get it twice, so the relay never repeats when the outcome is unknown. */
    HARMFUL
  }

  /** The channel that this courier serves. */
  OutboundMessage.Channel channel();

  /** What a repetition does. */
  Repetition repetition();

  /**
   * Sends one message. Never throws for a reason of the outside world: that is a receipt. What is
   * thrown nevertheless counts as {@link DeliveryReceipt.Unknown}.
   */
  DeliveryReceipt send(Parcel parcel);

  /**
   * Opens a line for messages that go one after the other. A courier that has a connection to keep
   * keeps it as long as the line is open.
   */
  default Line line() {
    return this::send;
  }

  /**
   * Asks the other side for a sign of life, without risking a message; within bounded time.
   *
   * @return empty if it answers, else why not, for people
   */
  default Optional<String> probe() {
    return Optional.empty();
  }

  /** A line to the other side; used by one thread. */
  interface Line extends AutoCloseable {
    /** As {@link Courier#send}. */
    DeliveryReceipt send(Parcel parcel);

    /** Hangs up. */
    @Override
    default void close() {}
  }

  /**
   * A message on its way.
   *
   * @param key the key under which it was enqueued: the same for every attempt on every node, so a
   *     receiving side can tell a repetition
   * @param dossierCode the dossier it is about
   */
  record Parcel(String key, String dossierCode, OutboundMessage message) {}
}
