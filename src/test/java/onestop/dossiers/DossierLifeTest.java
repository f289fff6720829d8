package onestop.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.engine.NextMark;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.SlaClocks;
import onestop.sla.SlaMarkReached;
import onestop.sla.clock.Mark;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.SharedWorld.Week;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dossiers from the door to the result, through the real engine, on both databases. */
@Tag("world")
class DossierLifeTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873";

  /** However the node has forgotten the item, and whichever node ended it. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theCompletionOfAnItemIsFoundByItsId(TestDatabase database) {
    World world = SHARED.world(database);
    City city = SHARED.city(database);
    Dossiers dossiers = world.get(Dossiers.class);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    WorkItem item = city.dossierItems(code).get(0);
    Instant before = world.now().minusSeconds(1);
    assertThat(dossiers.completion(item.id(), before)).isEmpty();
    city.complete(code, item.step(), item.normalOutcome(), city.filled(item, item.normalOutcome()));
    assertThat(dossiers.completion(item.id(), before))
        .hasValueSatisfying(
            event -> {
              assertThat(event.dossier()).isEqualTo(code);
              assertThat(event.step()).isEqualTo(item.step());
              assertThat(event.details()).containsEntry("outcome", item.normalOutcome());
            });
    assertThat(dossiers.completion(item.id(), world.now().plusSeconds(1))).isEmpty();
    for (String id : List.of("", "%", "_", "x".repeat(65), "\"", item.id() + "0")) {
      assertThat(dossiers.completion(id, before)).as(id).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void isResolvedOnTimeAndReturned(TestDatabase database) {
    try (World world = World.on(database, "2026-02-11T10:00")) {
      City city = City.in(world);
      Dossiers dossiers = world.get(Dossiers.class);
      Dossier dossier = city.receive(MARITAL_STATUS);
      DossierCode code = dossier.code();
      assertThat(code.value()).isEqualTo("000.00.01.H26-260211-0001");
      assertThat(dossier.state()).isEqualTo(DossierState.RECEIVED);
      assertThat(dossier.pins().rulePack()).isEqualTo("RP-2025");
      SlaClocks clocks = world.get(SlaClocks.class);
      assertThat(clocks.state(code).dueOriginalAt()).isEqualTo(World.at("2026-02-23T17:00"));
      assertThat(clocks.state(code).apologyBy()).isEqualTo(World.at("2026-02-13T17:00"));
      assertThat(world.get(ProcessRuntime.class).timerOf(code))
          .contains(clocks.state(code).nextMarkAt());

      world.advanceTo("2026-02-12T09:00");
      city.resolve(code);
      Dossier resolved = dossiers.get(code);
      assertThat(resolved.state()).isEqualTo(DossierState.RESOLVED);
      assertThat(resolved.result().signer()).isEqualTo("CÔNG CHỨC Nguyễn Văn head_of_agency");
      assertThat(clocks.state(code).stoppedAt()).isEqualTo(world.now());
      assertThat(world.get(ProcessRuntime.class).timersOf(code)).isZero();

      city.complete(code, "return_result", "done", new StepPayload.Note(""));
      assertThat(dossiers.get(code).state()).isEqualTo(DossierState.RETURNED);
      assertThat(dossiers.events(code))
          .extracting(DossierEvent::kind)
          .startsWith("RECEIVED", "WORK_STARTED", "STEP_COMPLETED")
          .endsWith("RESOLVED", "STEP_COMPLETED", "RETURNED");
      assertThat(dossiers.events(code)).extracting(DossierEvent::no).isSorted();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void climbsTheLadderOnceWhenNobodyWorks(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.advanceTo(week.at(91, "08:00"));
    assertThat(world.get(SlaClocks.class).reached(code))
        .filteredOn(reached -> reached.appointmentNo() == 1)
        .extracting(SlaMarkReached::mark)
        .contains(Mark.DRAFT_APOLOGY, Mark.SIGN_APOLOGY, Mark.APOLOGY_LIMIT)
        .doesNotHaveDuplicates();
    assertThat(world.get(SlaClocks.class).reached(code))
        .extracting(SlaMarkReached::mark)
        .contains(Mark.OVERDUE, Mark.ESCALATION_2, Mark.ESCALATION_3);
    assertThat(world.get(ProcessRuntime.class).timerOf(code)).contains(NextMark.PARKED);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void waitsForASupplementWithItsClockAndTimerParked(TestDatabase database) {
    try (World world = World.on(database, "2026-04-01T10:00")) {
      City city = City.in(world);
      Dossiers dossiers = world.get(Dossiers.class);
      DossierCode code = city.receive("1.004222", City.POLICE).code();
      city.workUntil(code, "appraise_dossier");
      world.advanceTo("2026-04-03T16:00");
      city.complete(code, "appraise_dossier", "supplement", order(LocalDate.of(2026, 5, 4)));
      assertThat(dossiers.get(code).state()).isEqualTo(DossierState.WAITING_FOR_SUPPLEMENT);
      assertThat(world.get(SlaClocks.class).state(code).paused()).isTrue();
      assertThat(world.get(ProcessRuntime.class).timerOf(code)).contains(NextMark.PARKED);
      assertThat(world.advanceTo("2026-04-23T09:00")).isZero();

      city.complete(code, "await_supplement", "received", new StepPayload.Note(""));
      assertThat(dossiers.get(code).state()).isEqualTo(DossierState.IN_PROGRESS);
      // seven working days from 1 April: two used on the 2nd and 3rd, five remain from 24 April
      assertThat(world.get(SlaClocks.class).state(code).dueCurrentAt())
          .isEqualTo(World.at("2026-05-05T17:00"));
      assertThat(world.get(SlaClocks.class).state(code).dueOriginalAt())
          .isEqualTo(World.at("2026-04-10T17:00"));
      assertThat(dossiers.supplements(code)).hasSize(1);

      // the second is the head's to decide
      WorkItem item = city.dossierItems(code).get(0);
      Actor.Officer specialist = City.officer(City.POLICE, Role.SPECIALIST);
      assertThat(city.complete(item, specialist, "supplement", order(LocalDate.of(2026, 5, 21))))
          .isEqualTo(new StepResult.HandedUp(new Post(City.POLICE, Role.HEAD_OF_AGENCY)));
      assertThat(dossiers.supplements(code)).hasSize(1);
      Actor.Officer head = City.officer(City.POLICE, Role.HEAD_OF_AGENCY);
      city.complete(item, head, "supplement", order(LocalDate.of(2026, 5, 21)));
      assertThat(dossiers.supplements(code)).hasSize(2);
      world.advanceTo("2026-05-22T09:00");
      city.complete(
          code, "await_supplement", "stop", new StepPayload.Stop("không bổ sung", "TB-1"));
      assertThat(dossiers.get(code).state()).isEqualTo(DossierState.STOPPED);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void isWithdrawnRefusedAndExtended(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    City city = SHARED.city(database);
    Dossiers dossiers = world.get(Dossiers.class);
    DossierCode withdrawn = city.receive(MARITAL_STATUS).code();
    dossiers.withdraw(withdrawn, "người nộp đổi ý", City.desk());
    assertThat(dossiers.get(withdrawn).state()).isEqualTo(DossierState.WITHDRAWN);

    DossierCode refused = city.receive(MARITAL_STATUS).code();
    city.workUntil(refused, "sign_result");
    city.complete(
        refused, "sign_result", "refuse", new StepPayload.Refusal("không đủ điều kiện", "VB-2"));
    assertThat(dossiers.get(refused).state()).isEqualTo(DossierState.REFUSED);

    DossierCode permit = city.receive("1.009994").code();
    city.workUntil(permit, "appraise_dossier");
    var before = world.get(SlaClocks.class).state(permit);
    city.complete(
        permit,
        "appraise_dossier",
        "extend",
        new StepPayload.Extension(
            onestop.calendar.Limit.parse("10d"),
            "công trình phức tạp",
            "Luật 62/2020/QH14",
            "TB-3"));
    var after = world.get(SlaClocks.class).state(permit);
    assertThat(after.dueCurrentAt()).isAfter(before.dueCurrentAt());
    assertThat(after.dueOriginalAt()).isEqualTo(before.dueOriginalAt());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void splitsIntoLegsWithClocksOfTheirOwn(TestDatabase database) {
    World world = SHARED.world(database);
    Week week = SHARED.nextWeek(database);
    City city = SHARED.city(database);
    Dossiers dossiers = world.get(Dossiers.class);
    DossierCode parent = city.receive("2.002621").code();
    city.complete(parent, "check_form", "done", new StepPayload.Note(""));
    Dossier birth = dossiers.legs(parent).get(0);
    assertThat(birth.leg()).isEqualTo("birth");
    assertThat(world.get(SlaClocks.class).state(birth.code()).dueOriginalAt())
        .isEqualTo(week.at(0, "17:00"));
    city.resolve(birth.code());
    List<Dossier> legs = dossiers.legs(parent);
    assertThat(legs).extracting(Dossier::leg).contains("birth", "residence", "insurance");
    assertThat(legs)
        .filteredOn(leg -> "residence".equals(leg.leg()))
        .allMatch(leg -> leg.agencies().resolving().equals(City.POLICE));
    legs.stream()
        .filter(leg -> !"birth".equals(leg.leg()))
        .forEach(leg -> city.resolve(leg.code()));
    city.complete(parent, "collect_results", "done", City.resolution());
    assertThat(dossiers.get(parent).state()).isEqualTo(DossierState.RESOLVED);
  }

  /** A part that nobody works on any more would fall due, and a letter would be sent for it. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void withdrawsTheOpenPartsWithTheWhole(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    City city = SHARED.city(database);
    Dossiers dossiers = world.get(Dossiers.class);
    DossierCode parent = city.receive("2.002621").code();
    city.complete(parent, "check_form", "done", new StepPayload.Note(""));
    city.resolve(dossiers.legs(parent).get(0).code());
    dossiers.withdraw(parent, "Người nộp đổi ý", City.desk());

    assertThat(dossiers.get(parent).state()).isEqualTo(DossierState.WITHDRAWN);
    assertThat(dossiers.legs(parent))
        .extracting(Dossier::leg, Dossier::state)
        .containsExactlyInAnyOrder(
            tuple("birth", DossierState.RESOLVED),
            tuple("residence", DossierState.WITHDRAWN),
            tuple("insurance", DossierState.WITHDRAWN));
    assertThat(dossiers.legs(parent))
        .allMatch(leg -> world.get(WorkItems.class).of(leg.code()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void takesTheSameSubmissionOnce(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    City city = SHARED.city(database);
    Dossiers dossiers = world.get(Dossiers.class);
    Intake intake = city.intake(MARITAL_STATUS, City.WARD, "same");
    var first = (IntakeResult.Received) dossiers.receive(intake, City.desk());
    var second = (IntakeResult.Received) dossiers.receive(intake, City.desk());
    assertThat(second.repeated()).isTrue();
    assertThat(second.dossier().code()).isEqualTo(first.dossier().code());

    Intake bare =
        new Intake(
            "test",
            "bare",
            MARITAL_STATUS,
            City.WARD,
            City.WARD,
            intake.applicant(),
            "x",
            Channel.ONLINE,
            List.of(),
            null,
            null,
            null);
    assertThat(dossiers.receive(bare, City.desk()))
        .isEqualTo(new IntakeResult.Incomplete(List.of("form")));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesWhoDoesNotSitAtTheDesk(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    String item = city.dossierItems(code).get(0).id();
    for (var stranger :
        List.of(
            City.officer(City.POLICE, Role.DESK_OFFICER),
            City.officer(City.WARD, Role.SPECIALIST))) {
      assertThatThrownBy(
              () ->
                  world
                      .get(Dossiers.class)
                      .complete(
                          new StepCompletion(
                              item, stranger, "done", new StepPayload.Note(""), null)))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.slug()).isEqualTo("not-your-desk"));
    }
  }

  private static StepPayload order(LocalDate deadlineOn) {
    return new StepPayload.SupplementOrder(
        List.of("Giấy tờ chứng minh chỗ ở"),
        "Bản chụp không đọc được",
        deadlineOn,
        "Điều 5",
        "YC-7");
  }
}
