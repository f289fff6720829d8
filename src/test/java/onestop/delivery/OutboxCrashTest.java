package onestop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import onestop.delivery.OutboundMessage.Channel;
import onestop.delivery.OutboxScene.Carrier;
import onestop.testing.MortalTransactions;
import onestop.testing.MortalTransactions.PowerCut;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a relay at every durable step and lets a fresh one go on with the same database: a letter
 * reaches the citizen, and never twice on one channel.
 *
 * <p>A call of the relay commits in this order: 1 nothing is abandoned, 2 the message is taken, 3
 * its outcome is recorded.
 */
@Tag("store")
class OutboxCrashTest {
  private static final int TAKING = 2;
  private static final int RECORDING = 3;

  private final Carrier mail = new Carrier(Channel.EMAIL);
  private final Carrier print = new Carrier(Channel.PRINT);

  private void die(OutboxScene scene, MortalTransactions transactions) {
    OutboxRelay relay = scene.relay(transactions, mail, print);
    assertThatThrownBy(() -> relay.relay(10)).isInstanceOf(PowerCut.class);
  }

  /** What a fresh process does right away, and after the lease of the dead one. */
  private void goOn(OutboxScene scene) {
    mail.road = mail::arrive;
    print.road = print::arrive;
    scene.relay(mail, print).relay(10);
    scene.pass(scene.settings.sendingLease());
    scene.relay(mail, print).relay(10);
    scene.pass(scene.settings.firstRetry());
    scene.relay(mail, print).relay(10);
    scene.pass(Duration.ofDays(2));
    assertThat(scene.relay(mail, print).relay(10)).as("nothing is left to do").isZero();
  }

  private static MortalTransactions mortal(OutboxScene scene) {
    return new MortalTransactions(scene.source);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathBeforeTheMessageIsTakenChangesNothing(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("k");
    die(scene, mortal(scene).dieBeforeCommit(TAKING));
    assertThat(scene.states("k")).containsExactly(DeliveryState.QUEUED);
    assertThat(scene.entry("k").attempts()).isZero();
    goOn(scene);
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENT);
    assertThat(mail.arrived).containsExactly("k");
    assertThat(print.arrived).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathBetweenTakingAndSendingLeavesAnUnknownOutcomeToPaper(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("k");
    die(scene, mortal(scene).dieAfterCommit(TAKING));
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENDING);
    goOn(scene);
    assertThat(scene.states("k")).containsExactly(DeliveryState.AMBIGUOUS, DeliveryState.SENT);
    assertThat(scene.outcomes("k")).containsExactly("TAKEN", "ABANDONED");
    assertThat(mail.arrived).isEmpty();
    assertThat(print.arrived).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathInTheMiddleOfSendingNeverRepeatsTheMail(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("k");
    mail.road =
        parcel -> {
          mail.arrive(parcel);
          throw new PowerCut("sent, and not yet known");
        };
    die(scene, mortal(scene));
    goOn(scene);
    assertThat(scene.states("k")).containsExactly(DeliveryState.AMBIGUOUS, DeliveryState.SENT);
    assertThat(mail.arrived).containsExactly("k");
    assertThat(print.arrived).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathBetweenSendingAndRecordingNeverRepeatsTheMail(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("k");
    die(scene, mortal(scene).dieBeforeCommit(RECORDING));
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENDING);
    goOn(scene);
    assertThat(scene.states("k")).as("a person decides").containsExactly(DeliveryState.AMBIGUOUS);
    assertThat(mail.arrived).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathAfterRecordingLosesNothing(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("k");
    die(scene, mortal(scene).dieAfterCommit(RECORDING));
    goOn(scene);
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENT);
    assertThat(mail.arrived).containsExactly("k");
    assertThat(print.arrived).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void paperIsSentAgainAfterEveryDeathBecauseTheFolderTellsRepetitions(TestDatabase vendor) {
    // The lane of the mails has looked and found nothing before.
    int taking = TAKING + 1;
    for (int step : new int[] {taking, taking + 1}) {
      OutboxScene scene = new OutboxScene(vendor);
      scene.enqueuePrint("k");
      die(scene, mortal(scene).dieBeforeCommit(step));
      goOn(scene);
      assertThat(scene.states("k")).containsExactly(DeliveryState.SENT);
      assertThat(print.arrived).isNotEmpty().containsOnly("k");
      print.arrived.clear();
    }
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueuePrint("k");
    die(scene, mortal(scene).dieAfterCommit(taking));
    goOn(scene);
    assertThat(print.arrived).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void deathWhileCleaningUpAfterADeathIsCleanedUpToo(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMailThenPrint("k");
    die(scene, mortal(scene).dieAfterCommit(TAKING));
    scene.pass(scene.settings.sendingLease());
    die(scene, mortal(scene).dieBeforeCommit(1));
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENDING);
    die(scene, mortal(scene).dieAfterCommit(1));
    assertThat(scene.states("k")).containsExactly(DeliveryState.AMBIGUOUS, DeliveryState.QUEUED);
    goOn(scene);
    assertThat(scene.states("k")).containsExactly(DeliveryState.AMBIGUOUS, DeliveryState.SENT);
    assertThat(print.arrived).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anAnswerAfterTheLeaseStillCountsAsKnowledge(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("k");
    mail.road =
        parcel -> {
          scene.pass(scene.settings.sendingLease());
          scene.relay(mail).relay(0);
          assertThat(scene.states("k")).containsExactly(DeliveryState.AMBIGUOUS);
          return mail.arrive(parcel);
        };
    scene.relay(mail).relay(10);
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENT);
    assertThat(scene.outcomes("k")).containsExactly("TAKEN", "ABANDONED", "SENT");
    assertThat(mail.arrived).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRelayThatIsStillAtItIsLeftAlone(TestDatabase vendor) {
    OutboxScene scene = new OutboxScene(vendor);
    scene.enqueueMail("k");
    mail.road =
        parcel -> {
          scene.pass(scene.settings.sendingLease().minusSeconds(1));
          assertThat(scene.relay(mail).relay(10)).isZero();
          return mail.arrive(parcel);
        };
    scene.relay(mail).relay(10);
    assertThat(scene.states("k")).containsExactly(DeliveryState.SENT);
    assertThat(mail.arrived).containsExactly("k");
  }
}
