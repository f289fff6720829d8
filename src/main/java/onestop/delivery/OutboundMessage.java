package onestop.delivery;

import java.util.List;

/**
 * An outgoing message on one channel. Nothing is checked here: if the address is unusable, the
 * courier refuses the message and the next channel takes over; the business transaction never fails
 * for it.
 */
public sealed interface OutboundMessage {

  /** The channel that carries it. */
  enum Channel {
    /** Electronic mail. */
    EMAIL,
    /** Paper, through the queue of the printing room. */
    PRINT
  }

  /** The channel that carries this message. */
  Channel channel();

  /** The recipient shown to clerks and operators: an address or a name. */
  String recipient();

  /** The subject, in one line. */
  String subject();

  /** The attached files, in order. */
  List<Attachment> attachments();

  /**
   * A mail to one address.
   *
   * @param text plain text
   */
  record Email(String to, String subject, String text, List<Attachment> attachments)
      implements OutboundMessage {
    public Email {
      attachments = List.copyOf(attachments);
    }

    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }

    @Override
    public String recipient() {
      return to;
    }
  }

  /**
   * Papers to print and to put into an envelope.
   *
   * @param address the postal address, lines separated by line feeds; empty if handed out at the
   *     desk
   */
  record PrintJob(String addressee, String address, String subject, List<Attachment> attachments)
      implements OutboundMessage {
    public PrintJob {
      attachments = List.copyOf(attachments);
    }

    @Override
    public Channel channel() {
      return Channel.PRINT;
    }

    @Override
    public String recipient() {
      return addressee;
    }
  }
}
