package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Work given to officers by heads: at the step that assigns, and in the list of the unit. */
@Tag("world")
class AssignmentDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final OfficerId SECOND = new OfficerId("chuyen.vien.hai");
  private static final OfficerId SPECIALIST = City.officer(City.WARD, Role.SPECIALIST).id();
  private static final OfficerId ELSEWHERE = City.officer(City.POLICE, Role.SPECIALIST).id();

  private static World world;
  private static City city;
  private static Visitor head;
  private static Visitor specialist;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    world
        .get(Agencies.class)
        .add(
            new Officer(SECOND, "Lý Thị Hai", "Chuyên viên", City.WARD, Set.of(Role.SPECIALIST)),
            null);
    head = Visitor.of(world, City.officer(City.WARD, Role.UNIT_HEAD).id());
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static WorkItem at(String step) {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, step);
    return city.dossierItems(code).get(0);
  }

  private static String holder(WorkItem item) {
    OfficerId holder = world.get(WorkItems.class).get(item.id()).assignee();
    return holder == null ? "" : holder.value();
  }

  private static DossierEvent last(DossierCode code, String kind) {
    List<DossierEvent> events =
        world.get(Dossiers.class).events(code).stream()
            .filter(event -> event.kind().equals(kind))
            .toList();
    return events.get(events.size() - 1);
  }

  @Test
  void theStepThatAssignsNamesTheOfficerOfTheNextStep() {
    WorkItem assign = at("assign_dossier");
    String page = head.page("/my-work/" + assign.id()).body();
    assertThat(InboxPagesTest.words(page))
        .contains("Cán bộ thụ lý", "Để bộ phận tự nhận", "Lý Thị Hai (đang giữ")
        .doesNotContain("Nguyễn Văn records_clerk");
    assertThat(page).contains("name=\"assignment-officer\"");

    HttpResponse<String> wrong =
        head.post(
            "/my-work/" + assign.id() + "/complete",
            Map.of(
                "outcome",
                "done",
                "assignment-officer",
                City.desk().id().value(),
                "assignment-note",
                "gấp"));
    assertThat(InboxPagesTest.words(wrong.body())).contains("không giữ vai trò của bước được giao");
    assertThat(wrong.body()).contains("value=\"gấp\"", "aria-invalid=\"true\"");
    head.post(
        "/my-work/" + assign.id() + "/complete",
        Map.of("outcome", "done", "assignment-officer", "khong.co.ai"));
    assertThat(holder(assign)).as("nothing was done").isEmpty();

    head.post(
        "/my-work/" + assign.id() + "/complete",
        Map.of("outcome", "done", "assignment-officer", SECOND.value(), "assignment-note", "gấp"));
    WorkItem next = city.dossierItems(assign.dossier()).get(0);
    assertThat(next.step()).isEqualTo("appraise_dossier");
    assertThat(holder(next)).isEqualTo(SECOND.value());
    assertThat(last(assign.dossier(), "STEP_COMPLETED").details())
        .containsEntry("assignedTo", SECOND.value())
        .containsEntry("note", "gấp");
    assertThat(InboxPagesTest.words(head.page("/dossiers/" + assign.dossier().value()).body()))
        .contains("Giao cho: Lý Thị Hai");
    assertThat(Visitor.of(world, SECOND).page("/my-work?tab=mine").body()).contains(next.id());
  }

  @Test
  void withoutAnOfficerTheWorkWaitsForTheDesk() {
    WorkItem assign = at("assign_dossier");
    head.post(
        "/my-work/" + assign.id() + "/complete",
        Map.of("outcome", "done", "assignment-officer", ""));
    WorkItem next = city.dossierItems(assign.dossier()).get(0);
    assertThat(next.step()).isEqualTo("appraise_dossier");
    assertThat(holder(next)).isEmpty();

    WorkItem byApi = at("assign_dossier");
    assertThat(
            head.postApi(
                    "/api/work-items/" + byApi.id() + "/complete",
                    "{\"outcome\": \"done\", \"assignment\": {\"officer\": \""
                        + SECOND.value()
                        + "\"}}")
                .statusCode())
        .isEqualTo(204);
    assertThat(holder(city.dossierItems(byApi.dossier()).get(0))).isEqualTo(SECOND.value());
  }

  @Test
  void aHeadMovesTheWorkOfAnAbsentOfficerWithAReason() {
    WorkItem one = at("appraise_dossier");
    WorkItem two = at("appraise_dossier");
    specialist.post("/my-work/" + one.id() + "/claim", Map.of());
    specialist.post("/my-work/" + two.id() + "/claim", Map.of());
    String absent = SPECIALIST.value();
    String form = head.page("/assignments?holder=" + absent).body();
    assertThat(form).contains("value=\"" + one.id() + "\"", "value=\"" + two.id() + "\"");

    Map<String, String> order =
        Map.of(
            "id",
            one.id(),
            "seen-" + one.id(),
            absent,
            "seen-" + two.id(),
            absent,
            "to",
            SECOND.value(),
            "holder",
            absent);
    HttpResponse<String> silent = head.post("/assignments", order);
    assertThat(silent.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(silent.body())).contains("Hãy ghi lý do chuyển việc");
    assertThat(silent.body()).contains("value=\"" + SECOND.value() + "\" selected");
    assertThat(holder(one)).isEqualTo(absent);

    for (String nobody : List.of("", " ", "x".repeat(61), "khong.co.ai")) {
      HttpResponse<String> wrong =
          head.post("/assignments", with(with(order, "reason", "nghỉ ốm"), "to", nobody));
      assertThat(wrong.statusCode()).as(nobody).isBetween(400, 499);
      assertThat(wrong.body())
          .contains(">nghỉ ốm</textarea>", "value=\"" + one.id() + "\" checked");
      assertThat(holder(one)).isEqualTo(absent);
    }
    readAll(head);
    HttpResponse<String> given = head.post("/assignments", with(order, "reason", "nghỉ ốm"));
    assertThat(given.statusCode()).isEqualTo(302);
    assertThat(holder(one)).isEqualTo(SECOND.value());
    assertThat(holder(two)).isEqualTo(absent);
    assertThat(InboxPagesTest.words(head.page("/my-work").body()))
        .contains("Đã giao 1 việc cho Lý Thị Hai");
    DossierEvent event = last(one.dossier(), "WORK_ASSIGNED");
    assertThat(event.details())
        .containsEntry("assignedTo", SECOND.value())
        .containsEntry("takenFrom", absent)
        .containsEntry("reason", "nghỉ ốm");
    assertThat(InboxPagesTest.words(head.page("/dossiers/" + one.dossier().value()).body()))
        .contains("Giao việc: Thẩm định", "Chuyển từ: Nguyễn Văn specialist", "Lý do: nghỉ ốm");
    specialist.post("/my-work/" + two.id() + "/release", Map.of());
  }

  @Test
  void anItemThatAnotherOfficerHasTakenMeanwhileIsLeftThere() {
    WorkItem item = at("appraise_dossier");
    String path = "/assignments?id=" + item.id();
    assertThat(head.page(path).body()).contains("name=\"seen-" + item.id() + "\" value=\"\"");
    specialist.post("/my-work/" + item.id() + "/claim", Map.of());
    HttpResponse<String> refused =
        head.post(
            "/assignments", Map.of("id", item.id(), "seen-" + item.id(), "", "to", SECOND.value()));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(InboxPagesTest.words(refused.body()))
        .contains("vừa được Nguyễn Văn specialist nhận", item.dossier().value());
    assertThat(InboxPagesTest.words(refused.body()))
        .as("which one failed, and why")
        .contains("1 việc không thực hiện được", "Hồ sơ " + item.dossier().value() + ", ");
    assertThat(holder(item)).isEqualTo(SPECIALIST.value());
    specialist.post("/my-work/" + item.id() + "/release", Map.of());
    assertThat(
            head.postApi(
                    "/api/v1/assignments",
                    order(item, "\"" + SPECIALIST.value() + "\"", SECOND.value(), "x"))
                .body())
        .contains("given-back-since");
  }

  @Test
  void whatWasNotGivenIsNamedOnTheListAndTriedAgain() {
    WorkItem free = at("appraise_dossier");
    WorkItem taken = at("appraise_dossier");
    specialist.post("/my-work/" + taken.id() + "/claim", Map.of());
    HttpResponse<String> answer =
        head.postForm(
            "/assignments",
            "id=%1$s&id=%2$s&seen-%1$s=&seen-%2$s=&to=%3$s&back=%4$s&_csrf=%5$s"
                .formatted(
                    free.id(),
                    taken.id(),
                    SECOND.value(),
                    "/my-work",
                    URLEncoder.encode(head.token(), StandardCharsets.UTF_8)));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(holder(free)).isEqualTo(SECOND.value());
    String list = head.page("/my-work").body();
    assertThat(InboxPagesTest.words(list))
        .contains("1 việc không thực hiện được")
        .contains("Hồ sơ " + taken.dossier().value() + ", ")
        .contains("Thử lại");
    assertThat(list)
        .contains("action=\"/assignments/choose\"", "name=\"id\" value=\"" + taken.id() + "\"");
    specialist.post("/my-work/" + taken.id() + "/release", Map.of());
  }

  @Test
  void onlyHeadsGiveAndOnlyToOfficersOfThatDesk() {
    WorkItem item = at("appraise_dossier");
    assertThat(specialist.page("/assignments?id=" + item.id()).statusCode()).isEqualTo(403);
    assertThat(specialist.post("/assignments", Map.of("id", item.id(), "to", SECOND.value())))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.UNIT_HEAD).id());
    assertThat(police.page("/assignments?id=" + item.id()).body())
        .doesNotContain(item.dossier().value());
    assertThat(
            police.postApi("/api/v1/assignments", order(item, "null", SECOND.value(), "")).body())
        .contains("not-head-of-unit");
    assertThat(police.api("/api/v1/assignments/officers?id=" + item.id()).statusCode())
        .isEqualTo(404);
    for (String unfit : List.of(ELSEWHERE.value(), City.desk().id().value())) {
      assertThat(head.postApi("/api/v1/assignments", order(item, "null", unfit, "")).body())
          .contains("assignee-unfit");
    }
    assertThat(head.postApi("/api/v1/assignments", order(item, "null", "nobody", "")).body())
        .contains("assignee-unknown");
    assertThat(holder(item)).isEmpty();

    assertThat(head.api("/api/v1/assignments/officers?id=" + item.id()).body())
        .contains(SECOND.value(), SPECIALIST.value(), "\"open\"")
        .doesNotContain(City.desk().id().value(), ELSEWHERE.value());
    assertThat(head.postApi("/api/v1/assignments", order(item, "null", SECOND.value(), "")).body())
        .isEqualTo("[{\"id\":\"" + item.id() + "\"}]");
    assertThat(holder(item)).isEqualTo(SECOND.value());
    assertThat(head.postApi("/api/v1/assignments", "{\"items\": [], \"to\": \"\"}").statusCode())
        .isEqualTo(400);
    city.complete(item, new Actor.Officer(SECOND, City.WARD), "done", new StepPayload.Note(""));
  }

  @Test
  void theListOffersHeadsToAssignWhatTheyHaveChosen() {
    at("appraise_dossier");
    assertThat(head.page("/my-work?tab=unit").body())
        .contains("formaction=\"/assignments/choose\"");
    assertThat(specialist.page("/my-work?tab=unit").body()).doesNotContain("/assignments");
  }

  @Test
  void aHeadReturnsHeldWorkToTheUnit() {
    WorkItem item = at("appraise_dossier");
    specialist.post("/my-work/" + item.id() + "/claim", Map.of());
    String holder = SPECIALIST.value();
    assertThat(head.page("/assignments?id=" + item.id()).body()).contains("<option value=\"/\"");
    Map<String, String> order =
        Map.of("id", item.id(), "seen-" + item.id(), holder, "to", "/", "back", "/my-work");
    assertThat(head.post("/assignments", order).statusCode()).as("without a reason").isEqualTo(400);
    assertThat(holder(item)).isEqualTo(holder);
    assertThat(head.post("/assignments", with(order, "reason", "nghỉ ốm dài ngày")).statusCode())
        .isEqualTo(302);
    assertThat(holder(item)).isEmpty();
    assertThat(last(item.dossier(), "WORK_FREED").details())
        .containsEntry("takenFrom", holder)
        .containsEntry("reason", "nghỉ ốm dài ngày")
        .doesNotContainKey("assignedTo");
    assertThat(InboxPagesTest.words(head.page("/dossiers/" + item.dossier().value()).body()))
        .contains("Trả việc về bộ phận: Thẩm định", "Chuyển từ: Nguyễn Văn specialist");
    assertThat(head.page("/assignments?id=" + item.id()).body())
        .as("free already")
        .doesNotContain("<option value=\"/\"");

    specialist.post("/my-work/" + item.id() + "/claim", Map.of());
    assertThat(specialist.postApi("/api/v1/assignments/free", free(item, holder)).statusCode())
        .isEqualTo(403);
    assertThat(
            Visitor.of(world, City.officer(City.POLICE, Role.UNIT_HEAD).id())
                .postApi("/api/v1/assignments/free", free(item, holder))
                .body())
        .contains("not-head-of-unit");
    assertThat(holder(item)).isEqualTo(holder);
    assertThat(head.postApi("/api/v1/assignments/free", free(item, SECOND.value())).body())
        .contains("holder-changed");
    assertThat(head.postApi("/api/v1/assignments/free", free(item, holder)).body())
        .isEqualTo("[{\"id\":\"" + item.id() + "\"}]");
    assertThat(holder(item)).isEmpty();
  }

  @Test
  void moreThanFitsIsRefusedOrNamedAndNeverLeftOut() {
    StringBuilder many =
        new StringBuilder("_csrf=" + URLEncoder.encode(head.token(), StandardCharsets.UTF_8));
    for (int i = 1; i <= 201; i++) {
      many.append("&id=").append(i);
    }
    for (String page : List.of("/assignments/choose", "/assignments")) {
      HttpResponse<String> refused = head.postForm(page, many + "&to=" + SPECIALIST.value());
      assertThat(refused.statusCode()).as(page).isEqualTo(400);
      assertThat(refused.body()).as(page).contains("nhiều nhất 200 việc", "bạn đã chọn 201");
    }
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    String id = city.dossierItems(code).get(0).id();
    world.get(Dossiers.class).claim(id, new Actor.Officer(SECOND, City.WARD));
    copies(id, 200);
    String held = InboxPagesTest.words(head.page("/assignments?holder=" + SECOND.value()).body());
    assertThat(held).contains("Chỉ liệt kê 200 việc gấp nhất");
    removed();
    assertThat(head.page("/assignments?holder=" + SECOND.value()).body())
        .doesNotContain("Chỉ liệt kê");
  }

  /** Rows of a list like that of an item, which no engine knows. */
  private static void copies(String id, int number) {
    JdbcClient sql = world.get(JdbcClient.class);
    String others =
        sql
            .sql(
                "select lower(column_name) from information_schema.columns"
                    + " where lower(table_name) = 'inbox_item' and is_generated = 'NEVER'"
                    + " and lower(column_name) <> 'work_item_id'")
            .query(String.class)
            .list()
            .stream()
            .collect(java.util.stream.Collectors.joining(", "));
    for (int i = 0; i < number; i++) {
      sql.sql(
              "insert into inbox_item (work_item_id, %s) select '%s', %s from inbox_item"
                      .formatted(others, "copy-" + i, others)
                  + " where work_item_id = ?")
          .param(id)
          .update();
    }
  }

  private static void removed() {
    world
        .get(JdbcClient.class)
        .sql("delete from inbox_item where work_item_id like 'copy-%'")
        .update();
  }

  @Test
  void theLastActIsTakenBackOnce() {
    readAll(head);
    readAll(specialist);
    WorkItem free = at("appraise_dossier");
    WorkItem held = at("appraise_dossier");
    specialist.post("/my-work/" + held.id() + "/claim", Map.of());
    assertThat(
            head.postForm(
                    "/assignments",
                    "id=%1$s&id=%2$s&seen-%1$s=&seen-%2$s=%3$s&to=%4$s&reason=%5$s&back=%6$s&_csrf=%7$s"
                        .formatted(
                            free.id(),
                            held.id(),
                            SPECIALIST.value(),
                            SECOND.value(),
                            "qua+tai",
                            "/my-work",
                            URLEncoder.encode(head.token(), StandardCharsets.UTF_8)))
                .statusCode())
        .isEqualTo(302);
    assertThat(List.of(holder(free), holder(held))).containsOnly(SECOND.value());
    String no = undo(head.page("/my-work").body());
    assertThat(undoPost(head, no)).contains("Đã hoàn tác 2 việc");
    assertThat(holder(free)).isEmpty();
    assertThat(holder(held)).isEqualTo(SPECIALIST.value());
    assertThat(undoPost(head, no)).as("a second time").contains("Không còn gì để hoàn tác");
    assertThat(holder(held)).isEqualTo(SPECIALIST.value());

    for (String wrong : List.of("", "x", "99999999999")) {
      HttpResponse<String> refused = head.post("/my-work/undo", Map.of("no", wrong));
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(InboxPagesTest.words(refused.body())).contains("Không đọc được tham số");
    }
    specialist.post("/my-work/claim", Map.of("id", free.id(), "back", "/my-work?tab=mine"));
    String claimed = undo(specialist.page("/my-work?tab=mine").body());
    specialist.post("/my-work/claim", Map.of("id", held.id(), "back", "/my-work?tab=mine"));
    assertThat(specialist.page("/my-work?tab=mine").body())
        .as("an item held before is not given back")
        .doesNotContain("/my-work/undo");
    assertThat(undoPost(specialist, claimed)).as("an older page").contains("Không còn gì");
    assertThat(holder(free)).isEqualTo(SPECIALIST.value());

    specialist.post("/my-work/release", Map.of("id", free.id(), "back", "/my-work?tab=mine"));
    String released = undo(specialist.page("/my-work?tab=mine").body());
    Visitor.of(world, SECOND).post("/my-work/" + free.id() + "/claim", Map.of());
    assertThat(undoPost(specialist, released))
        .as("somebody else has taken it since")
        .contains("1 việc không thực hiện được");
    assertThat(holder(free)).isEqualTo(SECOND.value());

    specialist.post("/my-work/" + held.id() + "/release", Map.of("back", "/my-work?tab=mine"));
    assertThat(undoPost(specialist, undo(specialist.page("/my-work?tab=mine").body())))
        .contains("Đã hoàn tác 1 việc");
    assertThat(holder(held)).isEqualTo(SPECIALIST.value());
    specialist.post("/my-work/" + held.id() + "/release", Map.of());
  }

  /** Reads what was said of the acts before. */
  private static void readAll(Visitor officer) {
    String page;
    do {
      page = officer.page("/my-work").body();
    } while (page.contains("class=\"notice good\""));
  }

  private static String undo(String page) {
    Matcher form =
        Pattern.compile("action=\"/my-work/undo\"[^§]*?name=\"no\" value=\"(\\d+)\"").matcher(page);
    assertThat(form.find()).as("offers to undo").isTrue();
    return form.group(1);
  }

  private static String undoPost(Visitor officer, String no) {
    assertThat(officer.post("/my-work/undo", Map.of("no", no, "back", "/my-work")).statusCode())
        .isEqualTo(302);
    return InboxPagesTest.words(officer.page("/my-work").body());
  }

  private static String free(WorkItem item, String holder) {
    return "{\"items\": [{\"id\": \"%s\", \"holder\": \"%s\"}], \"reason\": \"nghỉ ốm\"}"
        .formatted(item.id(), holder);
  }

  private static String order(WorkItem item, String holder, String to, String reason) {
    return "{\"items\": [{\"id\": \"%s\", \"holder\": %s}], \"to\": \"%s\", \"reason\": \"%s\"}"
        .formatted(item.id(), holder, to, reason);
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(form);
    more.put(name, value);
    return more;
  }
}
