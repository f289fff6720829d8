package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import onestop.agencies.Role;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.How;
import onestop.apologies.obligation.ApologyObligation.Issue;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.SignOrder;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.procedures.ApologyRule;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.SharedWorld.Week;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In time is no later than the limit, to the millisecond: the rule issues at the limit, an officer
 * has no grace, and a machine that lags has the tolerance of the rule pack.
 */
@Tag("world")
class InTimeTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873"; // three days: letter a day ahead
  private static final String COPY = "2.000815"; // same day: letter when it is due
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterOnSilenceIsIssuedAtItsLimit(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode ahead = city.receive(MARITAL_STATUS).code();
    DossierCode sameDay = city.receive(COPY).code();
    DossierCode stated = city.receive(COPY).code();
    DossierCode finished = city.receive(COPY).code();
    world.advanceTo(week.at(0, "16:00"));
    Apologies apologies = world.get(Apologies.class);
    apologies.stateOnTime(
        apologies.of(stated).get(0).id(), City.officer(City.WARD, Role.SPECIALIST));
    world.advanceTo(week.at(0, "16:59"));
    world.outageUntil(week.at(0, "17:00"));
    city.resolve(finished); // at the due moment itself: in time, and no letter
    world.advanceTo(week.at(2, "18:00"));
    assertIssued(world, ahead, week.at(2, "17:00"));
    assertIssued(world, sameDay, week.at(0, "17:00"));
    // the officer's word is waited for until the first millisecond at which it is wrong
    assertIssued(world, stated, week.at(0, "17:00").plusMillis(1));
    assertThat(apologies.of(finished))
        .extracting(ApologyObligation::state)
        .containsExactly(ObligationState.VOID);
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anOfficerHasNoGraceAndALaggingMachineHasFiveMinutes(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    List<DossierCode> codes =
        List.of(
            city.receive(MARITAL_STATUS).code(),
            city.receive(MARITAL_STATUS).code(),
            city.receive(MARITAL_STATUS).code());
    world.advanceTo(week.at(2, "14:00"));
    Apologies apologies = world.get(Apologies.class);
    for (DossierCode code : codes.subList(0, 2)) {
      apologies.draft(
          new DraftOrder(apologies.of(code).get(0).id(), ApologyReason.OVERLOAD, "", null),
          City.officer(City.WARD, Role.SPECIALIST));
    }
    world.advanceTo(week.at(2, "16:59"));
    world.outageUntil(week.at(2, "17:00"));
    assertThat(sign(world, codes.get(0)).inTime()).isTrue();
    world.outageUntil(week.at(2, "17:00:00.001"));
    assertThat(sign(world, codes.get(1)).inTime()).isFalse();
    world.outageUntil(week.at(2, "17:05"));
    world.advanceTo(week.at(2, "17:05"));
    assertThat(issue(world, codes.get(2)).inTime()).isTrue();
    sound(world);
  }

  @Test
  void aMachineThatLagsLongerIsLate() {
    World world = SHARED.world(TestDatabase.H2);
    Week week = SHARED.nextWeek(TestDatabase.H2);
    DossierCode code = SHARED.city(TestDatabase.H2).receive(MARITAL_STATUS).code();
    world.outageUntil(week.at(2, "17:05:00.001"));
    world.advanceTo(week.at(2, "17:05:00.001"));
    assertThat(issue(world, code).inTime()).isFalse();
    // packs in force have a tolerance on silence and none for officers
    for (RulePack pack : world.get(Catalogue.class).rulePacks()) {
      assertThat(How.OFFICER.grace(pack.apology())).isZero();
      assertThat(How.ON_SILENCE.grace(pack.apology())).isEqualTo(TOLERANCE);
      assertThat(pack.apology().linkedLetters()).isEqualTo(ApologyRule.LinkedLetters.EACH_DOSSIER);
    }
  }

  @Test
  void aPackOfBeforeKeepsItsOneGraceForAllLetters() {
    ApologyRule old =
        new ApologyRule(
            ApologyRule.Timing.BEFORE_DUE,
            1,
            ApologyRule.OnSilence.ISSUE,
            TOLERANCE,
            null,
            1,
            null,
            null,
            Role.HEAD_OF_AGENCY,
            null);
    assertThat(How.OFFICER.grace(old)).isEqualTo(TOLERANCE);
    assertThat(How.ON_SILENCE.grace(old)).isEqualTo(TOLERANCE);
  }

  private static Issue sign(World world, DossierCode code) {
    Apologies apologies = world.get(Apologies.class);
    apologies.sign(
        List.of(SignOrder.asDrafted(apologies.of(code).get(0).id())),
        City.officer(City.WARD, Role.HEAD_OF_AGENCY));
    return issue(world, code);
  }

  private static Issue issue(World world, DossierCode code) {
    return world.get(Apologies.class).of(code).get(0).issue();
  }

  private static void assertIssued(World world, DossierCode code, Instant at) {
    Issue issue = issue(world, code);
    assertThat(issue.at()).isEqualTo(at);
    assertThat(issue.how()).isEqualTo(How.ON_SILENCE);
    assertThat(issue.inTime()).isTrue();
  }

  private static void sound(World world) {
    world.get(LetterPress.class).print(100);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }
}
