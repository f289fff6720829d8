package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.AgencyCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.testing.City;
import onestop.testing.FilledApplication;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search box as a browser uses it, and the same through the API. */
@Tag("world")
class SearchDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String BUSINESS = "1.001612";

  private static World world;
  private static City city;
  private static Visitor specialist;
  private static Visitor auditor;
  private static String hung;
  private static String shop;

  @BeforeAll
  static void receive() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    hung = receive("Nguyễn Văn Hùng", "0912345678", "001085012345", City.WARD);
    receive("Phạm Thị Hùng", "0900000000", null, City.WARD);
    receive("Nguyễn Hùng Cường", "0911111111", null, City.POLICE);
    shop = receiveWithForm("Lê Thị Sáu");
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String receive(String name, String phone, String identity, AgencyCode agency) {
    Intake intake = city.intake(MARITAL_STATUS, agency, "search " + name);
    return accepted(
        new Intake(
            intake.source(),
            intake.idempotencyKey(),
            intake.procedureCode(),
            agency,
            agency,
            new Applicant(name, "Số 5 ngõ 7", phone, null, identity),
            intake.subject(),
            Channel.DESK,
            intake.papers(),
            null,
            null,
            null));
  }

  private static String receiveWithForm(String name) {
    Catalogue catalogue = world.get(Catalogue.class);
    Procedure procedure = catalogue.current(BUSINESS);
    ApplicationForm form = catalogue.form(procedure).orElseThrow();
    Map<String, Object> answers = FilledApplication.of(form, 0);
    answers.put("business_name", "Tạp hoá Bình Minh");
    List<String> papers = procedure.papers().stream().map(Paper::code).toList();
    Intake intake = city.intake(BUSINESS, City.WARD, "search form");
    return accepted(
        new Intake(
            "test",
            "search form",
            BUSINESS,
            City.WARD,
            City.WARD,
            new Applicant(name, "Số 5 ngõ 7", "0922222222", null, null),
            intake.subject(),
            Channel.DESK,
            papers,
            null,
            null,
            null,
            new IntakeRecord(
                papers.stream().map(code -> new HandedPaper(code, 1, 0, 0, null)).toList(),
                ReturnBy.DESK,
                new IntakeRecord.FilledForm(form.id(), form.version(), answers))));
  }

  private static String accepted(Intake intake) {
    return ((IntakeResult.Received) world.get(Dossiers.class).receive(intake, City.desk()))
        .dossier()
        .code()
        .value();
  }

  private static String path(String typed) {
    return "?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
  }

  private static String words(Visitor visitor, String typed) {
    return InboxPagesTest.words(visitor.page("/search" + path(typed)).body());
  }

  static Stream<String> waysOfWritingTheCode() {
    return Stream.of(
        hung,
        "  " + hung + "\n",
        hung.replace("-", " "),
        hung.replaceAll("[.-]", ""),
        hung.toLowerCase(java.util.Locale.ROOT),
        "https://mot-cua.example.vn/lookup?code=" + hung,
        "HTTP://mot-cua.example.vn/dossiers/" + hung + "?x=1#y");
  }

  @ParameterizedTest
  @MethodSource("waysOfWritingTheCode")
  void aWholeCodeOpensItsDossierAtOnce(String typed) {
    HttpResponse<String> answer = specialist.page("/search" + path(typed));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).endsWith("/dossiers/" + hung);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void theBoxIsOnEveryPageOfWhoReadsDossiersAndNotOnOthers() {
    for (String page : List.of("/", "/my-work", "/dossiers", "/dossiers/" + hung, "/calendar")) {
      assertThat(specialist.page(page).body()).as(page).contains("action=\"/search\"");
    }
    Visitor operator = Visitor.of(world, City.officer(City.WARD, Role.OPERATOR).id());
    assertThat(operator.page("/").body()).doesNotContain("action=\"/search\"");
    assertThat(Visitor.stranger(world, City.desk().id()).page("/login").body())
        .doesNotContain("action=\"/search\"");
  }

  @Test
  void saysWhatMatchedHowItStandsAndWhenItIsDue() {
    assertThat(words(specialist, "hung nguyen"))
        .contains("Kết quả cho “hung nguyen” 1 hồ sơ", hung, "Nguyễn Văn Hùng", "Tên người nộp")
        .contains("Còn 3 ngày làm việc")
        .doesNotContain("Phạm Thị Hùng", "Nguyễn Hùng Cường");
    assertThat(words(specialist, "hùng"))
        .as("who has only that name in common comes after")
        .contains("2 hồ sơ");
    assertThat(words(specialist, "5678"))
        .contains("Điện thoại, số cuối 678")
        .doesNotContain("0912345678", "345678");
    assertThat(words(specialist, "5012345"))
        .contains("Số định danh, số cuối 345")
        .doesNotContain("001085012345");
    assertThat(words(specialist, "binh minh tạp hóa"))
        .contains(shop, "Lê Thị Sáu", "Tên hộ kinh doanh: Tạp hoá Bình Minh");
    assertThat(words(specialist, "sáu bình minh")).contains(shop);
  }

  @Test
  void anotherAgencysDossierIsFoundByNobodyWhoDoesNotWorkOnIt() {
    assertThat(words(specialist, "hùng cường"))
        .contains("Không có hồ sơ nào khớp trong phạm vi bạn được xem");
    HttpResponse<String> byName = auditor.page("/search" + path("hùng nguyễn"));
    assertThat(byName.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(byName.body()))
        .contains("Vai trò của bạn tìm theo mã hồ sơ")
        .doesNotContain("Nguyễn Văn Hùng");
    assertThat(location(auditor.page("/search" + path(hung))))
        .as("asks for a purpose there")
        .endsWith("/dossiers/" + hung);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "____",
        "' or 1=1 --",
        "😀😀",
        "\u202e\u202d",
        "\u0301\u0300",
        "<script>x",
        "a"
      })
  void hostileTextIsAnsweredWithASentenceAndNothingElse(String typed) {
    HttpResponse<String> answer = specialist.page("/search" + path(typed));
    assertThat(answer.statusCode()).isIn(200, 400);
    assertThat(InboxPagesTest.words(answer.body()))
        .containsAnyOf(
            "Hãy gõ ít nhất 2 chữ cái, hoặc 3 chữ số",
            "Không có hồ sơ nào khớp",
            "không hiển thị được",
            "không nhìn thấy")
        .doesNotContain("<script>x");
  }

  @Test
  void aTextThatIsTooLongIsRefusedAndOneApartFromItsMarksIsNot() {
    HttpResponse<String> answer = specialist.page("/search" + path("ă".repeat(1_000)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(answer.body()))
        .contains("Nội dung tìm dài 1000 ký tự; hãy rút còn nhiều nhất 200 ký tự");
    assertThat(words(specialist, Normalizer.normalize("Hùng Nguyễn", Normalizer.Form.NFD)))
        .contains(hung);
    assertThat(specialist.page("/search" + path("   ")).statusCode()).isEqualTo(200);
    assertThat(specialist.page("/search").statusCode()).isEqualTo(200);
  }

  @Test
  void theApiFindsTheSame() {
    String found = specialist.api("/api/v1/search" + path("hung nguyen")).body();
    assertThat(found)
        .contains("\"code\":\"" + hung + "\"", "\"where\":\"name\"", "\"more\":false")
        .doesNotContain("\"exact\"")
        .doesNotContain("Nguyễn Hùng Cường");
    assertThat(specialist.api("/api/v1/search" + path("binh minh")).body())
        .contains("\"where\":\"form\"", "\"field\":\"business_name\"");
    assertThat(specialist.api("/api/v1/search" + path(hung)).body())
        .contains("\"exact\":\"" + hung + "\"", "\"where\":\"code\"");
    assertThat(auditor.api("/api/v1/search" + path(hung)).body())
        .contains("\"exact\":\"" + hung + "\"", "\"found\":[]");
    assertThat(auditor.api("/api/v1/search" + path("hung")).statusCode()).isEqualTo(400);
    assertThat(specialist.api("/api/v1/search?q=" + "a".repeat(201)).body())
        .contains("search:too-long");
  }
}
