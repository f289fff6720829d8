package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Role;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.engine.Completion;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.integrity.Fsck;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.SharedWorld.Week;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What officers may do with a letter, and what they may not. */
@Tag("world")
class ApologyCommandsTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873";
  private static final Actor.Officer SPECIALIST = City.officer(City.WARD, Role.SPECIALIST);
  private static final Actor.Officer HEAD = City.officer(City.WARD, Role.HEAD_OF_AGENCY);
  private static final Actor.Officer DEPUTY = City.officer(City.WARD, Role.UNIT_HEAD);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDelegateSignsOnTheDaysOfTheOrderOnly(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    long id = owed(database, week);
    Apologies apologies = world.get(Apologies.class);
    apologies.draft(draft(id, null), SPECIALIST);
    assertThat(apologies.sign(List.of(SignOrder.asDrafted(id)), DEPUTY))
        .hasOnlyElementsOfType(SignOutcome.Refused.class);
    LocalDate today = week.day(2);
    order(world, today.plusDays(1), today.plusDays(9));
    assertThat(apologies.sign(List.of(SignOrder.asDrafted(id)), DEPUTY))
        .as("from tomorrow on")
        .hasOnlyElementsOfType(SignOutcome.Refused.class);
    order(world, today, today);
    assertThat(apologies.sign(List.of(SignOrder.asDrafted(id)), DEPUTY))
        .hasOnlyElementsOfType(SignOutcome.Issued.class);
    assertThat(apologies.get(id).signature().order()).isEqualTo("QĐ-12");
    sound(world);
  }

  private static void order(World world, LocalDate from, LocalDate to) {
    world
        .get(Agencies.class)
        .add(
            new Delegation(
                HEAD.id(),
                DEPUTY.id(),
                City.WARD,
                Role.HEAD_OF_AGENCY,
                Delegation.Capacity.values()[0],
                from,
                to,
                "QĐ-12"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoSaysOnTimeAndIsLateAfterAllOwesTheLetterAtOnce(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    long id = owed(database, week);
    Apologies apologies = world.get(Apologies.class);
    apologies.stateOnTime(id, SPECIALIST);
    world.advanceTo(week.at(3, "16:59"));
    assertThat(apologies.get(id).state()).as("past the limit").isEqualTo(ObligationState.OPENED);
    world.advanceTo(week.at(3, "17:01"));
    assertThat(apologies.get(id).state()).isEqualTo(ObligationState.ISSUED);
    assertThat(apologies.get(id).issue().inTime()).isFalse();
    sound(world);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void onlyTheHeadWaivesAndOnlyWithADocument(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    long id = owed(database, week);
    Apologies apologies = world.get(Apologies.class);
    refused("document-missing", () -> apologies.waive(waiver(id, " "), HEAD));
    refused("document-too-long", () -> apologies.waive(waiver(id, "1".repeat(2001)), HEAD));
    refused("not-the-signer", () -> apologies.waive(waiver(id, "CV-3"), SPECIALIST));
    ApologyObligation waived = apologies.waive(waiver(id, " CV-3 "), HEAD);
    assertThat(waived.state()).isEqualTo(ObligationState.WAIVED);
    assertThat(waived.waiver().document()).isEqualTo("CV-3");
    assertThat(apologies.events(id).get(waived.eventCount() - 1).details())
        .contains("\"document\":\"CV-3\"");
    world.advanceTo(week.at(30, "09:00"));
    assertThat(apologies.get(id).state()).isEqualTo(ObligationState.WAIVED);
    assertThat(apologies.letter(id)).isEmpty();
    sound(world);
  }

  private static WaiverOrder waiver(long id, String document) {
    return new WaiverOrder(id, Waiver.Ground.FORCE_MAJEURE, document);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDraftThatTheLawDoesNotAllowIsRefusedByName(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    long id = owed(database, week);
    Apologies apologies = world.get(Apologies.class);
    refused("new-date-not-later", id, apologies, week.at(3, "17:00"));
    refused("new-date-not-working", id, apologies, week.at(6, "17:00")); // a Sunday
    refused("new-date-too-late", id, apologies, week.at(274, "17:00"));
    refused(
        "text-missing",
        () -> apologies.draft(new DraftOrder(id, ApologyReason.OTHER, " ", null), SPECIALIST));
    refused(
        "forms/unprintable",
        () -> apologies.draft(new DraftOrder(id, ApologyReason.OTHER, "漢", null), SPECIALIST));
    refused(
        "reason-not-for-officers",
        () -> apologies.draft(new DraftOrder(id, ApologyReason.NOT_STATED, "", null), SPECIALIST));
    refused("not-your-letter", () -> apologies.draft(draft(id, null), City.desk()));
    assertThat(apologies.get(id).state()).isEqualTo(ObligationState.OPENED);
    Instant allowed = week.at(8, "17:00");
    assertThat(apologies.draft(draft(id, allowed), SPECIALIST).state())
        .isEqualTo(ObligationState.DRAFTED);
  }

  private static void refused(String code, long id, Apologies apologies, Instant date) {
    refused(code, () -> apologies.draft(draft(id, date), SPECIALIST));
  }

  private static void refused(String code, Runnable command) {
    assertThatThrownBy(command::run).isInstanceOf(Failure.class).hasMessageContaining(code);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterIsNotDraftedByTickingOffItsWorkItem(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    long id = owed(database, week);
    DossierCode code = world.get(Apologies.class).get(id).dossier();
    WorkItems items = world.get(WorkItems.class);
    WorkItem item =
        items.of(code).stream()
            .filter(one -> one.step().equals("draft_apology"))
            .findFirst()
            .orElseThrow();
    refused(
        "through-apologies",
        () ->
            items.complete(
                item.id(), new Completion(SPECIALIST.id(), item.outcomes().get(0), null)));
    assertThat(items.of(code)).extracting(WorkItem::step).contains("draft_apology");
  }

  /** A dossier whose letter waits to be drafted, on the morning of its limit. */
  private static long owed(TestDatabase database, Week week) {
    World world = SHARED.world(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(2, "09:00"));
    return world.get(Apologies.class).of(code).get(0).id();
  }

  private static DraftOrder draft(long id, @Nullable Instant newDue) {
    return new DraftOrder(id, ApologyReason.OVERLOAD, "Nhiều hồ sơ", newDue);
  }

  private static void sound(World world) {
    world.get(LetterPress.class).print(1000);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }
}
