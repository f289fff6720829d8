package onestop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import onestop.delivery.Courier.Parcel;
import onestop.testing.TestMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpCourierTest extends CourierContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-13T10:00:00Z"), ZoneOffset.UTC);

  private final TestMail mail = new TestMail();
  private final SmtpCourier courier = new SmtpCourier(mail.sender(), "mot-cua@example.vn", CLOCK);

  @AfterEach
  void close() {
    mail.close();
  }

  @Override
  Courier courier() {
    return courier;
  }

  @Override
  OutboundMessage message(String subject, List<Attachment> attachments) {
    return new OutboundMessage.Email("anh@example.vn", subject, "Kính gửi Bà Ánh", attachments);
  }

  @Override
  List<String> arrived() {
    return mail.subjects();
  }

  @Override
  byte[] firstFile() {
    try {
      Multipart parts = (Multipart) mail.received().get(0).getContent();
      BodyPart file = parts.getBodyPart(1);
      assertThat(file.getFileName()).isEqualTo(LETTER.name());
      return file.getInputStream().readAllBytes();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  void takeDown() {
    mail.stop();
  }

  @Override
  void bringBack() {
    mail.start();
  }

  private DeliveryReceipt sendTo(int port) {
    return new SmtpCourier(TestMail.senderTo(port), "mot-cua@example.vn", CLOCK)
        .send(new Parcel("k", "D-1", message("Thư", List.of(LETTER))));
  }

  @Test
  void givesTheSameMessageIdToTheSameKeyOnEveryAttempt() throws MessagingException {
    courier.send(new Parcel("apology/7", "D-1", message("Thư", List.of())));
    courier.send(new Parcel("apology/7", "D-1", message("Thư", List.of())));
    courier.send(new Parcel("apology/8", "D-1", message("Thư", List.of())));
    List<MimeMessage> received = mail.received();
    String id = received.get(0).getMessageID();
    assertThat(id).matches("<[0-9a-f]{32}@example\\.vn>");
    assertThat(received.get(1).getMessageID()).isEqualTo(id);
    assertThat(received.get(2).getMessageID()).isNotEqualTo(id);
    assertThat(received.get(0).getSentDate()).isEqualTo(CLOCK.instant());
  }

  @Test
  void writesTheTextInUtf8() throws Exception {
    courier.send(new Parcel("k", "D-1", message("Thư", List.of())));
    MimeMessage message = mail.received().get(0);
    assertThat(message.getContentType()).containsIgnoringCase("charset=UTF-8");
    assertThat(message.getContent().toString()).contains("Kính gửi Bà Ánh");
  }

  @Test
  void letsNobodyBeginAHeaderOfTheirOwn() throws MessagingException {
    courier.send(new Parcel("k", "D-1", message("Thư\r\nBcc: all@example.vn", List.of())));
    MimeMessage message = mail.received().get(0);
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getSubject()).isEqualTo("Thư Bcc: all@example.vn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "a@b@c", "a@example.vn, b@example.vn", "a b@example.vn"})
  void refusesWhatIsNotOneAddress(String to) {
    var message = new OutboundMessage.Email(to, "Thư", "x", List.of());
    assertThat(courier.send(new Parcel("k", "D-1", message)))
        .isInstanceOf(DeliveryReceipt.Refused.class);
    assertThat(mail.received()).isEmpty();
  }

  @Test
  void refusesEverythingWithoutAServer() {
    SmtpCourier homeless = new SmtpCourier(null, "a@example.vn", CLOCK);
    assertThat(homeless.send(new Parcel("k", "D-1", message("x", List.of()))))
        .isInstanceOf(DeliveryReceipt.Refused.class);
  }

  @Test
  void doesNotKnowWhenTheServerFallsSilentAfterTheLastByte() {
    try (ScriptedMailServer server = new ScriptedMailServer().silentAfter(".")) {
      assertThat(sendTo(server.port())).isInstanceOf(DeliveryReceipt.Unknown.class);
      assertThat(server.mails()).as("it did take the mail").isEqualTo(1);
    }
  }

  @Test
  void doesNotKnowWhenTheServerHangsUpAfterTheLastByte() {
    try (ScriptedMailServer server = new ScriptedMailServer().hangingUpAfter(".")) {
      assertThat(sendTo(server.port())).isInstanceOf(DeliveryReceipt.Unknown.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
  void knowsThatNothingLeftWhenTheServerFallsSilentBefore(String command) {
    try (ScriptedMailServer silent = new ScriptedMailServer().silentAfter(command);
        ScriptedMailServer gone = new ScriptedMailServer().hangingUpAfter(command)) {
      assertThat(sendTo(silent.port())).isInstanceOf(DeliveryReceipt.Deferred.class);
      assertThat(sendTo(gone.port())).isInstanceOf(DeliveryReceipt.Deferred.class);
    }
  }

  @Test
  void sortsTheAnswersOfTheServer() {
    record Case(String command, String answer, Class<? extends DeliveryReceipt> receipt) {}
    List<Case> cases =
        List.of(
            new Case("RCPT", "550 5.1.1 no such user", DeliveryReceipt.Refused.class),
            new Case("RCPT", "450 4.2.1 mailbox busy", DeliveryReceipt.Deferred.class),
            new Case(".", "554 5.7.1 looks like spam", DeliveryReceipt.Refused.class),
            new Case(".", "451 4.3.0 try again", DeliveryReceipt.Deferred.class),
            new Case("MAIL", "421 4.3.2 closing down", DeliveryReceipt.Unavailable.class),
            new Case("MAIL", "550 5.7.1 not your sender", DeliveryReceipt.Unavailable.class),
            new Case("DATA", "452 4.3.1 disk full", DeliveryReceipt.Deferred.class));
    for (Case one : cases) {
      try (ScriptedMailServer server =
          new ScriptedMailServer().answering(one.command(), one.answer())) {
        DeliveryReceipt receipt = sendTo(server.port());
        assertThat(receipt).as(one.toString()).isInstanceOf(one.receipt());
        assertThat(receipt.detail().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
      }
    }
  }
}
