package onestop.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends mail by SMTP (RFC 5321).
 *
 * <p>A server is responsible for a mail from the moment it answers the end of the data with 250
 * (RFC 5321, 4.2.5). So whatever goes wrong before the last byte is handed over is surely not sent;
 * an answer of refusal is surely not sent; but when the last byte is out and the answer does not
 * come, nobody knows. The Message-ID follows from the key of the message: a receiver that gets it
 * twice can tell.
 */
final class SmtpCourier implements Courier {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpCourier.class);

  private final @Nullable JavaMailSenderImpl server;
  private final String from;
  private final Clock clock;

  /**
   * A courier for the server that {@code spring.mail} names.
   *
   * @param server null when no mail server is configured: then every mail is refused
   */
  SmtpCourier(@Nullable JavaMailSenderImpl server, String from, Clock clock) {
    this.server = server;
    this.from = from;
    this.clock = clock;
    if (server != null) {
      boundWaits(server.getJavaMailProperties());
    }
  }

  private static void boundWaits(Properties properties) {
    for (String protocol : new String[] {"smtp", "smtps"}) {
      properties.putIfAbsent("mail." + protocol + ".connectiontimeout", "10000");
      properties.putIfAbsent("mail." + protocol + ".timeout", "30000");
      properties.putIfAbsent("mail." + protocol + ".writetimeout", "30000");
      // The answer to QUIT says nothing about the mail; nobody waits for it.
      properties.putIfAbsent("mail." + protocol + ".quitwait", "false");
    }
  }

  @Override
  public OutboundMessage.Channel channel() {
    return OutboundMessage.Channel.EMAIL;
  }

  @Override
  public Repetition repetition() {
    return Repetition.HARMFUL;
  }

  @Override
  public DeliveryReceipt send(Parcel parcel) {
    if (server == null) {
      return new DeliveryReceipt.Refused("no mail server is configured (spring.mail.host)");
    }
    if (!(parcel.message() instanceof OutboundMessage.Email mail)) {
      return new DeliveryReceipt.Refused("not a mail");
    }
    Letter letter;
    try {
      letter = write(server.getSession(), parcel.key(), mail);
    } catch (AddressException e) {
      return new DeliveryReceipt.Refused("not an address: " + e.getMessage());
    } catch (MessagingException e) {
      return new DeliveryReceipt.Refused("cannot be written as a mail: " + e);
    }
    return transmit(server, letter);
  }

  private static DeliveryReceipt transmit(JavaMailSenderImpl server, Letter letter) {
    Transport transport;
    try {
      transport = server.getSession().getTransport(protocol(server));
      transport.connect(
          server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
    } catch (MessagingException e) {
      return new DeliveryReceipt.Unavailable("no connection: " + e.getMessage());
    }
    try {
      transport.sendMessage(letter, letter.getAllRecipients());
      return new DeliveryReceipt.Sent(letter.id);
    } catch (MessagingException e) {
      return judge(e, letter.handedOver);
    } finally {
      close(transport);
    }
  }

  private static String protocol(JavaMailSenderImpl server) {
    String protocol = server.getProtocol();
    return protocol == null ? "smtp" : protocol;
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("the mail server did not say good-bye", e);
    }
  }

  /**
   * What a failure says about the mail: the server's own word if there is one, else how far we got.
   */
  private static DeliveryReceipt judge(MessagingException failure, boolean handedOver) {
    int answer = 0;
    for (Exception e = failure; e != null; e = next(e)) {
      if (e instanceof SMTPSenderFailedException) {
        return new DeliveryReceipt.Unavailable("the server refuses our sender: " + e.getMessage());
      } else if (e instanceof SMTPAddressFailedException address) {
        answer = address.getReturnCode();
      } else if (e instanceof SMTPSendFailedException sending) {
        answer = sending.getReturnCode();
      }
    }
    String detail = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (answer == 421) {
      return new DeliveryReceipt.Unavailable(detail);
    } else if (answer >= 500) {
      return new DeliveryReceipt.Refused(detail);
    } else if (answer >= 400 || !handedOver) {
      return new DeliveryReceipt.Deferred(detail);
    }
    return new DeliveryReceipt.Unknown("no answer to the end of the mail: " + detail);
  }

  private static @Nullable Exception next(Exception failure) {
    if (failure instanceof MessagingException messaging && messaging.getNextException() != null) {
      return messaging.getNextException();
    }
    return failure.getCause() instanceof Exception cause ? cause : null;
  }

  private Letter write(Session session, String key, OutboundMessage.Email mail)
      throws MessagingException {
    Letter letter = new Letter(session, messageId(key));
    boolean multipart = !mail.attachments().isEmpty();
    var writer = new MimeMessageHelper(letter, multipart, StandardCharsets.UTF_8.name());
    writer.setFrom(new InternetAddress(from, true));
    writer.setTo(address(mail.to()));
    writer.setSubject(oneLine(mail.subject()));
    writer.setText(normal(mail.text()));
    writer.setSentDate(Date.from(clock.instant()));
    for (Attachment file : mail.attachments()) {
      writer.addAttachment(
          oneLine(file.name()), new ByteArrayResource(file.bytes()), file.mediaType());
    }
    letter.saveChanges();
    return letter;
  }

  private static InternetAddress address(String text) throws AddressException {
    InternetAddress address = new InternetAddress(oneLine(text), true);
    if (address.isGroup() || !address.getAddress().contains("@")) {
      throw new AddressException("not one address", text);
    }
    return address;
  }

  private String messageId(String key) {
    String hash = MessageText.sha256(key.getBytes(StandardCharsets.UTF_8));
    return "<" + hash.substring(0, 32) + "@" + from.substring(from.indexOf('@') + 1) + ">";
  }

  /** Nothing that somebody typed may begin a header of its own. */
  private static String oneLine(String text) {
    return normal(text).replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** A mail that keeps its Message-ID and knows whether its last byte was handed over. */
  private static final class Letter extends MimeMessage {
    private final String id;
    private boolean handedOver;

    Letter(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored)
        throws IOException, MessagingException {
      super.writeTo(out, ignored);
      handedOver = true;
    }
  }
}
