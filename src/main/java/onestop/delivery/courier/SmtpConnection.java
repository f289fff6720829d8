package onestop.delivery.courier;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import onestop.delivery.DeliveryReceipt;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * One connection to a mail server, confined to one thread. Every wait has the time-out of {@code
 * spring.mail} but one: the wait for the answer to the end of a mail is as long as RFC 5321,
 * 4.5.3.2.6, requires, since a client that hangs up earlier does not learn whether the mail was
 * accepted.
 */
final class SmtpConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);
  private static final int MESSAGE_TOO_BIG = 552;
  private static final int SHUTTING_DOWN = 421;

  private final PatientTransport transport;

  private SmtpConnection(PatientTransport transport) {
    this.transport = transport;
  }

  /** Opens a connection: connects, greets and logs in. */
  static SmtpConnection open(JavaMailSenderImpl server, Session session, Duration answerWait)
      throws MessagingException {
    String protocol = server.getProtocol() == null ? "smtp" : server.getProtocol();
    PatientTransport transport = new PatientTransport(session, protocol, answerWait);
    transport.connect(
        server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
    return new SmtpConnection(transport);
  }

  /** Whether the server supports addresses beyond ASCII (RFC 6531). */
  boolean carriesUtf8() {
    return transport.supportsExtension("SMTPUTF8");
  }

  /** Sends NOOP; returns empty if the server answers OK, else its answer. */
  Optional<String> noop() throws MessagingException {
    int answer = transport.simpleCommand("NOOP");
    return answer == 250 ? Optional.empty() : Optional.of(transport.getLastServerResponse());
  }

  /** Sends one mail. */
  DeliveryReceipt send(Letter letter) {
    transport.endIsOut = false;
    try {
      transport.sendMessage(letter, letter.getAllRecipients());
      return new DeliveryReceipt.Sent(letter.id);
    } catch (MessagingException e) {
      return judge(e, transport.endIsOut);
    }
  }

  /**
   * Classifies a failure by the server's reply if there is one, else by the progress of the
   * conversation.
   */
  private static DeliveryReceipt judge(MessagingException failure, boolean endIsOut) {
    Reply reply = reply(failure);
    if (reply == null) {
      return endIsOut
          ? new DeliveryReceipt.Unknown("no answer to the end of the mail: " + words(failure))
          : new DeliveryReceipt.Unavailable("no answer: " + words(failure));
    }
    if (reply.code() == SHUTTING_DOWN || reply.toSender() && reply.code() != MESSAGE_TOO_BIG) {
      return new DeliveryReceipt.Unavailable(reply.text());
    } else if (reply.code() >= 500) {
      return new DeliveryReceipt.Refused(reply.text());
    } else if (reply.code() >= 400 || !endIsOut) {
      return new DeliveryReceipt.Deferred(reply.text());
    }
    return new DeliveryReceipt.Unknown("a strange answer to the end of the mail: " + reply.text());
  }

  /** The server's reply, code and text, to the command that failed; null if there was none. */
  private static @Nullable Reply reply(MessagingException failure) {
    Reply last = null;
    for (Exception e = failure; e != null; e = next(e)) {
      Reply found = null;
      if (e instanceof SMTPSenderFailedException sender) {
        found = new Reply(sender.getReturnCode(), words(sender), true);
      } else if (e instanceof SMTPAddressFailedException address) {
        found = new Reply(address.getReturnCode(), words(address), false);
      } else if (e instanceof SMTPSendFailedException sending) {
        found = new Reply(sending.getReturnCode(), words(sending), false);
      }
      // A code below 200 is no reply but a connection that ended.
      last = found != null && found.code() >= 200 ? found : last;
    }
    return last;
  }

  private static @Nullable Exception next(Exception failure) {
    if (failure instanceof MessagingException messaging && messaging.getNextException() != null) {
      return messaging.getNextException();
    }
    return failure.getCause() instanceof Exception cause ? cause : null;
  }

  /** The message of a failure, or its name. */
  static String words(MessagingException failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message.strip();
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("the mail server did not say good-bye", e);
    }
  }

  private record Reply(int code, String text, boolean toSender) {}

  /** A mail that keeps its Message-ID. */
  static final class Letter extends MimeMessage {
    private final String id;

    Letter(Session session, String id) {
      super(session);
      this.id = id;
    }

    Session session() {
      return session;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /**
   * Records whether the end of a mail has been sent, and from then on waits longer, until it is
   * answered.
   */
  private static final class PatientTransport extends SMTPTransport {
    private final String waitSetting;
    private final Duration answerWait;
    private boolean endIsOut;
    private boolean patient;

    PatientTransport(Session session, String protocol, Duration answerWait) {
      super(
          session,
          new URLName(protocol, null, -1, null, null, null),
          protocol,
          protocol.equals("smtps"));
      this.waitSetting = "mail." + protocol + ".timeout";
      this.answerWait = answerWait;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
      endIsOut = true;
      patient = true;
      try {
        super.finishData();
      } finally {
        patient = false;
      }
    }

    @Override
    protected void finishBdat() throws IOException, MessagingException {
      endIsOut = true;
      patient = true;
      try {
        super.finishBdat();
      } finally {
        patient = false;
      }
    }

    /** Reads again after a time-out without a byte, until the longer wait is used up. */
    @Override
    protected int readServerResponse() throws MessagingException {
      long waits = patient ? Math.max(1, answerWait.toMillis() / oneWait()) : 1;
      for (long i = 1; ; i++) {
        try {
          return super.readServerResponse();
        } catch (MessagingException e) {
          if (i >= waits || !(e.getNextException() instanceof SocketTimeoutException)) {
            throw e;
          }
        }
      }
    }

    private long oneWait() {
      try {
        return Math.max(
            1, Long.parseLong(session.getProperties().getProperty(waitSetting, "30000")));
      } catch (NumberFormatException e) {
        return 30_000;
      }
    }
  }
}
