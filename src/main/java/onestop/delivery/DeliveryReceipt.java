package onestop.delivery;

/** The result of one attempt, as far as it is certain to the courier. */
public sealed interface DeliveryReceipt {

  /** A text for people: a reference of the receiving side or the reason, without line breaks. */
  String detail();

  /** The outcome of the attempt as stored. */
  String outcome();

  /** The receiving side has accepted the message. */
  record Sent(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "SENT";
    }
  }

  /** The addressee has the message. */
  record Delivered(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "DELIVERED";
    }
  }

  /** Certainly not sent; transient, this message may succeed later. */
  record Deferred(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "DEFERRED";
    }
  }

  /**
   * Certainly not sent, because the whole channel is down; other messages need not be tried now
   * either.
   */
  record Unavailable(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "UNAVAILABLE";
    }
  }

  /** Certainly not sent; permanent, this message will never succeed on this channel. */
  record Refused(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "REFUSED";
    }
  }

  /** The answer was lost: the message may or may not have been sent. */
  record Unknown(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "UNKNOWN";
    }
  }
}
