package onestop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import onestop.delivery.OutboundMessage.Channel;
import onestop.delivery.OutboxScene.Carrier;
import onestop.delivery.courier.ScriptedMailServer;
import onestop.delivery.courier.SmtpCourier;
import onestop.kernel.Failure;
import onestop.testing.TestDatabase;
import onestop.testing.TestMail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;

@Tag("store")
class OutboxRelayTest {
  private final Carrier mail = new Carrier(Channel.EMAIL);
  private final Carrier print = new Carrier(Channel.PRINT);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sendsWhatIsCommittedOnceAndWritesDownHow(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    long id = scene.enqueueMailThenPrint("k");
    assertThat(scene.enqueueMail("k")).as("the same key again").isEqualTo(id);
    OutboxRelay relay = scene.relay(mail, print);
    assertThat(relay.relay(10)).isEqualTo(1);
    assertThat(relay.relay(10)).isZero();
    assertThat(mail.arrived).containsExactly("k");
    assertThat(print.arrived).isEmpty();
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENT);
    assertThat(scene.outcomes("k")).containsExactly("TAKEN", "SENT");
    OutboxEntry entry = scene.entry("k");
    assertThat(entry.settledAt()).isEqualTo(OutboxScene.START);
    assertThat(entry.nextAttemptAt()).isNull();
    assertThat(entry.detail()).isEqualTo("taken");
    assertThat(scene.outbox.of(OutboxScene.CODE)).containsExactly(entry);
    assertThat(scene.outbox.count(DeliveryState.SENT)).isEqualTo(1);
    assertThat(scene.outbox.nextAttemptAt()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void bringsTheMessageToTheCourierAsItWasEnqueued(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("m");
    scene.enqueuePrint("p");
    mail.road =
        parcel -> {
          assertThat(parcel.message()).isEqualTo(OutboxScene.mail("m"));
          return mail.arrive(parcel);
        };
    print.road =
        parcel -> {
          assertThat(parcel.message()).isEqualTo(OutboxScene.print("p"));
          assertThat(parcel.dossierCode()).isEqualTo(OutboxScene.CODE.value());
          return print.arrive(parcel);
        };
    scene.relay(mail, print).relay(10);
    assertThat(mail.arrived).hasSize(1);
    assertThat(print.arrived).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sendsNothingOfATransactionThatWasRolledBack(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.transaction.executeWithoutResult(
        status -> {
          scene.enqueueMail("k");
          status.setRollbackOnly();
        });
    assertThat(scene.relay(mail).relay(10)).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesForCertainAMessageWhoseFileIsGone(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailWithFile("k");
    scene.jdbc.sql("delete from stored_file_chunk").update();
    scene.relay(mail, print).relay(10);
    assertThat(scene.outcomes("k")).containsExactly("TAKEN", "REFUSED");
    assertThat(mail.arrived).isEmpty();
    assertThat(scene.openIncidents()).containsExactly("FILE_MISSING", "DELIVERY_FAILED");

    scene.clearFiles();
    scene.enqueueMailWithFile("l");
    assertThat(scene.relay(mail, print).relay(10)).isEqualTo(1);
    assertThat(mail.arrived).containsExactly("l");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void losesNothingAndRepeatsNothingWhileTheMailServerIsDownForHours(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    try (TestMail server = new TestMail()) {
      SmtpCourier smtp =
          new SmtpCourier(
              server.sender(), "mot-cua@example.vn", Duration.ofMillis(500), scene.clock);
      List<String> keys = IntStream.range(0, 5).mapToObj(i -> "k" + i).toList();
      OutboxRelay relay = scene.relay(smtp, print);
      keys.subList(0, 2).forEach(scene::enqueueMailThenPrint);
      relay.relay(1);
      server.stop();
      keys.subList(2, 5).forEach(scene::enqueueMailThenPrint);
      for (int hour = 0; hour < 8; hour++) {
        for (int look = 0; look < 4; look++) {
          relay.relay(10);
          scene.pass(Duration.ofMinutes(15));
        }
      }
      assertThat(server.received()).hasSize(1);
      server.start();
      scene.pass(Duration.ofHours(1));
      relay.relay(10);
      relay.relay(10);
      assertThat(server.subjects())
          .containsExactlyInAnyOrderElementsOf(keys.stream().map(key -> "Thư " + key).toList());
    }
    assertThat(scene.outbox.count(DeliveryState.SENT)).isEqualTo(5);
    assertThat(print.arrived).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void waitsTwiceAsLongAfterEveryFailureUntilAnHour(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("k");
    mail.road = parcel -> new DeliveryReceipt.Deferred("not now");
    OutboxRelay relay = scene.relay(mail);
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      relay.relay(10);
      scene.clock.advanceTo(scene.entry("k").nextAttemptAt());
      relay.relay(10);
      Duration wait = Duration.between(scene.clock.instant(), scene.entry("k").nextAttemptAt());
      assertThat(wait).isEqualTo(Duration.ofMinutes(minutes));
      scene.clock.advanceTo(scene.entry("k").nextAttemptAt().minusMillis(1));
      assertThat(relay.relay(10)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void triesAChannelThatIsDownOnceInACallAndOthersAllTheSame(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("m1");
    scene.enqueueMail("m2");
    scene.enqueuePrint("p");
    mail.road = parcel -> new DeliveryReceipt.Unavailable("down");
    assertThat(scene.relay(mail, print).relay(10)).isEqualTo(2);
    assertThat(scene.entry("m1").attempts()).isEqualTo(1);
    assertThat(scene.entry("m2").attempts()).isZero();
    assertThat(print.arrived).containsExactly("p");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesARefusedMessageToTheNextChannelAtOnceAndFailsAfterTheLast(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("both");
    scene.enqueueMail("mail only");
    mail.road = parcel -> new DeliveryReceipt.Refused("550 no such user");
    scene.relay(mail, print).relay(10);
    assertThat(scene.states("both")).containsExactly(DeliveryState.FALLBACK, DeliveryState.SENT);
    assertThat(scene.states("mail only")).containsExactly(DeliveryState.FAILED);
    assertThat(print.arrived).containsExactly("both");
    assertThat(scene.outbox.in(DeliveryState.FAILED, 10))
        .extracting(OutboxEntry::detail)
        .containsExactly("550 no such user");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesAChannelUpAfterTheLastAttempt(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("k");
    mail.road = parcel -> new DeliveryReceipt.Unavailable("down");
    OutboxRelay relay = scene.relay(mail, print);
    for (int i = 0; i < 30; i++) {
      assertThat(print.arrived).isEmpty();
      relay.relay(10);
      scene.pass(Duration.ofHours(1));
    }
    relay.relay(10);
    assertThat(scene.states("k")).containsExactly(DeliveryState.FALLBACK, DeliveryState.SENT);
    assertThat(print.arrived).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void goesToTheNextChannelWhenNoCourierServesTheFirst(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("k");
    scene.relay(print).relay(10);
    assertThat(scene.states("k")).containsExactly(DeliveryState.FALLBACK, DeliveryState.SENT);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void neverRepeatsAMailOfWhichNobodyKnowsWhetherItLeft(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    try (ScriptedMailServer server = new ScriptedMailServer().silentAfter(".")) {
      SmtpCourier smtp =
          new SmtpCourier(
              TestMail.senderTo(server.port()),
              "mot-cua@example.vn",
              Duration.ofMillis(500),
              scene.clock);
      OutboxRelay relay = scene.relay(smtp, print);
      scene.enqueueMailThenPrint("both");
      scene.enqueueMail("mail only");
      for (int day = 0; day < 3; day++) {
        relay.relay(10);
        scene.pass(Duration.ofDays(1));
      }
      assertThat(server.mails()).isEqualTo(2);
    }
    assertThat(scene.states("both")).containsExactly(DeliveryState.AMBIGUOUS, DeliveryState.SENT);
    assertThat(scene.states("mail only")).containsExactly(DeliveryState.AMBIGUOUS);
    assertThat(print.arrived).containsExactly("both");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void printsWhatIsMeantForAnAddressThatNoMailReachesAndKeepsTheReason(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    try (ScriptedMailServer server = new ScriptedMailServer()) {
      SmtpCourier smtp =
          new SmtpCourier(
              TestMail.senderTo(server.port()),
              "mot-cua@example.vn",
              Duration.ofMillis(500),
              scene.clock);
      List<String> stored =
          List.of("vũ.an@example.vn", "x\u202E.moc.live@example.vn", "an@[192.0.2.1]", "an");
      for (String address : stored) {
        OutboundMessage mail = new OutboundMessage.Email(address, "Thư", "x", List.of());
        scene.outbox.enqueue(
            address,
            OutboxScene.CODE,
            List.of(mail, OutboxScene.print(address)),
            OutboxScene.START);
      }
      scene.relay(smtp, print).relay(20);
      assertThat(server.heard()).noneMatch(line -> line.matches("(MAIL|RCPT|DATA).*"));
      assertThat(print.arrived).containsExactlyInAnyOrderElementsOf(stored);
      for (String address : stored) {
        assertThat(scene.states(address))
            .containsExactly(DeliveryState.FALLBACK, DeliveryState.SENT);
      }
      assertThat(scene.entry("vũ.an@example.vn").detail()).contains("SMTPUTF8");
      assertThat(scene.entry("an@[192.0.2.1]").detail()).contains("mail-machine");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void takesWhateverACourierThrowsForAnUnknownOutcome(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("m");
    scene.enqueuePrint("p");
    mail.road =
        parcel -> {
          throw new IllegalStateException("a fault of the courier");
        };
    print.road = mail.road;
    scene.relay(mail, print).relay(10);
    assertThat(scene.states("m")).containsExactly(DeliveryState.AMBIGUOUS);
    assertThat(scene.states("p")).containsExactly(DeliveryState.QUEUED);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesToRelayInsideATransaction(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    OutboxRelay relay = scene.relay(mail);
    assertThatThrownBy(() -> scene.transaction.executeWithoutResult(status -> relay.relay(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void takesNothingMoreOnceTheApplicationCloses(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("a");
    scene.enqueueMail("b");
    OutboxRelay relay = scene.relay(mail);
    mail.road =
        parcel -> {
          relay.close();
          return mail.arrive(parcel);
        };
    assertThat(relay.relay(10)).isEqualTo(1);
    assertThat(scene.states("a")).containsExactly(DeliveryState.SENT);
    assertThat(scene.states("b")).containsExactly(DeliveryState.QUEUED);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sendsEachMessageOnceFromSeveralNodesAtOnce(TestDatabase vendor) throws Exception {
    OutboxScene scene = new OutboxScene(vendor);
    List<String> keys = IntStream.range(0, 40).mapToObj(i -> "k" + i).toList();
    keys.forEach(scene::enqueueMail);
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    int tried = 0;
    try {
      Callable<Integer> node = () -> scene.relay(mail).relay(100);
      for (Future<Integer> done : nodes.invokeAll(List.of(node, node, node, node))) {
        tried += done.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    assertThat(tried).isEqualTo(40);
    assertThat(mail.arrived).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(scene.outbox.count(DeliveryState.SENT)).isEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void letsAPersonDecideAboutAmbiguousAndFailedMessages(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    mail.road = parcel -> new DeliveryReceipt.Unknown("silence");
    long asked = scene.enqueueMail("asked");
    long again = scene.enqueueMailThenPrint("again");
    OutboxRelay relay = scene.relay(mail, print);
    relay.relay(10);
    scene.pass(Duration.ofMinutes(1));
    relay.relay(10);
    assertThat(scene.openIncidents()).containsExactly("DELIVERY_UNKNOWN");

    scene.outbox.settleAsSent(asked, "bà Ánh xác nhận", OutboxScene.PERSON, OutboxScene.START);
    assertThat(scene.states("asked")).containsExactly(DeliveryState.SENT);
    assertThat(scene.outcomes("asked")).containsExactly("TAKEN", "UNKNOWN", "DECIDED");
    scene.outbox.confirmDelivery(asked, "ký nhận", OutboxScene.PERSON, OutboxScene.START);
    assertThat(scene.states("asked")).containsExactly(DeliveryState.DELIVERED);

    scene.outbox.sendAgain(again, "máy chủ không nhận", OutboxScene.PERSON, OutboxScene.START);
    assertThat(scene.openIncidents()).isEmpty();
    scene.pass(Duration.ofHours(1));
    relay.relay(10);
    assertThat(scene.openIncidents()).containsExactly("DELIVERY_UNKNOWN");
    assertThat(scene.states("again")).containsExactly(DeliveryState.AMBIGUOUS, DeliveryState.SENT);
    mail.road = mail::arrive;
    scene.outbox.sendAgain(again, "thử lại", OutboxScene.PERSON, OutboxScene.START);
    scene.pass(Duration.ofHours(1));
    relay.relay(10);
    assertThat(scene.openIncidents()).isEmpty();
    assertThat(scene.states("again")).containsExactly(DeliveryState.SENT, DeliveryState.SENT);
    assertThat(print.arrived).containsExactly("again");

    assertThatThrownBy(
            () -> scene.outbox.sendAgain(again, "x", OutboxScene.PERSON, OutboxScene.START))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("not-to-be-decided"));
    assertThatThrownBy(
            () -> scene.outbox.settleAsSent(again, " ", OutboxScene.PERSON, OutboxScene.START))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("no-reason"));
    assertThatThrownBy(
            () -> scene.outbox.sendAgain(4711, "x", OutboxScene.PERSON, OutboxScene.START))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("no-such-message"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesAMessageWithoutKeyOrChannel(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    assertThatThrownBy(() -> scene.enqueueMail(" "))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("message-key"));
    assertThatThrownBy(
            () -> scene.outbox.enqueue("k", OutboxScene.CODE, List.of(), OutboxScene.START))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("no-channel"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsTheLogOfAttemptsAsWritten(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("k");
    scene.relay(mail).relay(1);
    for (String change :
        List.of(
            "update outbox_attempt set outcome = 'X'",
            "delete from outbox_attempt",
            "truncate table outbox_attempt")) {
      assertThatThrownBy(() -> scene.jdbc.sql(change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
  }
}
