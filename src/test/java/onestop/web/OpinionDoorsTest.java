package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.conduct.LookupPurpose;
import onestop.conduct.Lookups;
import onestop.dossiers.Dossiers;
import onestop.dossiers.consultations.Consultation;
import onestop.dossiers.consultations.Consultations;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.engine.WorkItem;
import onestop.integrity.Fsck;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.notices.NoticeGathering;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.Multipart;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opinions as officers ask and give them on pages, and the same through the API. */
@Tag("world")
class OpinionDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final Actor.Officer ASKING = City.officer(City.WARD, Role.SPECIALIST);
  private static final String TEXT = "Đề nghị cho biết tình trạng cư trú\r\ncủa <b>người nộp</b>";

  private static World world;
  private static City city;
  private static Visitor specialist;
  private static Visitor police;
  private static Visitor policeHead;
  private static Visitor insurance;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    specialist = Visitor.of(world, ASKING.id());
    police = visitor(City.POLICE, Role.SPECIALIST);
    policeHead = visitor(City.POLICE, Role.UNIT_HEAD);
    insurance = visitor(City.INSURANCE, Role.SPECIALIST);
  }

  private static Visitor visitor(onestop.kernel.AgencyCode agency, Role role) {
    return Visitor.of(world, City.officer(agency, role).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** A step at the resolving agency that its specialist holds. */
  private static WorkItem held() {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    WorkItem item = city.dossierItems(code).get(0);
    specialist.post("/my-work/" + item.id() + "/claim", Map.of());
    return item;
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(world.now(), World.HANOI);
  }

  private static Map<String, String> question(String... more) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "agency",
                City.POLICE.value(),
                "role",
                "specialist",
                "question",
                TEXT,
                "day",
                today().plusDays(1).toString()));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private static HttpResponse<String> ask(WorkItem item, String... more) {
    return specialist.post("/my-work/" + item.id() + "/opinion", question(more));
  }

  private static List<Consultation> asked(WorkItem item) {
    return world.get(Consultations.class).of(item.dossier());
  }

  private static String words(HttpResponse<String> answer) {
    return InboxPagesTest.words(answer.body());
  }

  private static String page(WorkItem item) {
    return "/opinions/" + item.dossier() + "/1";
  }

  private static HttpResponse<String> answer(Visitor who, WorkItem item, String text) {
    return who.post(
        page(item) + "/answer", new Multipart().field("_csrf", who.token()).field("answer", text));
  }

  private static List<String> events(WorkItem item) {
    return world.get(Dossiers.class).events(item.dossier()).stream()
        .map(DossierEvent::kind)
        .filter(kind -> kind.startsWith("OPINION"))
        .toList();
  }

  private static String applicant(WorkItem item) {
    return world.get(Dossiers.class).get(item.dossier()).applicant().name();
  }

  @Test
  void aQuestionIsAskedSeenAnsweredAndOnRecord() {
    WorkItem item = held();
    var due = world.get(SlaClocks.class).state(item.dossier());
    assertThat(words(specialist.page("/my-work/" + item.id()))).contains("Lấy ý kiến");
    assertThat(words(specialist.page("/my-work/" + item.id() + "/opinion")))
        .contains("Mặc định là 3 ngày làm việc", "không làm thay đổi hạn trả kết quả");
    assertThat(ask(item).statusCode()).isEqualTo(302);
    assertThat(ask(item).statusCode()).as("the form sent twice").isEqualTo(409);
    assertThat(asked(item)).hasSize(1);
    assertThat(world.get(SlaClocks.class).state(item.dossier())).isEqualTo(due);

    assertThat(words(police.page("/"))).contains("ý kiến được hỏi đang chờ bạn trả lời");
    assertThat(words(police.page("/my-work"))).contains("Ý kiến được hỏi (");
    assertThat(words(police.page("/notices"))).contains("hỏi ý kiến bạn (ý kiến số 1)");
    assertThat(words(police.page("/opinions")))
        .contains(item.dossier().value(), "Đề nghị cho biết", "Còn ")
        .doesNotContain(applicant(item));
    assertThat(words(policeHead.page("/opinions"))).contains(item.dossier().value());
    assertThat(words(insurance.page("/opinions"))).doesNotContain(item.dossier().value());

    String sheet = police.page(page(item)).body();
    assertThat(sheet)
        .contains(applicant(item), "của &lt;b&gt;người nộp&lt;/b&gt;")
        .doesNotContain("/dossiers/" + item.dossier());
    assertThat(police.page("/dossiers/" + item.dossier()).statusCode()).isEqualTo(404);
    assertThat(looks(item)).isEqualTo(1);

    assertThat(answer(police, item, "Có đăng ký\r\nthường trú").statusCode()).isEqualTo(302);
    assertThat(words(specialist.page("/notices"))).contains("đã trả lời ý kiến số 1");
    assertThat(words(specialist.page("/dossiers/" + item.dossier())))
        .contains("Có đăng ký", "thường trú", "Đã trả lời", "Trả lời ý kiến");
    assertThat(words(specialist.page("/my-work/" + item.id()))).contains("Có đăng ký");
    assertThat(events(item)).containsExactly("OPINION_ASKED", "OPINION_ANSWERED");
    assertThat(words(police.page("/opinions"))).doesNotContain(item.dossier().value());
    city.resolve(item.dossier());
    assertThat(world.get(Fsck.class).check().holds()).isTrue();
  }

  private static long looks(WorkItem item) {
    return world
        .get(Lookups.class)
        .list(
            new Lookups.Filter(
                City.officer(City.POLICE, Role.SPECIALIST).id(),
                item.dossier(),
                null,
                java.util.Set.of()),
            100)
        .stream()
        .filter(look -> look.stated().purpose() == LookupPurpose.OPINION)
        .count();
  }

  @Test
  void aQuestionHasOneAnswerAndTheSecondGetsASentence() {
    WorkItem item = held();
    ask(item);
    answer(police, item, "trả lời thứ nhất");
    HttpResponse<String> second = answer(policeHead, item, "trả lời thứ hai");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(words(second))
        .contains("mỗi câu hỏi chỉ có một trả lời", "trả lời thứ nhất")
        .as("what was typed")
        .contains("trả lời thứ hai");
    assertThat(events(item)).containsExactly("OPINION_ASKED", "OPINION_ANSWERED");
    assertThat(specialist.page("/dossiers/" + item.dossier()).body())
        .doesNotContain("trả lời thứ hai");
  }

  @Test
  void onlyTheNamedFilesOpenToTheAskedAndAnAnswerMayHaveOne() {
    WorkItem item = held();
    HandedFiles files = world.get(HandedFiles.class);
    for (String name : List.of("a", "b")) {
      files.add(
          item.dossier(), new NewFile(name + ".pdf", Scans.pdf(name), null, name, null), ASKING);
    }
    assertThat(specialist.page("/my-work/" + item.id() + "/opinion").body())
        .contains("Tệp số 1", "Tệp số 2");
    ask(item, "files", "2");
    assertThat(police.page(page(item)).body()).contains("b.pdf").doesNotContain("a.pdf");
    assertThat(police.download(page(item) + "/files/2").body()).isEqualTo(Scans.pdf("b"));
    assertThat(police.page(page(item) + "/files/1").statusCode()).isEqualTo(404);
    assertThat(police.page("/dossiers/" + item.dossier() + "/files/2").statusCode()).isEqualTo(404);
    assertThat(insurance.page(page(item) + "/files/2").statusCode()).isEqualTo(404);
    assertThat(looks(item)).as("the page and both files, found or not").isEqualTo(3);

    byte[] pdf = Scans.pdf("cong van");
    police.post(
        page(item) + "/answer",
        new Multipart()
            .field("_csrf", police.token())
            .field("answer", "Xem công văn")
            .file("file", "cong-van.pdf", "application/pdf", pdf));
    assertThat(specialist.page("/dossiers/" + item.dossier()).body()).contains("cong-van.pdf");
    assertThat(specialist.download("/dossiers/" + item.dossier() + "/files/3").body())
        .isEqualTo(pdf);
    assertThat(police.download(page(item) + "/files/3").body()).isEqualTo(pdf);
  }

  @Test
  void itIsPassedOnWithAReasonAndFormerlyAskedOfficersReadNoMore() {
    WorkItem item = held();
    ask(item);
    Map<String, String> to =
        Map.of("agency", City.INSURANCE.value(), "role", "specialist", "reason", "  ");
    HttpResponse<String> without = police.post(page(item) + "/pass-on", to);
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(words(without)).contains("Lý do còn trống");
    Map<String, String> why = new HashMap<>(to);
    why.put("reason", "thuộc bảo hiểm xã hội");
    assertThat(insurance.post(page(item) + "/pass-on", why).statusCode()).isEqualTo(404);
    assertThat(police.post(page(item) + "/pass-on", why).statusCode()).isEqualTo(302);
    assertThat(police.page(page(item)).statusCode()).isEqualTo(404);
    assertThat(words(insurance.page("/opinions"))).contains(item.dossier().value());
    assertThat(words(specialist.page("/notices"))).contains("đã chuyển ý kiến số 1");
    assertThat(words(specialist.page("/dossiers/" + item.dossier())))
        .contains("Chuyển câu hỏi cho nơi khác", "thuộc bảo hiểm xã hội");
    answer(insurance, item, "đang tham gia");
    assertThat(events(item))
        .containsExactly("OPINION_ASKED", "OPINION_PASSED_ON", "OPINION_ANSWERED");
  }

  @Test
  void theDayIsAWorkingDayFromNowAndBehindTheDossierOnlyWithAReason() {
    WorkItem item = held();
    LocalDate due =
        LocalDate.ofInstant(
            world.get(SlaClocks.class).state(item.dossier()).dueCurrentAt(), World.HANOI);
    LocalDate sunday =
        today().with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.SUNDAY));
    LocalDate behind = due.plusDays(1);
    while (behind.getDayOfWeek().getValue() > 5) {
      behind = behind.plusDays(1);
    }
    Map<String, String> sentences =
        Map.of(
            today().minusDays(1).toString(),
            "đã hết giờ làm việc",
            today().plusYears(2).toString(),
            "quá xa",
            sunday.toString(),
            "là ngày nghỉ",
            behind.toString(),
            "sau hạn của hồ sơ",
            "",
            "Chưa chọn hạn trả lời",
            "mai",
            "mai");
    sentences.forEach(
        (day, sentence) -> {
          HttpResponse<String> refused = ask(item, "day", day);
          assertThat(refused.statusCode()).as(day).isEqualTo(400);
          assertThat(words(refused)).as(day).contains(sentence, "Đề nghị cho biết tình trạng");
        });
    assertThat(asked(item)).isEmpty();
    assertThat(ask(item, "day", behind.toString(), "why", "cơ quan ở xa").statusCode())
        .isEqualTo(302);
    assertThat(words(specialist.page("/dossiers/" + item.dossier()))).contains("cơ quan ở xa");
  }

  @Test
  void aLapsedQuestionIsNoConsentIsRemindedOnceAndWithdrawn() {
    WorkItem item = held();
    ask(item);
    world.advanceTo(today().plusDays(2).atTime(LocalTime.of(9, 0)).atZone(World.HANOI).toInstant());
    String page = "/dossiers/" + item.dossier();
    assertThat(words(specialist.page(page)))
        .contains("Quá hạn", "Chưa trả lời không có nghĩa là đồng ý");
    assertThat(words(police.page("/opinions"))).contains("Quá hạn");
    NoticeGathering gathering = world.get(NoticeGathering.class);
    gathering.lapsedOpinions();
    gathering.lapsedOpinions();
    assertThat(words(specialist.page("/notices")))
        .contains("Ý kiến số 1 đã quá hạn mà chưa có trả lời");
    assertThat(
            world
                .get(JdbcClient.class)
                .sql("select count(*) from notice where kind = ? and dossier_code = ?")
                .params("OPINION_LAPSED", item.dossier().value())
                .query(Integer.class)
                .single())
        .as("told once")
        .isEqualTo(1);
    String acts = page + "/opinions/1";
    assertThat(visitor(City.WARD, Role.DESK_OFFICER).post(acts + "/remind", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(specialist.post(acts + "/remind", Map.of()).statusCode()).isEqualTo(302);
    assertThat(words(police.page("/notices"))).contains("nhắc bạn trả lời ý kiến số 1");
    assertThat(specialist.post(acts + "/remind", Map.of()).statusCode()).isEqualTo(409);
    assertThat(specialist.post(acts + "/withdraw", Map.of("reason", "")).statusCode())
        .isEqualTo(400);
    Visitor head = visitor(City.WARD, Role.UNIT_HEAD);
    assertThat(head.post(acts + "/withdraw", Map.of("reason", "đã tự xác minh")).statusCode())
        .isEqualTo(302);
    assertThat(words(police.page("/opinions"))).doesNotContain(item.dossier().value());
    assertThat(police.page(page(item)).statusCode()).isEqualTo(404);
    assertThat(events(item))
        .containsExactly("OPINION_ASKED", "OPINION_REMINDED", "OPINION_WITHDRAWN");
  }

  @Test
  void aClosedAccountHoldsNoPostThatIsAsked() {
    OfficerId left = new OfficerId("can.bo.nghi");
    Agencies agencies = world.get(Agencies.class);
    agencies.add(
        new Officer(left, "Vũ Thị Nghỉ", "Kế toán", City.POLICE, Set.of(Role.FINANCE_OFFICER)),
        null);
    Visitor gone = Visitor.of(world, left);
    Accounts accounts = world.get(Accounts.class);
    OfficerId by = City.officer(City.WARD, Role.ADMINISTRATOR).id();
    OfficerId other = City.officer(City.POLICE, Role.FINANCE_OFFICER).id();
    accounts.disable(left, "nghỉ hưu", by);
    WorkItem item = held();
    assertThat(ask(item, "role", "finance_officer").statusCode()).isEqualTo(302);
    accounts.enable(left, "trở lại", by);
    assertThat(words(gone.page("/notices"))).doesNotContain(item.dossier().value());

    accounts.disable(left, "nghỉ hưu", by);
    accounts.disable(other, "nghỉ hưu", by);
    HttpResponse<String> nobody = ask(item, "role", "finance_officer", "question", "Còn gì nữa?");
    assertThat(nobody.statusCode()).isEqualTo(400);
    assertThat(words(nobody)).contains("không có ai giữ vai trò này");
    accounts.enable(other, "trở lại", by);
  }

  @Test
  void onlyTheHolderAtTheResolvingAgencyAsksAndNotOneself() {
    WorkItem item = held();
    assertThat(
            visitor(City.WARD, Role.UNIT_HEAD)
                .post("/my-work/" + item.id() + "/opinion", question())
                .statusCode())
        .isEqualTo(403);
    assertThat(police.post("/my-work/" + item.id() + "/opinion", question()).statusCode())
        .isEqualTo(404);
    HttpResponse<String> oneself = ask(item, "agency", City.WARD.value());
    assertThat(oneself.statusCode()).isEqualTo(400);
    assertThat(words(oneself)).contains("Bạn chính là người được hỏi");
    assertThat(ask(item, "agency", "").statusCode()).isEqualTo(400);
    assertThat(ask(item, "role", "auditor").statusCode()).isEqualTo(400);
    assertThat(ask(item, "question", " ").statusCode()).isEqualTo(400);
    assertThat(ask(item, "question", "x".repeat(2001)).statusCode()).isEqualTo(400);
    assertThat(asked(item)).isEmpty();
    assertThat(ask(item, "agency", City.WARD.value(), "role", "unit_head").statusCode())
        .as("another role of the own agency")
        .isEqualTo(302);
  }

  @Test
  void theApiDoesTheSame() {
    WorkItem item = held();
    String asking = "/api/v1/work-items/" + item.id() + "/opinions";
    assertThat(specialist.api(asking).body()).contains("\"day\":\"", "\"roles\":[");
    String body =
        "{\"agency\": \"%s\", \"role\": \"specialist\", \"question\": \"Hỏi\", \"day\": \"%s\"}"
            .formatted(City.POLICE, today().plusDays(1));
    assertThat(specialist.postApi(asking, body).statusCode()).isEqualTo(201);
    String path = "/api/v1/opinions/" + item.dossier() + "/1";
    assertThat(police.api("/api/v1/opinions").body()).contains(item.dossier().value());
    assertThat(police.api(path).body()).contains(applicant(item), "\"state\":\"WAITING\"");
    assertThat(insurance.api(path).statusCode()).isEqualTo(404);
    String dossier = "/api/v1/dossiers/" + item.dossier() + "/opinions";
    assertThat(specialist.call("POST", dossier + "/1/remind", "").statusCode()).isEqualTo(204);
    assertThat(police.postApi(path + "/answer", "{\"text\": \"Có\"}").statusCode()).isEqualTo(204);
    assertThat(police.postApi(path + "/answer", "{\"text\": \"Không\"}").statusCode())
        .isEqualTo(409);
    assertThat(specialist.api(dossier).body())
        .contains("\"answer\":\"Có\"", "\"state\":\"ANSWERED\"");
    assertThat(
            specialist.postApi(dossier + "/1/withdraw", "{\"reason\": \"không cần\"}").statusCode())
        .isEqualTo(409);
  }
}
