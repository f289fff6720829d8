package onestop.delivery;

/** How far one message has come on one channel. */
public enum DeliveryState {
  /** Waits for its moment; surely not sent. */
  QUEUED,
  /** A relay has it in hand right now. */
  SENDING,
  /** The receiving side has taken it over. */
  SENT,
  /** The person it is meant for has it. */
  DELIVERED,
  /** Surely not sent; this channel is given up and the next one has taken over. */
  FALLBACK,
  /** Surely not sent, given up, and there is no other channel: a person has to act. */
  FAILED,
  /**
   * Sent or not, nobody knows: never repeated by itself on this channel. The next channel has taken
   * over if there is one; a person may decide otherwise.
   */
  AMBIGUOUS;

  /** True when the relay has nothing more to do with it. */
  public boolean isSettled() {
    return this != QUEUED && this != SENDING;
  }
}
