package onestop.delivery;

import java.util.Optional;

/**
 * Port: sends the messages of one channel to the outside, with the same contract for mail, print,
 * text messages and the portal. The relay uses all beans of this type; there is one for each
 * channel.
 *
 * <p>The test {@code CourierContract} specifies the contract of every courier. A courier is called
 * outside any transaction, by one thread at a time for one message, by several threads for
 * different messages. It returns within bounded time: every wait for the receiving side has a
 * time-out, and their sum is well below {@code onestop.delivery.sending-lease}.
 */
public interface Courier {

  /** The effect of sending the same message again after an unknown outcome. */
  enum Repetition {
    /** A repetition with the same key changes nothing: the receiving side keeps one message. */
    HARMLESS,
    /**
     * The receiver may get the message twice, so the relay never repeats a message of unknown
     * outcome.
     */
    HARMFUL
  }

  /** The channel that this courier serves. */
  OutboundMessage.Channel channel();

  /** The effect of a repetition on this channel. */
  Repetition repetition();

  /**
   * Sends one message. External failures are returned as a receipt, never thrown. An exception
   * thrown nevertheless counts as {@link DeliveryReceipt.Unknown}.
   */
  DeliveryReceipt send(Parcel parcel);

  /**
   * Opens a line for consecutive messages. A courier with a connection keeps it open as long as the
   * line.
   */
  default Line line() {
    return this::send;
  }

  /**
   * Probes the receiving side without risking a message; returns within bounded time.
   *
   * @return empty if it answers, else the reason, for operators
   */
  default Optional<String> probe() {
    return Optional.empty();
  }

  /** A line to the receiving side; confined to one thread. */
  interface Line extends AutoCloseable {
    /** As {@link Courier#send}. */
    DeliveryReceipt send(Parcel parcel);

    /** Closes the connection, if there is one. */
    @Override
    default void close() {}
  }

  /**
   * A message to be sent.
   *
   * @param key the key under which it was enqueued: the same for every attempt on every node, so
   *     that the receiving side can recognise a repetition
   * @param dossierCode the dossier of the message
   */
  record Parcel(String key, String dossierCode, OutboundMessage message) {}
}
