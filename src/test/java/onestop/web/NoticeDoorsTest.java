package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.delivery.Outbox;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.notices.NoticeGathering;
import onestop.notices.NoticeMail;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What officers are told, through the pages: the bell, its list, and the mails. */
@Tag("world")
class NoticeDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final OfficerId HOA = City.officer(City.WARD, Role.SPECIALIST).id();
  private static final OfficerId NAM = new OfficerId("chuyen.vien.nam");

  private static World world;
  private static City city;
  private static Visitor hoa;
  private static Visitor nam;
  private static Visitor head;

  @BeforeAll
  static void open() {
    world =
        World.serving(
            TestDatabase.H2, "2026-03-02T08:30", "--onestop.public-url=http://one.stop.vn");
    city = City.in(world);
    world
        .get(Agencies.class)
        .add(
            new Officer(NAM, "Trần Văn Nam", "Chuyên viên", City.WARD, Set.of(Role.SPECIALIST)),
            null);
    hoa = Visitor.of(world, HOA);
    nam = Visitor.of(world, NAM);
    head = Visitor.of(world, City.officer(City.WARD, Role.UNIT_HEAD).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static WorkItem free() {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    return city.dossierItems(code).get(0);
  }

  private static WorkItem given(OfficerId to) {
    WorkItem item = free();
    head.post("/assignments", Map.of("id", item.id(), "seen-" + item.id(), "", "to", to.value()));
    return item;
  }

  private static String words(Visitor who, String path) {
    return InboxPagesTest.words(who.page(path).body());
  }

  private static int unread(Visitor who) {
    String html = who.page("/calendar").body();
    String label = html.split("data-bell")[1].split("aria-label=\"")[1].split("\"")[0];
    return Integer.parseInt(label.replaceAll("\\D", ""));
  }

  private static void readAll(Visitor who) {
    who.post("/notices/read", Map.of("last", "999999"));
    assertThat(unread(who)).isZero();
  }

  @Test
  void assignedWorkRingsTheBellAndOpensTheItem() {
    readAll(hoa);
    WorkItem item = given(HOA);
    assertThat(unread(hoa)).isEqualTo(1);
    assertThat(words(hoa, "/notices"))
        .contains("Nguyễn Văn unit_head giao cho bạn một việc", item.dossier().value(), "Mới");
    assertThat(words(hoa, "/notices")).doesNotContain("Trần Thị Ngọc Ánh");
    String no = hoa.page("/notices").body().split("action=\"/notices/")[2].split("/")[0];
    HttpResponse<String> opened = hoa.post("/notices/" + no + "/open", Map.of());
    assertThat(opened.headers().firstValue("Location").orElse("")).endsWith(item.id());
    assertThat(unread(hoa)).isZero();
    assertThat(words(nam, "/notices")).doesNotContain(item.dossier().value());
    nam.post("/notices/" + no + "/open", Map.of());
    assertThat(words(nam, "/notices")).contains("Không có thông báo số " + no);
    hoa.post("/my-work/" + item.id() + "/complete", Map.of("outcome", "done"));
    opened = hoa.post("/notices/" + no + "/open", Map.of());
    assertThat(opened.headers().firstValue("Location").orElse(""))
        .endsWith("/dossiers/" + item.dossier().value());
  }

  @Test
  void nobodyIsToldOfTheOwnAct() {
    readAll(nam);
    WorkItem item = free();
    nam.post("/my-work/" + item.id() + "/claim", Map.of());
    nam.post("/dossiers/" + item.dossier().value() + "/notes", Map.of("text", "@" + NAM.value()));
    assertThat(unread(nam)).isZero();
    nam.post("/my-work/" + item.id() + "/release", Map.of());
  }

  @Test
  void mentionsAbsencesAndNotesOfTheDayRingIt() {
    readAll(nam);
    WorkItem item = given(HOA);
    String notes = "/dossiers/" + item.dossier().value() + "/notes";
    head.post(notes, Map.of("text", "Nhờ @" + NAM.value() + " xem giúp", "remindOn", ""));
    assertThat(words(nam, "/notices")).contains("nhắc đến bạn trong một ghi chú");
    assertThat(unread(nam)).isEqualTo(1);
    String today = world.now().atZone(World.HANOI).toLocalDate().plusDays(40).toString();
    head.post(
        "/absences",
        Map.of(
            "officer", HOA.value(), "substitute", NAM.value(), "firstOn", today, "lastOn", today));
    assertThat(words(nam, "/notices")).contains("ghi một lần vắng mặt có bạn");
    assertThat(unread(nam)).isEqualTo(2);
    hoa.post(
        notes,
        Map.of(
            "text",
            "xem lại",
            "remindOn",
            world.now().atZone(World.HANOI).toLocalDate().toString()));
    NoticeGathering gathering = world.get(NoticeGathering.class);
    gathering.day();
    gathering.day();
    assertThat(words(hoa, "/notices").split("hẹn nhắc hôm nay", -1)).hasSize(2);
    hoa.post("/my-work/" + item.id() + "/release", Map.of());
  }

  @Test
  void theHeadRemindsTheHolderOnceADay() {
    WorkItem item = given(NAM);
    readAll(nam);
    assertThat(head.post("/board/remind", Map.of("id", item.id())).statusCode()).isEqualTo(302);
    assertThat(words(head, "/board")).contains("Đã nhắc Trần Văn Nam");
    head.post("/board/remind", Map.of("id", item.id()));
    assertThat(words(head, "/board")).contains("Trần Văn Nam đã được nhắc về hồ sơ");
    assertThat(unread(nam)).isEqualTo(1);
    assertThat(words(nam, "/notices")).contains("nhắc bạn về một việc đang giữ");
    assertThat(nam.post("/board/remind", Map.of("id", item.id())).statusCode()).isEqualTo(403);
    nam.post("/my-work/" + item.id() + "/release", Map.of());
    head.post("/board/remind", Map.of("id", item.id()));
    assertThat(words(head, "/board")).contains("nên không có ai để nhắc");
    assertThat(head.postApi("/api/v1/board/remind", "{\"id\": \"none\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void nobodyRemindsThemselves() {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "assign_dossier");
    WorkItem own = city.dossierItems(code).get(0);
    head.post("/my-work/" + own.id() + "/claim", Map.of());
    int before = unread(head);
    head.post("/board/remind", Map.of("id", own.id()));
    assertThat(words(head, "/board")).contains("do chính bạn giữ");
    assertThat(unread(head)).isEqualTo(before);
    head.post("/my-work/" + own.id() + "/release", Map.of());
  }

  @Test
  void whatIsChosenIsMailedOnceAndOnlyInOfficeHours() {
    assertThat(hoa.post("/account/notices", Map.of("when", "at-once")).statusCode()).isEqualTo(400);
    HttpResponse<String> wrong =
        hoa.post("/account/notices", Map.of("when", "daily", "address", "hoa tại phường"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("value=\"hoa tại phường\"", "address-wrong");
    hoa.post("/account/notices", Map.of("when", "at-once", "address", "hoa@hanoi.gov.vn"));
    assertThat(hoa.page("/account/notices").body()).contains("value=\"hoa@hanoi.gov.vn\"");
    readAll(hoa);
    NoticeMail mail = world.get(NoticeMail.class);
    Outbox outbox = world.get(Outbox.class);
    mail.round();
    int before = outbox.of(NoticeMail.LISTED_AS).size();

    WorkItem item = given(HOA);
    assertThat(mail.round()).isEqualTo(1);
    assertThat(mail.round()).isZero();
    assertThat(outbox.of(NoticeMail.LISTED_AS)).hasSize(before + 1);
    Instant evening =
        world.now().atZone(World.HANOI).toLocalDate().atTime(19, 0).atZone(World.HANOI).toInstant();
    world.advanceTo(evening);
    given(HOA);
    assertThat(mail.round()).isZero();
    world.advanceTo(evening.plusSeconds(14 * 3600));
    assertThat(mail.round()).isEqualTo(1);
    assertThat(item.dossier().value()).isNotEmpty();
    hoa.post("/account/notices", Map.of("when", "off", "address", ""));
    given(HOA);
    assertThat(mail.round()).isZero();
  }

  @Test
  void theApiDoesTheSame() {
    readAll(nam);
    WorkItem item = given(NAM);
    String list = nam.api("/api/v1/notices").body();
    assertThat(list).contains("\"kind\":\"work-given\"", item.dossier().value());
    String no = list.replaceAll("(?s)^\\[\\{\"no\":(\\d+).*", "$1");
    assertThat(nam.postApi("/api/v1/notices/" + no + "/read", "").statusCode()).isEqualTo(204);
    assertThat(hoa.postApi("/api/v1/notices/" + no + "/read", "").statusCode()).isEqualTo(404);
    assertThat(unread(nam)).isZero();
    assertThat(
            nam.call(
                    "PUT",
                    "/api/v1/notices/choice",
                    "{\"when\": \"daily\", \"address\": \"nam@hanoi.gov.vn\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(nam.api("/api/v1/notices/choice").body()).contains("\"when\":\"daily\"");
    assertThat(List.of(nam.page("/account/notices").body().split("selected=")).size()).isEqualTo(2);
    nam.post("/my-work/" + item.id() + "/release", Map.of());
  }
}
