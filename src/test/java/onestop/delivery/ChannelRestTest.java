package onestop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import onestop.delivery.OutboundMessage.Channel;
import onestop.delivery.OutboxScene.Carrier;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mail server that hangs costs, and whom it holds up. */
@Tag("store")
class ChannelRestTest {
  private final Carrier mail = new Carrier(Channel.EMAIL);
  private final Carrier print = new Carrier(Channel.PRINT);

  private static void enqueue(OutboxScene scene, int number) {
    IntStream.range(0, number).forEach(i -> scene.enqueueMailThenPrint("k" + i));
  }

  private DeliveryReceipt hang(Courier.Parcel parcel) {
    return new DeliveryReceipt.Unknown("no answer to <" + parcel.key() + "@example.vn>");
  }

  private static void look(OutboxScene scene, OutboxRelay relay, int times, Duration every) {
    for (int i = 0; i < times; i++) {
      relay.relay(100);
      scene.pass(every);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aServerThatHangsMakesOneMailAmbiguousARestAndTheRestsGrow(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    enqueue(scene, 40);
    mail.road = this::hang;
    OutboxRelay relay = scene.relay(mail, print);
    look(scene, relay, 70, Duration.ofMinutes(1));
    look(scene, relay, 18, Duration.ofMinutes(10));
    // Tried after 0, 1, 3, 7, 15, 31 and 63 minutes and then once an hour, not at every look.
    assertThat(scene.outbox.count(DeliveryState.AMBIGUOUS)).isEqualTo(9);
    assertThat(print.arrived).hasSize(9);
    assertThat(scene.openIncidents()).containsExactly("DELIVERY_UNKNOWN");
    assertThat(scene.outbox.rests())
        .singleElement()
        .satisfies(
            rest -> {
              assertThat(rest.failures()).isEqualTo(9);
              assertThat(rest.since()).isEqualTo(OutboxScene.START);
              assertThat(rest.reason()).contains("***@example.vn");
            });

    mail.road = mail::arrive;
    look(scene, relay, 7, Duration.ofMinutes(10));
    assertThat(mail.arrived).hasSize(31).doesNotHaveDuplicates();
    assertThat(scene.outbox.rests()).isEmpty();
    mail.road = this::hang;
    scene.enqueueMail("later");
    relay.relay(10);
    assertThat(scene.outbox.rests())
        .singleElement()
        .satisfies(rest -> assertThat(rest.failures()).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothingIsRiskedBeforeTheOtherSideGivesASignOfLife(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    enqueue(scene, 3);
    mail.road = this::hang;
    OutboxRelay relay = scene.relay(mail, print);
    relay.relay(10);
    mail.road = mail::arrive;
    mail.life = () -> Optional.of("no connection");
    look(scene, relay, 12, Duration.ofMinutes(15));
    assertThat(mail.arrived).isEmpty();
    assertThat(scene.entry("k1").attempts()).isZero();
    mail.life = Optional::empty;
    look(scene, relay, 5, Duration.ofMinutes(15));
    assertThat(mail.arrived).containsExactly("k1", "k2");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theRestHoldsForEveryNodeAndAfterEveryStart(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    enqueue(scene, 10);
    mail.road = this::hang;
    for (int start = 0; start < 5; start++) {
      scene.relay(mail, print).relay(10);
    }
    assertThat(scene.outbox.count(DeliveryState.AMBIGUOUS)).isEqualTo(1);
    scene.pass(Duration.ofMinutes(2));
    OutboxRelay second = scene.relay(mail, print);
    mail.road =
        parcel -> {
          assertThat(second.relay(10)).as("one node tries").isZero();
          return mail.arrive(parcel);
        };
    assertThat(scene.relay(mail, print).relay(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRefusalNeitherEndsARestNorLengthensIt(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    enqueue(scene, 3);
    OutboxRelay relay = scene.relay(mail, print);
    mail.road = this::hang;
    relay.relay(10);
    scene.pass(Duration.ofMinutes(1));
    mail.road = parcel -> new DeliveryReceipt.Refused("550 nobody");
    relay.relay(1);
    assertThat(scene.outbox.rests())
        .singleElement()
        .satisfies(rest -> assertThat(rest.failures()).isEqualTo(1));
    mail.road = mail::arrive;
    relay.relay(10);
    assertThat(mail.arrived).containsExactly("k2");
    assertThat(scene.outbox.rests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterWaitsADayForARestingChannelAndThenGoesOnPaper(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    enqueue(scene, 2);
    scene.enqueueMail("mail only");
    mail.road = this::hang;
    mail.life = () -> Optional.of("no connection");
    OutboxRelay relay = scene.relay(mail, print);
    relay.relay(10);
    scene.pass(Duration.ofHours(23));
    relay.relay(10);
    assertThat(print.arrived).containsExactly("k0");
    scene.pass(Duration.ofHours(1));
    relay.relay(10);
    assertThat(print.arrived).containsExactly("k0", "k1");
    assertThat(scene.states("k1")).containsExactly(DeliveryState.FALLBACK, DeliveryState.SENT);
    assertThat(scene.entry("k1").detail()).contains("rests since");
    assertThat(scene.states("mail only")).containsExactly(DeliveryState.QUEUED);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void paperNeverRests(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueuePrint("a");
    scene.enqueuePrint("b");
    print.road =
        parcel -> {
          throw new IllegalStateException("a fault of the courier");
        };
    OutboxRelay relay = scene.relay(print);
    assertThat(relay.relay(10)).isEqualTo(2);
    print.road = print::arrive;
    scene.pass(scene.settings.firstRetry());
    relay.relay(10);
    assertThat(print.arrived).containsExactly("a", "b");
  }

  @Test
  void aMailThatWaitsForItsAnswerHoldsUpOtherMailsOnlyWhenItWaitsUnusuallyLong() throws Exception {
    OutboxScene scene = new OutboxScene(TestDatabase.H2);
    enqueue(scene, 10);
    OutboxRelay relay = scene.relay(mail, print);
    CountDownLatch answered = new CountDownLatch(1);
    CompletableFuture<OutboxRelay.Turn> slow = slowTurn(relay, answered);
    assertThat(relay.turn(Channel.EMAIL, 1).tried()).as("is it known to take mails?").isZero();
    answered.countDown();
    assertThat(slow.get(20, TimeUnit.SECONDS).tried()).isEqualTo(1);
    mail.road = mail::arrive;
    relay.turn(Channel.EMAIL, 1);

    CountDownLatch late = new CountDownLatch(1);
    CompletableFuture<OutboxRelay.Turn> slower = slowTurn(relay, late);
    mail.road = mail::arrive;
    assertThat(relay.turn(Channel.EMAIL, 1).tried()).isEqualTo(1);
    scene.pass(Duration.ofSeconds(31));
    assertThat(relay.turn(Channel.EMAIL, 1).tried()).as("it waits unusually long").isZero();
    late.countDown();
    slower.get(20, TimeUnit.SECONDS);
    assertThat(relay.turn(Channel.EMAIL, 10).tried()).isPositive();
  }

  /** A turn of one mail that is on its way when this returns, and waits for its answer. */
  private CompletableFuture<OutboxRelay.Turn> slowTurn(OutboxRelay relay, CountDownLatch answer)
      throws InterruptedException {
    CountDownLatch onItsWay = new CountDownLatch(1);
    mail.road =
        parcel -> {
          onItsWay.countDown();
          await(answer);
          return mail.arrive(parcel);
        };
    CompletableFuture<OutboxRelay.Turn> turn =
        CompletableFuture.supplyAsync(() -> relay.turn(Channel.EMAIL, 1));
    assertThat(onItsWay.await(20, TimeUnit.SECONDS)).isTrue();
    return turn;
  }

  @Test
  void paperIsLaidOutWhileAMailWaitsForItsAnswer() throws Exception {
    OutboxScene scene = new OutboxScene(TestDatabase.H2);
    scene.enqueueMail("m");
    scene.enqueuePrint("p");
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch mailSent = new CountDownLatch(1);
    CountDownLatch printed = new CountDownLatch(1);
    mail.road =
        parcel -> {
          await(answered);
          mailSent.countDown();
          return mail.arrive(parcel);
        };
    print.road =
        parcel -> {
          printed.countDown();
          return print.arrive(parcel);
        };
    OutboxLanes lanes = new OutboxLanes(scene.relay(mail, print), scene.settings);
    lanes.wake();
    assertThat(printed.await(20, TimeUnit.SECONDS)).as("paper beside the mail").isTrue();
    assertThat(mailSent.getCount()).isEqualTo(1);
    answered.countDown();
    assertThat(mailSent.await(20, TimeUnit.SECONDS)).isTrue();
    lanes.destroy();
    assertThat(scene.states("m")).containsExactly(DeliveryState.SENT);
    assertThat(scene.states("p")).containsExactly(DeliveryState.SENT);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void manyMailsGoOverAFewConnectionsAtTheSameTimeEachOnce(TestDatabase vendor) throws Exception {
    OutboxScene scene = new OutboxScene(vendor);
    IntStream.range(0, 230).forEach(i -> scene.enqueueMail("k" + i));
    CountDownLatch all = new CountDownLatch(230);
    mail.road =
        parcel -> {
          all.countDown();
          return mail.arrive(parcel);
        };
    OutboxLanes lanes = new OutboxLanes(scene.relay(mail, print), scene.settings);
    lanes.wake();
    assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    lanes.destroy();
    assertThat(mail.arrived).hasSize(230).doesNotHaveDuplicates();
    assertThat(mail.threads).hasSizeGreaterThan(1);
  }

  @Test
  void refusesALeaseThatEndsBeforeTheAnswerMustHaveCome() {
    Duration tenMinutes = Duration.ofMinutes(10);
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(
            () ->
                new DeliverySettings(
                    second,
                    4,
                    second,
                    second,
                    second,
                    30,
                    tenMinutes,
                    tenMinutes,
                    "a@example.vn",
                    Path.of("x")))
        .hasMessageContaining("onestop.delivery.sending-lease");
    assertThatThrownBy(
            () ->
                new DeliverySettings(
                    second,
                    0,
                    second,
                    second,
                    second,
                    30,
                    Duration.ofHours(1),
                    tenMinutes,
                    "a@example.vn",
                    Path.of("x")))
        .hasMessageContaining("onestop.delivery.mail-lanes");
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test has forgotten to go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
