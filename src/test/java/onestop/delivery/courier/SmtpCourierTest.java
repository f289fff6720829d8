package onestop.delivery.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import onestop.delivery.Attachment;
import onestop.delivery.Courier;
import onestop.delivery.Courier.Parcel;
import onestop.delivery.DeliveryReceipt;
import onestop.delivery.OutboundMessage;
import onestop.testing.TestMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class SmtpCourierTest extends CourierContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-13T10:00:00Z"), ZoneOffset.UTC);

  private static final Duration WAIT = Duration.ofMillis(500);

  private final TestMail mail = new TestMail();
  private final SmtpCourier courier =
      new SmtpCourier(mail.sender(), "mot-cua@example.vn", WAIT, CLOCK);

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

  private static SmtpCourier courierTo(int port) {
    return new SmtpCourier(TestMail.senderTo(port), "mot-cua@example.vn", WAIT, CLOCK);
  }

  private DeliveryReceipt sendTo(int port) {
    return courierTo(port).send(new Parcel("k", "D-1", message("Thư", List.of(LETTER))));
  }

  private static Parcel to(String address) {
    return new Parcel("k", "D-1", new OutboundMessage.Email(address, "Thư", "x", List.of()));
  }

  private static List<String> envelope(ScriptedMailServer server) {
    return server.heard().stream().filter(l -> l.matches("(MAIL|RCPT|To).*")).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vũ.an@example.vn", "\u0111ỗ@example.vn", "нина@example.vn", "山田@example.vn"})
  void sendsAnAddressBeyondAsciiAsUtf8WhereTheServerCarriesIt(String address) {
    try (ScriptedMailServer server = new ScriptedMailServer().offering("SMTPUTF8")) {
      assertThat(courierTo(server.port()).send(to(address)))
          .isInstanceOf(DeliveryReceipt.Sent.class);
      assertThat(envelope(server).stream().map(ScriptedMailServer::utf8))
          .containsExactly(
              "MAIL FROM:<mot-cua@example.vn> SMTPUTF8",
              "RCPT TO:<" + address + ">",
              "To: " + address);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vũ.an@example.vn", "\u0111ỗ@example.vn", "нина@example.vn", "ø@example.vn"})
  void sendsNothingToAnAddressBeyondAsciiWhereTheServerDoesNotCarryIt(String address) {
    try (ScriptedMailServer server = new ScriptedMailServer()) {
      assertThat(courierTo(server.port()).send(to(address)))
          .isInstanceOfSatisfying(
              DeliveryReceipt.Refused.class, r -> assertThat(r.detail()).contains("SMTPUTF8"));
      assertThat(envelope(server)).isEmpty();
    }
  }

  @Test
  void givesDomainsInAsciiAndAsksForNoMoreThanTheAddressNeeds() {
    try (ScriptedMailServer server = new ScriptedMailServer().offering("SMTPUTF8")) {
      courierTo(server.port()).send(to("an@Bưu-Điện.vn"));
      assertThat(envelope(server))
          .containsExactly(
              "MAIL FROM:<mot-cua@example.vn>",
              "RCPT TO:<an@xn--bu-in-7ya42ik46m.vn>",
              "To: an@xn--bu-in-7ya42ik46m.vn");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onestop", "Một cửa <a@example.vn>", "mộtcửa@example.vn", "a@b@c", ""})
  void doesNotStartWithASenderThatIsNoAddress(String from) {
    assertThatThrownBy(() -> new SmtpCourier(mail.sender(), from, WAIT, CLOCK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("onestop.delivery.mail-from");
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
    SmtpCourier homeless = new SmtpCourier(null, "a@example.vn", WAIT, CLOCK);
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
      assertThat(sendTo(silent.port())).isInstanceOf(DeliveryReceipt.Unavailable.class);
      assertThat(sendTo(gone.port())).isInstanceOf(DeliveryReceipt.Unavailable.class);
    }
  }

  @Test
  void waitsLongerForTheAnswerToAMailThanForAnyOther() throws Exception {
    try (ScriptedMailServer server = new ScriptedMailServer().holdingBackTheAnswer()) {
      SmtpCourier courier =
          new SmtpCourier(
              TestMail.senderTo(server.port()), "a@example.vn", Duration.ofMinutes(10), CLOCK);
      var sending = CompletableFuture.supplyAsync(() -> courier.send(to("b@example.vn")));
      // Three of the time-outs of half a second that hold for every other answer.
      assertThatThrownBy(() -> sending.get(1600, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      server.answerNow();
      assertThat(sending.get(5, TimeUnit.SECONDS)).isInstanceOf(DeliveryReceipt.Sent.class);
    }
  }

  @Test
  void sendsManyMailsOverOneConnectionAndGoesOnWhereTheServerEndsIt() {
    try (ScriptedMailServer server = new ScriptedMailServer().endingALineAfter(10);
        Courier.Line line = courierTo(server.port()).line()) {
      for (int i = 0; i < 25; i++) {
        assertThat(line.send(to("b@example.vn"))).isInstanceOf(DeliveryReceipt.Sent.class);
      }
      assertThat(server.mails()).isEqualTo(25);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void goesOnAfterARefusalOnTheSameLine() {
    try (ScriptedMailServer server = new ScriptedMailServer().answering("RCPT", "550 nobody");
        Courier.Line line = courierTo(server.port()).line()) {
      assertThat(line.send(to("b@example.vn"))).isInstanceOf(DeliveryReceipt.Refused.class);
      server.recover();
      assertThat(line.send(to("c@example.vn"))).isInstanceOf(DeliveryReceipt.Sent.class);
    }
  }

  @Test
  void neverRepeatsOnAnotherConnectionWhatMayHaveLeft() {
    try (ScriptedMailServer server = new ScriptedMailServer();
        Courier.Line line = courierTo(server.port()).line()) {
      line.send(to("b@example.vn"));
      server.hangingUpAfter(".");
      assertThat(line.send(to("c@example.vn"))).isInstanceOf(DeliveryReceipt.Unknown.class);
      assertThat(server.mails()).isEqualTo(2);
    }
  }

  @Test
  void asksForASignOfLifeWithoutAnEnvelope() {
    try (ScriptedMailServer server = new ScriptedMailServer()) {
      assertThat(courierTo(server.port()).probe()).isEmpty();
      assertThat(server.heard()).contains("NOOP").noneMatch(line -> line.startsWith("MAIL"));
      server.answering("NOOP", "421 4.3.2 later");
      assertThat(courierTo(server.port()).probe())
          .hasValueSatisfying(why -> assertThat(why).contains("421 4.3.2 later"));
      server.silentAfter("NOOP");
      assertThat(courierTo(server.port()).probe()).isPresent();
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
            new Case("RCPT", "451 4.7.1 greylisted", DeliveryReceipt.Deferred.class),
            new Case("RCPT", "421 4.3.2 too busy", DeliveryReceipt.Unavailable.class),
            new Case("MAIL", "552 5.3.4 too big", DeliveryReceipt.Refused.class),
            new Case("DATA", "554 5.7.0 no", DeliveryReceipt.Refused.class),
            new Case(".", "200 whatever", DeliveryReceipt.Unknown.class),
            new Case("DATA", "452 4.3.1 disk full", DeliveryReceipt.Deferred.class));
    for (Case one : cases) {
      try (ScriptedMailServer server =
          new ScriptedMailServer().answering(one.command(), one.answer())) {
        DeliveryReceipt receipt = sendTo(server.port());
        assertThat(receipt).as(one.toString()).isInstanceOf(one.receipt());
        assertThat(receipt.detail()).as(one.toString()).contains(one.answer());
      }
    }
  }
}
