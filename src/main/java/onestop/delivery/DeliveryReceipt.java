package onestop.delivery;

/** What a courier knows after one attempt; a courier says no more than it knows. */
public sealed interface DeliveryReceipt {

  /** For people: a reference of the receiving side or the reason, without line breaks. */
  String detail();

  /** The outcome of the attempt as stored. */
  String outcome();

  /** The receiving side has taken it over. */
  record Sent(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "SENT";
    }
  }

  /** The person it is meant for has it. */
  record Delivered(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "DELIVERED";
    }
  }

  /** Surely not sent, and this message may succeed later. */
  record Deferred(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "DEFERRED";
    }
  }

  /** Surely not sent, because the whole channel is down: other messages need not try now either. */
  record Unavailable(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "UNAVAILABLE";
    }
  }

  /** Surely not sent, and this message will never succeed on this channel. */
  record Refused(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "REFUSED";
    }
  }

  /** It may have been sent or not: the answer was lost. */
  record Unknown(String detail) implements DeliveryReceipt {
    @Override
    public String outcome() {
      return "UNKNOWN";
    }
  }
}
