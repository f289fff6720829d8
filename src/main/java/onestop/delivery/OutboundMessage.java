package onestop.delivery;

import java.util.List;

/**
 * What leaves the house, on one channel. Nothing is checked here: an address that no courier can
 * use makes the courier refuse and the next channel take over, never the business transaction fail.
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

  /** Where it goes, for the lists of clerks and operators: an address or a name. */
  String recipient();

  /** What it is about, in one line. */
  String subject();

  /** The files that go with it, in order. */
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
   * @param address postal address, lines parted by line feeds; empty when handed out at the desk
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
