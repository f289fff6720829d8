package onestop.delivery;

/** The state of one message on one channel. */
public enum DeliveryState {
  /** Waits for its due time; certainly not sent. */
  QUEUED,
  /** A relay is sending it now. */
  SENDING,
  /** The receiving side has accepted it. */
  SENT,
  /** The addressee has it. */
  DELIVERED,
  /** Certainly not sent; this channel is given up and the next one has taken over. */
  FALLBACK,
  /** Certainly not sent and given up, without another channel: a person has to act. */
  FAILED,
  /**
   * It is unknown whether it was sent. It is never repeated automatically on this channel. The next
   * channel has taken over if there is one; a person may decide otherwise.
   */
  AMBIGUOUS;

  /** Whether the state is final for the relay. */
  public boolean isSettled() {
    return this != QUEUED && this != SENDING;
  }
}
