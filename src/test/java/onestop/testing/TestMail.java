package onestop.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A mail server on a port of its own that can go down and come back at the same address; what it
 * received before stays received.
 */
public final class TestMail implements AutoCloseable {
  private final int port;
  private final List<MimeMessage> received = new ArrayList<>();
  private @Nullable GreenMail running;

  /** A server that is up. */
  public TestMail() {
    this.port = freePort();
    start();
  }

  /** The port that it listens on when it is up. */
  public int port() {
    return port;
  }

  /** A sender for this server, with waits of half a second. */
  public JavaMailSenderImpl sender() {
    return senderTo(port);
  }

  /** A sender for a server on any port, with waits of half a second. */
  public static JavaMailSenderImpl senderTo(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
      sender.getJavaMailProperties().setProperty("mail.smtp." + wait, "500");
    }
    return sender;
  }

  /** Brings the server up again. */
  public void start() {
    running = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    running.start();
  }

  /** Takes the server down: connections are refused from now on. */
  public void stop() {
    if (running != null) {
      received.addAll(List.of(running.getReceivedMessages()));
      running.stop();
      running = null;
    }
  }

  /** Everything that ever arrived, oldest first. */
  public List<MimeMessage> received() {
    List<MimeMessage> all = new ArrayList<>(received);
    if (running != null) {
      all.addAll(List.of(running.getReceivedMessages()));
    }
    return all;
  }

  /** The subjects of everything that ever arrived, decoded. */
  public List<String> subjects() {
    return received().stream().map(TestMail::subject).toList();
  }

  private static String subject(MimeMessage message) {
    try {
      return message.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A port of this machine that nobody listens on. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
