package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.absences.Handovers;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Absences through the pages: recorded, begun, worked through and ended. */
@Tag("world")
class AbsenceDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final OfficerId HOA = City.officer(City.WARD, Role.SPECIALIST).id();
  private static final OfficerId NAM = new OfficerId("chuyen.vien.nam");
  private static final OfficerId HEAD = City.officer(City.WARD, Role.UNIT_HEAD).id();

  private static World world;
  private static City city;
  private static Visitor hoa;
  private static Visitor nam;
  private static Visitor head;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    world
        .get(Agencies.class)
        .add(
            new Officer(NAM, "Trần Văn Nam", "Chuyên viên", City.WARD, Set.of(Role.SPECIALIST)),
            null);
    hoa = Visitor.of(world, HOA);
    nam = Visitor.of(world, NAM);
    head = Visitor.of(world, HEAD);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @AfterEach
  void everybodyIsBack() {
    String page = head.page("/absences").body();
    for (String part : page.split("action=\"/absences/")) {
      if (part.matches("(?s)\\d+/back.*")) {
        head.post("/absences/" + part.substring(0, part.indexOf('/')) + "/back", Map.of());
      }
    }
    head.page("/absences");
  }

  private static LocalDate today() {
    return world.now().atZone(World.HANOI).toLocalDate();
  }

  private static WorkItem at(String step) {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, step);
    return city.dossierItems(code).get(0);
  }

  private static WorkItem heldBy(Visitor who) {
    WorkItem item = at("appraise_dossier");
    who.post("/my-work/" + item.id() + "/claim", Map.of());
    return item;
  }

  private static String holder(WorkItem item) {
    OfficerId holder = world.get(WorkItems.class).get(item.id()).assignee();
    return holder == null ? "" : holder.value();
  }

  private static Map<String, String> order(OfficerId who, OfficerId instead, int from, int to) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("officer", who.value());
    form.put("substitute", instead.value());
    form.put("firstOn", today().plusDays(from).toString());
    form.put("lastOn", today().plusDays(to).toString());
    form.put("flows", "new-work");
    form.put("reason", "nghỉ phép năm");
    return form;
  }

  private static HttpResponse<String> record(Visitor by, Map<String, String> form) {
    return by.post("/absences", form);
  }

  private static Map<String, String> with(Map<String, String> form, String flows) {
    form.put("flows", flows);
    return form;
  }

  private static String words(Visitor who, String path) {
    return InboxPagesTest.words(who.page(path).body());
  }

  private static String story(WorkItem item) {
    return words(head, "/dossiers/" + item.dossier().value());
  }

  private static String day(int after) {
    return today().plusDays(after).format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
  }

  @Test
  void openWorkGoesToTheSubstituteAndWhatIsNotBegunComesBack() {
    WorkItem one = heldBy(hoa);
    WorkItem begun = heldBy(hoa);
    WorkItem done = heldBy(hoa);
    assertThat(record(hoa, with(order(HOA, NAM, 0, 4), "new-work,open-work")).statusCode())
        .isEqualTo(302);
    assertThat(words(hoa, "/absences"))
        .contains("3 việc đã chuyển cho Trần Văn Nam", "Đang vắng", "nghỉ phép năm")
        .contains("Thư chờ ký ở lại");
    assertThat(words(nam, "/absences")).contains("Nguyễn Văn specialist", "từ " + day(0));
    assertThat(words(head, "/absences")).contains("Nguyễn Văn specialist");
    assertThat(holder(one)).isEqualTo(NAM.value());
    assertThat(story(one)).contains("Thay Nguyễn Văn specialist nghỉ đến " + day(4));

    nam.post("/my-work/" + begun.id() + "/draft", Map.of("draft", "0", "done-note", "đã xem"));
    nam.post("/my-work/" + done.id() + "/complete", Map.of("outcome", "done"));

    String number = hoa.page("/absences").body().split("action=\"/absences/")[1].split("/")[0];
    assertThat(nam.post("/absences/" + number + "/back", Map.of()).statusCode()).isEqualTo(302);
    assertThat(words(nam, "/absences")).contains("Chỉ chính cán bộ ấy, hoặc trưởng bộ phận");
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.UNIT_HEAD).id());
    police.post("/absences/" + number + "/back", Map.of());
    assertThat(words(police, "/absences")).contains("Chỉ chính cán bộ ấy, hoặc trưởng bộ phận");
    assertThat(holder(one)).isEqualTo(NAM.value());
    hoa.post("/absences/" + number + "/back", Map.of());
    assertThat(words(hoa, "/absences")).contains("1 việc đã chuyển về", "Đã kết thúc sớm");
    assertThat(holder(one)).isEqualTo(HOA.value());
    assertThat(holder(begun)).isEqualTo(NAM.value());
    assertThat(story(one)).contains("Nhận lại sau khi nghỉ, từ: Trần Văn Nam");
    assertThat(hoa.post("/absences/" + number + "/back", Map.of()).statusCode()).isEqualTo(302);
    assertThat(words(hoa, "/absences")).contains("đã kết thúc");
    hoa.post("/my-work/" + one.id() + "/release", Map.of());
    nam.post("/my-work/" + begun.id() + "/release", Map.of());
  }

  @Test
  void beginsAndEndsOnItsDaysWithoutAnybody() {
    WorkItem item = heldBy(hoa);
    Handovers handovers = world.get(Handovers.class);
    record(head, with(order(HOA, NAM, 1, 2), "open-work"));
    handovers.round();
    assertThat(holder(item)).isEqualTo(HOA.value());
    world.advanceTo(world.now().plusSeconds(86_400));
    handovers.round();
    handovers.round();
    assertThat(holder(item)).isEqualTo(NAM.value());
    assertThat(story(item)).contains("Thay Nguyễn Văn specialist nghỉ đến " + day(1));
    world.advanceTo(world.now().plusSeconds(86_400));
    handovers.round();
    assertThat(holder(item)).isEqualTo(NAM.value());
    world.advanceTo(world.now().plusSeconds(86_400));
    handovers.round();
    handovers.round();
    assertThat(holder(item)).isEqualTo(HOA.value());
    assertThat(
            world.get(Dossiers.class).events(item.dossier()).stream()
                .filter(event -> event.kind().equals("WORK_ASSIGNED")))
        .hasSize(2);
    hoa.post("/my-work/" + item.id() + "/release", Map.of());
  }

  @Test
  void newWorkGoesToTheSubstituteWhoeverGivesIt() {
    record(hoa, order(HOA, NAM, 0, 0));
    WorkItem assign = at("assign_dossier");
    assertThat(words(head, "/my-work/" + assign.id()))
        .contains("Nguyễn Văn specialist (vắng đến " + day(0) + ", việc mới chuyển cho Trần");
    head.post(
        "/my-work/" + assign.id() + "/complete",
        Map.of("outcome", "done", "assignment-officer", HOA.value()));
    WorkItem next = city.dossierItems(assign.dossier()).get(0);
    assertThat(holder(next)).isEqualTo(NAM.value());
    assertThat(story(next)).contains("Thay Nguyễn Văn specialist nghỉ đến " + day(0));

    WorkItem free = at("appraise_dossier");
    head.post("/assignments", Map.of("id", free.id(), "seen-" + free.id(), "", "to", HOA.value()));
    assertThat(holder(free)).isEqualTo(NAM.value());
    assertThat(words(head, "/board")).contains("Trần Văn Nam");
    assertThat(words(hoa, "/my-work")).contains("đang được ghi là vắng đến hết ngày " + day(0));
    hoa.post("/my-work/next", Map.of());
    assertThat(words(hoa, "/my-work")).contains("nếu đã trở lại, hãy bấm");
    nam.post("/my-work/" + next.id() + "/release", Map.of());
    nam.post("/my-work/" + free.id() + "/release", Map.of());
  }

  @Test
  void workThatStaysStaysAndIsMovedByTheHead() {
    WorkItem held = heldBy(hoa);
    Map<String, String> none = order(HOA, NAM, 0, 3);
    none.remove("flows");
    record(head, none);
    assertThat(words(head, "/absences")).contains("Không chuyển việc nào");
    assertThat(holder(held)).isEqualTo(HOA.value());
    assertThat(words(head, "/board")).contains("Nguyễn Văn specialist (vắng đến " + day(3) + ")");
    WorkItem free = at("appraise_dossier");
    head.post("/assignments", Map.of("id", free.id(), "seen-" + free.id(), "", "to", HOA.value()));
    assertThat(holder(free)).isEqualTo(HOA.value());
    String page = head.page("/assignments?holder=" + HOA.value()).body();
    assertThat(page).contains("seen-" + held.id(), "seen-" + free.id());
    hoa.post("/my-work/" + held.id() + "/release", Map.of());
    hoa.post("/my-work/" + free.id() + "/release", Map.of());
  }

  @Test
  void nobodyGetsTheCheckOfTheOwnWorkByStandingIn() {
    OfficerId both = new OfficerId("hai.vai");
    world
        .get(Agencies.class)
        .add(
            new Officer(
                both,
                "Đỗ Văn Hai",
                "Phó Chủ tịch",
                City.WARD,
                Set.of(Role.SPECIALIST, Role.HEAD_OF_AGENCY)),
            null);
    OfficerId chair = City.officer(City.WARD, Role.HEAD_OF_AGENCY).id();
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    city.complete(
        city.dossierItems(code).get(0),
        new Actor.Officer(both, City.WARD),
        "done",
        new StepPayload.Note("đã thẩm định"));
    city.workUntil(code, "sign_result");
    WorkItem sign = city.dossierItems(code).get(0);
    Visitor boss = Visitor.of(world, chair);
    boss.post("/my-work/" + sign.id() + "/claim", Map.of());
    record(boss, with(order(chair, both, 0, 3), "new-work,open-work"));
    assertThat(holder(sign)).isEqualTo(chair.value());
    assertThat(words(boss, "/absences"))
        .contains(code.value(), "ở lại, vì người thay đã làm bước được kiểm tra");
    boss.post("/my-work/" + sign.id() + "/release", Map.of());
    HttpResponse<String> refused =
        head.post(
            "/assignments", Map.of("id", sign.id(), "seen-" + sign.id(), "", "to", chair.value()));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(InboxPagesTest.words(refused.body()))
        .contains("và người thay là Đỗ Văn Hai không được làm việc này");
    assertThat(holder(sign)).isEmpty();
  }

  @Test
  void theLettersGoByTheDelegationsThatThereAre() {
    OfficerId chair = City.officer(City.WARD, Role.HEAD_OF_AGENCY).id();
    Visitor boss = Visitor.of(world, chair);
    assertThat(record(boss, order(chair, HEAD, 0, 3)).statusCode()).isEqualTo(400);
    world
        .get(Agencies.class)
        .add(
            new Delegation(
                chair,
                HEAD,
                City.WARD,
                Role.HEAD_OF_AGENCY,
                Delegation.Capacity.KT,
                today(),
                today().plusDays(2),
                "12/QĐ-UBND"));
    assertThat(record(boss, order(chair, HEAD, 0, 3)).statusCode()).isEqualTo(302);
    assertThat(words(boss, "/absences")).contains("KT. theo văn bản 12/QĐ-UBND");
  }

  @Test
  void refusesWithASentenceAtTheFieldAndKeepsWhatWasTyped() {
    Map<String, String> empty = order(HOA, NAM, 0, 0);
    empty.put("firstOn", "31/02/2026");
    empty.put("substitute", "");
    HttpResponse<String> wrong = record(hoa, empty);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("value=\"nghỉ phép năm\"");
    for (Map<String, String> form :
        List.of(
            order(HOA, HOA, 0, 1),
            order(HOA, City.desk().id(), 0, 1),
            order(HOA, City.officer(City.POLICE, Role.SPECIALIST).id(), 0, 1),
            order(HOA, NAM, -1, 1),
            order(HOA, NAM, 2, 1),
            order(HOA, new OfficerId("khong.co.ai"), 0, 1),
            order(NAM, HOA, 0, 1))) {
      HttpResponse<String> refused = record(hoa, form);
      assertThat(refused.statusCode()).as(form.toString()).isBetween(400, 499);
      assertThat(refused.body()).contains("role=\"alert\"", "value=\"nghỉ phép năm\"");
    }
    assertThat(words(head, "/absences")).doesNotContain("Đang vắng", "Sắp vắng");
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.UNIT_HEAD).id());
    assertThat(record(police, order(HOA, NAM, 0, 1)).statusCode()).isEqualTo(403);
    assertThat(words(police, "/absences")).doesNotContain("Trần Văn Nam");
  }

  @Test
  void theApiDoesTheSame() {
    String body =
        "{\"substitute\": \"%s\", \"firstOn\": \"%s\", \"lastOn\": \"%s\"}"
            .formatted(NAM.value(), today().plusDays(5), today().plusDays(6));
    HttpResponse<String> made = hoa.postApi("/api/v1/absences", body);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).contains("\"standing\":\"planned\"", "\"newWork\":true");
    assertThat(hoa.postApi("/api/v1/absences", body).body()).contains("absence-overlaps");
    String number = made.body().replaceAll("(?s).*\"number\":(\\d+).*", "$1");
    assertThat(nam.api("/api/v1/absences").body()).contains("\"number\":" + number);
    assertThat(nam.postApi("/api/v1/absences/" + number + "/back", "").statusCode()).isEqualTo(403);
    assertThat(hoa.postApi("/api/v1/absences/" + number + "/back", "").body())
        .contains("\"standing\":\"ended\"");
  }
}
