package onestop.delivery.courier;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import onestop.delivery.Courier;
import onestop.delivery.DeliveryReceipt;
import onestop.delivery.OutboundMessage;
import onestop.kernel.Failure;
import onestop.mail.MailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends mail by SMTP (RFC 5321).
 *
 * <p>A server is responsible for a mail from the moment it answers the end of the data with 250
 * (RFC 5321, 4.2.5). So a mail is certainly not sent if an error occurs before the last byte is
 * handed over, or if the server answers with a refusal; but if the last byte is sent and no answer
 * comes, the outcome is unknown. The Message-ID is derived from the key of the message, so a
 * receiver can recognise a duplicate.
 *
 * <p>An address with letters beyond ASCII before the @ is sent as UTF-8 to a server that offers
 * SMTPUTF8 (RFC 6531), and to no other: the mail library would truncate its letters to their low
 * bytes, and the mail would reach another person. Domains are always sent in ASCII (RFC 5891).
 */
public final class SmtpCourier implements Courier {
  private final @Nullable JavaMailSenderImpl server;
  private final String from;
  private final Duration answerWait;
  private final Clock clock;

  /**
   * A courier for the server that {@code spring.mail} names.
   *
   * @param server null if no mail server is configured; then every mail is refused
   * @param from the sender's address of every mail
   * @param answerWait how long the server may take to answer the end of a mail
   * @throws IllegalStateException if {@code from} is not an address
   */
  public SmtpCourier(
      @Nullable JavaMailSenderImpl server, String from, Duration answerWait, Clock clock) {
    this.server = server;
    this.from = requireSender(from);
    this.answerWait = answerWait;
    this.clock = clock;
    if (server != null) {
      boundWaits(server.getJavaMailProperties());
    }
  }

  /** Checks the sender at the start, since a wrong one would make every mail fail. */
  private static String requireSender(String from) {
    try {
      InternetAddress address = new InternetAddress(from, true);
      if (address.getAddress().contains("@") && from.chars().allMatch(c -> c > ' ' && c < 127)) {
        return from;
      }
      throw new AddressException("not one address in ASCII", from);
    } catch (AddressException e) {
      throw new IllegalStateException(
          "onestop.delivery.mail-from is not a mail address: " + from, e);
    }
  }

  private static void boundWaits(Properties properties) {
    for (String protocol : new String[] {"smtp", "smtps"}) {
      properties.putIfAbsent("mail." + protocol + ".connectiontimeout", "10000");
      properties.putIfAbsent("mail." + protocol + ".timeout", "30000");
      properties.putIfAbsent("mail." + protocol + ".writetimeout", "30000");
      // The answer to QUIT does not concern the mail; it is not awaited.
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
    try (Line line = line()) {
      return line.send(parcel);
    }
  }

  @Override
  public Line line() {
    return new MailLine(server);
  }

  /** Connects, greets, logs in, and sends NOOP. */
  @Override
  public Optional<String> probe() {
    if (server == null) {
      return Optional.of("no mail server is configured (spring.mail.host)");
    }
    try (SmtpConnection connection =
        SmtpConnection.open(server, session(server, false), answerWait)) {
      return connection.noop();
    } catch (MessagingException e) {
      return Optional.of("no connection: " + SmtpConnection.words(e));
    }
  }

  /**
   * The mail session of the server, for addresses in ASCII or beyond it. Created once for many
   * mails, since the library searches every archive for its providers at each creation.
   */
  private static Session session(JavaMailSenderImpl server, boolean utf8) {
    Properties properties = new Properties();
    properties.putAll(server.getSession().getProperties());
    properties.setProperty("mail.mime.allowutf8", String.valueOf(utf8));
    return Session.getInstance(properties);
  }

  /** One connection for many mails, and a short-lived second one for an address beyond ASCII. */
  private final class MailLine implements Line {
    private final @Nullable JavaMailSenderImpl server;
    private @Nullable SmtpConnection open;
    private @Nullable Session plain;

    MailLine(@Nullable JavaMailSenderImpl server) {
      this.server = server;
    }

    private Session session(JavaMailSenderImpl server, MailAddress to) {
      if (to.needsSmtpUtf8()) {
        return SmtpCourier.session(server, true);
      }
      Session session = plain;
      if (session == null) {
        session = SmtpCourier.session(server, false);
        plain = session;
      }
      return session;
    }

    @Override
    public DeliveryReceipt send(Parcel parcel) {
      if (server == null) {
        return new DeliveryReceipt.Refused("no mail server is configured (spring.mail.host)");
      }
      if (!(parcel.message() instanceof OutboundMessage.Email mail)) {
        return new DeliveryReceipt.Refused("not a mail");
      }
      try {
        MailAddress to = MailAddress.of("to", mail.to());
        Session session = session(server, to);
        MailText text = new MailText(session, from, clock.instant());
        SmtpConnection.Letter letter = text.letter(parcel.key(), to, mail);
        return to.needsSmtpUtf8() ? sendBeyondAscii(server, letter) : send(server, letter);
      } catch (Failure e) {
        return new DeliveryReceipt.Refused("not an address that mail can reach: " + e.getMessage());
      } catch (MessagingException e) {
        return new DeliveryReceipt.Refused("cannot be written as a mail: " + e);
      }
    }

    private DeliveryReceipt sendBeyondAscii(
        JavaMailSenderImpl server, SmtpConnection.Letter letter) {
      try (SmtpConnection connection = SmtpConnection.open(server, letter.session(), answerWait)) {
        return connection.carriesUtf8()
            ? connection.send(letter)
            : new DeliveryReceipt.Refused(
                "the mail server does not carry addresses beyond ASCII (SMTPUTF8)");
      } catch (MessagingException e) {
        return new DeliveryReceipt.Unavailable("no connection: " + SmtpConnection.words(e));
      }
    }

    private DeliveryReceipt send(JavaMailSenderImpl server, SmtpConnection.Letter letter) {
      boolean used = open != null;
      DeliveryReceipt receipt = sendOnce(server, letter);
      if (used && receipt instanceof DeliveryReceipt.Unavailable) {
        // A server may close a connection after a number of mails; that does not concern this mail.
        receipt = sendOnce(server, letter);
      }
      return receipt;
    }

    private DeliveryReceipt sendOnce(JavaMailSenderImpl server, SmtpConnection.Letter letter) {
      try {
        SmtpConnection connection = open;
        if (connection == null) {
          connection = SmtpConnection.open(server, letter.session(), answerWait);
          open = connection;
        }
        DeliveryReceipt receipt = connection.send(letter);
        if (!(receipt instanceof DeliveryReceipt.Sent)) {
          // After any other answer the state of the conversation is unknown.
          close();
        }
        return receipt;
      } catch (MessagingException e) {
        close();
        return new DeliveryReceipt.Unavailable("no connection: " + SmtpConnection.words(e));
      }
    }

    @Override
    public void close() {
      SmtpConnection connection = open;
      open = null;
      if (connection != null) {
        connection.close();
      }
    }
  }
}
