package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.desk.book.DossierCourses;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.undo.StandingSteps;
import onestop.dossiers.undo.TakeBacks;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.Inbox;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends of steps that their officers take back: on pages, through the API, and when not. */
@Tag("world")
class TakeBackDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String BUILDING_PERMIT = "1.009994";
  private static final int RACES = 20;
  private static final Pattern NO = Pattern.compile("name=\"no\" value=\"(\\d+)\"");

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T08:30");

  private World world;
  private City city;

  private void open(TestDatabase database) {
    world = SHARED.world(database);
    city = SHARED.city(database);
  }

  private WorkItem at(String procedure, String step) {
    DossierCode code = city.receive(procedure).code();
    city.workUntil(code, step);
    return item(code, step);
  }

  private WorkItem item(DossierCode code, String step) {
    return city.dossierItems(code).stream()
        .filter(one -> one.step().equals(step))
        .findFirst()
        .orElseThrow();
  }

  private Visitor visitor(Role role) {
    return Visitor.of(world, City.officer(City.WARD, role).id());
  }

  private List<DossierEvent> events(DossierCode code) {
    return world.get(Dossiers.class).events(code);
  }

  private static String undoNo(String page) {
    Matcher no = NO.matcher(page);
    assertThat(no.find()).as("offers to undo").isTrue();
    return no.group(1);
  }

  private HttpResponse<String> takeBack(Role role, String item) {
    return visitor(role).postApi("/api/v1/work-items/" + item + "/take-back", "");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theStepWaitsAgainForItsOfficerAndNothingElseHasMoved(TestDatabase database) {
    open(database);
    WorkItem item = at(MARITAL_STATUS, "transfer_dossier");
    DossierCode code = item.dossier();
    SlaClocks clocks = world.get(SlaClocks.class);
    ProcessRuntime runtime = world.get(ProcessRuntime.class);
    var due = clocks.find(code);
    var timer = runtime.timerOf(code);
    Visitor desk = visitor(Role.DESK_OFFICER);
    desk.post(
        "/my-work/" + item.id() + "/complete",
        Map.of("outcome", "done", "plain-note", "chuyển nhầm", "back", "/my-work"));
    WorkItem next = item(code, "assign_dossier");
    String page = desk.page("/my-work").body();
    assertThat(InboxPagesTest.words(page)).contains("Đã xong bước này của hồ sơ", "Hoàn tác");

    HttpResponse<String> undone =
        desk.post("/my-work/undo", Map.of("no", undoNo(page), "back", "/my-work"));
    WorkItem again = item(code, "transfer_dossier");
    assertThat(undone.headers().firstValue("Location").orElseThrow())
        .endsWith("/my-work/" + again.id());
    String opened = desk.page("/my-work/" + again.id()).body();
    assertThat(InboxPagesTest.words(opened)).contains("Đã hoàn tác bước của hồ sơ " + code);
    assertThat(opened).as("what was typed").contains("value=\"chuyển nhầm\"");

    assertThat(city.dossierItems(code)).hasSize(1);
    assertThat(again.assignee()).isEqualTo(City.desk().id());
    assertThat(world.get(WorkItems.class).find(next.id())).isEmpty();
    assertThat(world.get(Inbox.class).of(code))
        .singleElement()
        .satisfies(row -> assertThat(row.workItemId()).isEqualTo(again.id()));
    assertThat(clocks.find(code)).as("the due date and its account").isEqualTo(due);
    assertThat(runtime.timerOf(code)).isEqualTo(timer);
    assertThat(runtime.timersOf(code)).isEqualTo(1);
    assertThat(events(code).stream().map(DossierEvent::kind))
        .containsExactly("RECEIVED", "WORK_STARTED", "STEP_COMPLETED", "STEP_TAKEN_BACK");
    assertThat(StandingSteps.of(events(code))).isEmpty();
    assertThat(InboxPagesTest.words(desk.page("/dossiers/" + code).body()))
        .contains("Xong bước: Chuyển hồ sơ", "Hoàn tác bước: Chuyển hồ sơ");

    HttpResponse<String> repeated =
        desk.postApi("/api/work-items/" + item.id() + "/complete", "{\"outcome\":\"done\"}");
    assertThat(repeated.statusCode()).isEqualTo(409);
    assertThat(repeated.body()).contains("step-taken-back");
    assertThat(takeBack(Role.DESK_OFFICER, item.id()).body()).contains("taken-back-before");

    city.resolve(code);
    assertThat(world.get(DossierCourses.class).of(code).orElseThrow().done().get(again.step()))
        .as("ended once")
        .extracting(DossierCourses.Done::times)
        .isEqualTo(1);
    assertThat(world.get(Dossiers.class).get(code).state()).isEqualTo(DossierState.RESOLVED);
    assertThat(runtime.timersOf(code)).as("ended with its sub-process").isZero();
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSignatureThatIsTakenBackDoesNotStand(TestDatabase database) {
    open(database);
    WorkItem sign = at(MARITAL_STATUS, "sign_result");
    DossierCode code = sign.dossier();
    Visitor head = visitor(Role.HEAD_OF_AGENCY);
    assertThat(
            head.postApi("/api/work-items/" + sign.id() + "/complete", "{\"outcome\":\"done\"}")
                .statusCode())
        .isEqualTo(204);
    Dossier signed = world.get(Dossiers.class).get(code);
    assertThat(signed.signature()).isNotNull();
    head.page("/language?to=en");
    assertThat(InboxPagesTest.words(head.page("/dossiers/" + code).body()))
        .contains("Take back the step", "Possible until 2 Mar 2026, 08:45");
    head.page("/language?to=vi");
    assertThat(InboxPagesTest.words(head.page("/dossiers/" + code).body()))
        .contains("Hoàn tác bước Ký kết quả Được đến 02/03/2026 08:45");
    HttpResponse<String> back =
        head.post("/dossiers/" + code + "/take-back", Map.of("item", sign.id()));
    assertThat(back.statusCode()).isEqualTo(302);
    Dossier unsigned = world.get(Dossiers.class).get(code);
    assertThat(unsigned.signature()).isNull();
    assertThat(unsigned.outcome().doneBy())
        .as("who appraised may still not sign")
        .containsEntry("appraise_dossier", City.officer(City.WARD, Role.SPECIALIST).id());
    assertThat(item(code, "sign_result").assignee())
        .isEqualTo(City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    city.resolve(code);
    assertThat(world.get(Dossiers.class).get(code).signature()).isNotNull();
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoTookANextStepKeepsIt(TestDatabase database) {
    open(database);
    WorkItem item = at(MARITAL_STATUS, "transfer_dossier");
    city.complete(item, City.desk(), "done", new StepPayload.Note(""));
    WorkItem next = item(item.dossier(), "assign_dossier");
    assertThat(takeBack(Role.UNIT_HEAD, item.id()).body()).contains("end-not-yours");
    world.get(Dossiers.class).claim(next.id(), City.officer(City.WARD, Role.UNIT_HEAD));
    Visitor desk = visitor(Role.DESK_OFFICER);
    HttpResponse<String> refused =
        desk.post("/dossiers/" + item.dossier() + "/take-back", Map.of("item", item.id()));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(InboxPagesTest.words(refused.body()))
        .contains("bước sau (Phân công thụ lý) đã có Nguyễn Văn unit_head giữ");
    assertThat(item(item.dossier(), "assign_dossier")).isNotNull();
    assertThat(takeBack(Role.DESK_OFFICER, "nothing").statusCode()).isEqualTo(404);
    assertThat(takeBack(Role.DESK_OFFICER, next.id()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatTheProcessCarriedOutOrSplitIsNotTakenBack(TestDatabase database) {
    open(database);
    WorkItem appraise = at(MARITAL_STATUS, "appraise_dossier");
    String outcome = "supplement";
    city.complete(appraise.dossier(), appraise.step(), outcome, city.filled(appraise, outcome));
    assertThat(takeBack(Role.SPECIALIST, appraise.id()).body()).contains("take-back-followed");

    WorkItem assign = at(BUILDING_PERMIT, "assign_dossier");
    city.complete(
        assign, City.officer(City.WARD, Role.UNIT_HEAD), "done", new StepPayload.Note(""));
    assertThat(takeBack(Role.UNIT_HEAD, assign.id()).body()).contains("take-back-moved-on");
    WorkItem inspect = item(assign.dossier(), "inspect_site");
    city.complete(
        inspect, City.officer(City.WARD, Role.SPECIALIST), "done", new StepPayload.Note(""));
    assertThat(takeBack(Role.SPECIALIST, inspect.id()).body())
        .as("the other branch began at the same moment: either reason is right")
        .containsAnyOf("take-back-moved-on", "no-way-back");
    WorkItem consult = item(assign.dossier(), "consult_agencies");
    city.complete(
        consult, City.officer(City.WARD, Role.UNIT_HEAD), "done", new StepPayload.Note(""));
    assertThat(takeBack(Role.UNIT_HEAD, consult.id()).body()).contains("no-way-back");
    assertThat(city.dossierItems(assign.dossier())).hasSize(1);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void ofTwoAtTheSameMomentExactlyOneWins(TestDatabase database) throws Exception {
    open(database);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    int taken = 0;
    try {
      for (int i = 0; i < RACES; i++) {
        WorkItem item = at(MARITAL_STATUS, "transfer_dossier");
        city.complete(item, City.desk(), "done", new StepPayload.Note(""));
        WorkItem next = item(item.dossier(), "assign_dossier");
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Boolean> back =
            threads.submit(
                () ->
                    won(
                        start,
                        () ->
                            world
                                .get(TakeBacks.class)
                                .take(
                                    List.of(new TakeBacks.End(item.dossier(), item.id())),
                                    City.desk())
                                .get(0)
                                .orThrow()));
        Future<Boolean> claim =
            threads.submit(
                () ->
                    won(
                        start,
                        () ->
                            world
                                .get(Dossiers.class)
                                .claim(next.id(), City.officer(City.WARD, Role.UNIT_HEAD))));
        assertThat(back.get()).as("one of the two").isNotEqualTo(claim.get());
        taken += back.get() ? 1 : 0;
        assertThat(city.dossierItems(item.dossier()))
            .singleElement()
            .satisfies(
                one ->
                    assertThat(one.step())
                        .isEqualTo(claimed(claim) ? "assign_dossier" : "transfer_dossier"));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(taken).isBetween(0, RACES);
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }

  private static boolean claimed(Future<Boolean> claim) {
    try {
      return claim.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean won(CyclicBarrier start, Runnable act) throws Exception {
    start.await();
    try {
      act.run();
      return true;
    } catch (Failure lost) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void manyEndedTogetherAreTakenBackTogetherAndEachFailureIsNamed(TestDatabase database) {
    open(database);
    List<WorkItem> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      items.add(at(MARITAL_STATUS, "transfer_dossier"));
    }
    Visitor desk = visitor(Role.DESK_OFFICER);
    String ids = items.stream().map(one -> "id=" + one.id() + "&").reduce("", String::concat);
    desk.postForm("/my-work/finish", ids + "outcome=done&back=/my-work&_csrf=" + desk.token());
    String page = desk.page("/my-work").body();
    assertThat(InboxPagesTest.words(page)).contains("Đã hoàn tất 3 việc");
    world
        .get(Dossiers.class)
        .claim(
            item(items.get(0).dossier(), "assign_dossier").id(),
            City.officer(City.WARD, Role.UNIT_HEAD));
    desk.post("/my-work/undo", Map.of("no", undoNo(page), "back", "/my-work"));
    assertThat(InboxPagesTest.words(desk.page("/my-work").body()))
        .contains("Đã hoàn tác 2 việc", "1 việc không thực hiện được")
        .contains(items.get(0).dossier().value() + " : Không hoàn tác được");

    HttpResponse<String> api =
        desk.postApi(
            "/api/v1/inbox/take-back",
            "{\"ids\":[\"" + items.get(0).id() + "\",\"" + items.get(1).id() + "\"]}");
    assertThat(api.statusCode()).isEqualTo(200);
    assertThat(api.body()).contains("take-back-held", "taken-back-before");
    assertThat(desk.postApi("/api/v1/inbox/take-back", "{\"ids\":[]}").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void afterItsTimeAStepStaysEnded(TestDatabase database) {
    try (World late =
        World.serving(database, "2026-03-02T08:30", "--onestop.take-back.within=5m")) {
      world = late;
      city = City.in(late);
      WorkItem item = at(MARITAL_STATUS, "transfer_dossier");
      city.complete(item, City.desk(), "done", new StepPayload.Note(""));
      late.advanceTo("2026-03-02T08:36");
      HttpResponse<String> refused = takeBack(Role.DESK_OFFICER, item.id());
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("take-back-late", "5 phút");
      assertThat(
              InboxPagesTest.words(
                  visitor(Role.DESK_OFFICER).page("/dossiers/" + item.dossier()).body()))
          .doesNotContain("Hoàn tác bước");
      assertThat(events(item.dossier()).stream().map(DossierEvent::kind))
          .doesNotContain("STEP_TAKEN_BACK");
    }
  }
}
