package onestop.delivery;

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
   * A message on its way.
   *
   * @param key the key under which it was enqueued: the same for every attempt on every node, so a
   *     receiving side can tell a repetition
   * @param dossierCode the dossier it is about
   */
  record Parcel(String key, String dossierCode, OutboundMessage message) {}
}
