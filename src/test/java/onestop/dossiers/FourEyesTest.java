package onestop.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.work.Assignments;
import onestop.desk.work.UnitWork;
import onestop.dossiers.steps.AssignmentOrder;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxQuery;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Sort;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.InboxRebuild;
import onestop.inbox.NextItem;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where the model says so, nobody checks his own work: in a small ward one officer has two roles.
 */
@Tag("world")
class FourEyesTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final OfficerId BOTH = new OfficerId("hai.vai");
  private static final Actor.Officer TWO_ROLES = new Actor.Officer(BOTH, City.WARD);

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T08:30");

  /** A dossier that waits for its signature, appraised by that officer. */
  private static WorkItem toSign(TestDatabase database, Actor.Officer appraisedBy) {
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    city.complete(
        city.dossierItems(code).get(0), appraisedBy, "done", new StepPayload.Note("đã thẩm định"));
    city.workUntil(code, "sign_result");
    return city.dossierItems(code).get(0);
  }

  private static Caller twoRoles(World world) {
    Agencies agencies = world.get(Agencies.class);
    if (agencies.find(BOTH).isEmpty()) {
      agencies.add(
          new Officer(
              BOTH,
              "Đỗ Văn Hai",
              "Phó Chủ tịch",
              City.WARD,
              Set.of(Role.SPECIALIST, Role.HEAD_OF_AGENCY)),
          null);
    }
    Officer officer = agencies.officer(BOTH);
    return new Caller(officer, officer.roles());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theOfficerOfTheCheckedStepMayNeitherHoldNorEndTheCheck(TestDatabase database) {
    World world = SHARED.world(database);
    Caller caller = twoRoles(world);
    WorkItem own = toSign(database, TWO_ROLES);
    Dossiers dossiers = world.get(Dossiers.class);

    assertThat(refused(() -> dossiers.claim(own.id(), TWO_ROLES))).isEqualTo("own-work");
    assertThat(
            refused(
                () ->
                    dossiers.complete(
                        new StepCompletion(
                            own.id(), TWO_ROLES, "done", new StepPayload.Note(""), null))))
        .isEqualTo("own-work");
    assertThat(world.get(Reassignments.class).assign(orders(own), head()).get(0).failure())
        .isInstanceOfSatisfying(
            Failure.class, no -> assertThat(no.slug()).isEqualTo("assignee-own-work"));
    assertThat(city(database, own)).as("nothing was done").isEqualTo(own);

    assertThat(free(world, caller)).doesNotContain(own.id());
    assertThat(listed(world, caller)).doesNotContain(own.id());
    InboxItem next =
        world.get(UnitWork.class).next(caller, null).map(NextItem.Given::item).orElse(null);
    assertThat(next == null ? "" : next.workItemId()).isNotEqualTo(own.id());
    if (next != null) {
      dossiers.release(next.workItemId(), TWO_ROLES);
    }
    assertThat(world.get(InboxRebuild.class).run(InboxRebuild.Mode.COUNT, n -> {}).differences())
        .isZero();

    dossiers.claim(own.id(), head());
    SHARED.city(database).complete(own, head(), "done", new StepPayload.Note(""));
    assertThat(SHARED.city(database).dossierItems(own.dossier()).get(0).step())
        .isEqualTo("issue_result");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoHasNotDoneItMayCheckItAndTheLastOfficerCounts(TestDatabase database) {
    World world = SHARED.world(database);
    Caller caller = twoRoles(world);
    WorkItem others = toSign(database, City.officer(City.WARD, Role.SPECIALIST));
    assertThat(free(world, caller)).contains(others.id());
    SHARED.city(database).complete(others, TWO_ROLES, "again", new StepPayload.Note("xem lại"));

    WorkItem again = SHARED.city(database).dossierItems(others.dossier()).get(0);
    assertThat(again.step()).isEqualTo("appraise_dossier");
    SHARED.city(database).complete(again, TWO_ROLES, "done", new StepPayload.Note(""));
    SHARED.city(database).workUntil(others.dossier(), "sign_result");
    WorkItem now = SHARED.city(database).dossierItems(others.dossier()).get(0);
    assertThat(refused(() -> world.get(Dossiers.class).claim(now.id(), TWO_ROLES)))
        .isEqualTo("own-work");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDelegationDoesNotLiftTheRule(TestDatabase database) {
    World world = SHARED.world(database);
    Actor.Officer specialist = City.officer(City.WARD, Role.SPECIALIST);
    LocalDate today = LocalDate.ofInstant(world.now(), World.HANOI);
    world
        .get(Agencies.class)
        .add(
            new Delegation(
                head().id(),
                specialist.id(),
                City.WARD,
                Role.HEAD_OF_AGENCY,
                Delegation.Capacity.KT,
                today,
                today,
                "QĐ-5"));
    WorkItem own = toSign(database, specialist);
    assertThat(refused(() -> world.get(Dossiers.class).claim(own.id(), specialist)))
        .isEqualTo("own-work");
    WorkItem others = toSign(database, twoRoles(world).actor());
    world.get(Dossiers.class).claim(others.id(), specialist);
  }

  private static WorkItem city(TestDatabase database, WorkItem item) {
    return SHARED.city(database).dossierItems(item.dossier()).get(0);
  }

  private static List<AssignmentOrder> orders(WorkItem item) {
    return List.of(new AssignmentOrder(item.id(), null, BOTH, "thử"));
  }

  private static Actor.Officer head() {
    return City.officer(City.WARD, Role.HEAD_OF_AGENCY);
  }

  private static List<String> free(World world, Caller caller) {
    UnitWork work = world.get(UnitWork.class);
    return work
        .page(
            new InboxQuery(work.reader(caller), Choice.all(Tab.UNASSIGNED), Sort.URGENT), null, 500)
        .items()
        .stream()
        .map(InboxItem::workItemId)
        .toList();
  }

  private static List<String> listed(World world, Caller caller) {
    return world.get(Assignments.class).of(caller, 0, 500).items().stream()
        .map(InboxItem::workItemId)
        .toList();
  }

  private static String refused(Runnable act) {
    Failure failure = catchThrowableOfType(Failure.class, act::run);
    return failure == null ? "" : failure.slug();
  }
}
