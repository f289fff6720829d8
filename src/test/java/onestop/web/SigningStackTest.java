package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationState;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** A head signs between two meetings, three days before Tết; then a deputy does. */
@Tag("world")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SigningStackTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final OfficerId HEAD = City.officer(City.WARD, Role.HEAD_OF_AGENCY).id();
  private static final OfficerId DEPUTY = new OfficerId("pho.chu.tich");
  private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"(\\d+)\"");

  private static World world;
  private static Apologies apologies;
  private static Visitor head;
  private static Visitor specialist;
  private static final List<Long> letters = new ArrayList<>();

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-02-09T10:00");
    City city = City.in(world);
    apologies = world.get(Apologies.class);
    world
        .get(Agencies.class)
        .add(
            new Officer(
                DEPUTY, "Phạm Quốc Việt", "Phó Chủ tịch", City.WARD, Set.of(Role.UNIT_HEAD)),
            null);
    head = Visitor.of(world, HEAD);
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    List<DossierCode> codes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      codes.add(city.receive(MARITAL_STATUS).code());
    }
    world.advanceTo("2026-02-11T14:00");
    codes.forEach(code -> letters.add(apologies.of(code).get(0).id()));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static ApologyObligation letter(int no) {
    return apologies.get(letters.get(no));
  }

  private static String path(int no) {
    return "/letters/" + letters.get(no);
  }

  private static String read(Visitor visitor, String path) {
    return HtmlUtils.htmlUnescape(visitor.page(path).body());
  }

  private static Map<String, String> form(Visitor visitor, int no) {
    Matcher shown = REVISION.matcher(visitor.page(path(no)).body());
    assertThat(shown.find()).isTrue();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("reason", "OVERLOAD");
    form.put("text", "Số hồ sơ tăng gấp đôi, thư " + no + ".");
    form.put("newDay", "");
    form.put("revision", shown.group(1));
    return form;
  }

  private static String shown(int no) {
    return letters.get(no) + ":" + letter(no).revision();
  }

  private static String where(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
  }

  @Test
  @Order(1)
  void atTheWarningTheOfficerHasOneQuestion() {
    String page = read(specialist, path(0));
    assertThat(page)
        .contains("Hồ sơ này có kịp hạn không?", "value=\"on-time\"", "value=\"late\"")
        .contains("không ai soạn và ký, thư tự phát hành");
    String draft = path(0) + "/draft";
    HttpResponse<String> empty = specialist.post(draft, Map.of("answer", "late"));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(HtmlUtils.htmlUnescape(empty.body())).contains("id=\"reason-wrong\"");

    assertThat(specialist.post(draft, Map.of("answer", "on-time")).statusCode()).isEqualTo(302);
    assertThat(letter(0).onTime()).isNotNull();
    assertThat(letter(0).draft()).isNull();
    assertThat(read(specialist, path(0)))
        .as("asked once; silence now waits for the appointed moment")
        .doesNotContain("value=\"on-time\"")
        .contains("Cán bộ đã cam kết trả đúng hạn. Nếu đến 12/02/2026 17:00 chưa có kết quả")
        .contains("không phải gửi nếu trả đúng hạn như đã cam kết");

    for (int no = 1; no < 8; no++) {
      Map<String, String> late = form(specialist, no);
      late.put("answer", "late");
      assertThat(specialist.post(path(no) + "/draft", late).statusCode()).isEqualTo(302);
      assertThat(letter(no).state()).isEqualTo(ObligationState.DRAFTED);
    }
  }

  @Test
  @Order(2)
  void theWordsFollowTheFormAndNothingIsKept() {
    Map<String, String> form = form(head, 1);
    form.put("text", "Chưa ai lưu câu này.");
    form.put("newDay", "2026-02-24");
    HttpResponse<String> answer = head.post(path(1) + "/preview", form);
    assertThat(answer.statusCode()).isEqualTo(200);
    String page = HtmlUtils.htmlUnescape(answer.body());
    String paper = page.substring(page.indexOf("<article"), page.indexOf("</article>"));
    assertThat(paper)
        .contains("Chưa ai lưu câu này.", "17 giờ 00 phút, ngày 24 tháng 02 năm 2026")
        .contains("Nguyễn Văn head_of_agency", "(bản xem trước, chưa ký)")
        .doesNotContain("KT.");
    assertThat(page)
        .as("the new date day by day, over Tết")
        .contains("Là ngày làm việc thứ 3 sau ngày 12/02/2026", "không kể 5 ngày nghỉ lễ")
        .containsPattern("20/02</time>.*?Tết Nguyên đán");
    assertThat(letter(1).draft().text()).isEqualTo("Số hồ sơ tăng gấp đôi, thư 1.");

    for (Map<String, String> wrong :
        List.of(
            Map.of("reason", ""),
            Map.of("newDay", "2026-02-17"),
            Map.of("newDay", "2099-01-05"),
            Map.of("newDay", "mai"),
            Map.of("reason", "OTHER", "text", " "))) {
      Map<String, String> typed = new LinkedHashMap<>(form);
      typed.putAll(wrong);
      for (String act : List.of("/preview", "/sign", "/draft")) {
        HttpResponse<String> refused = head.post(path(1) + act, typed);
        assertThat(refused.statusCode()).as("%s %s", act, wrong).isEqualTo(400);
        assertThat(refused.body()).contains("aria-invalid=\"true\"").doesNotContain("<article");
      }
    }
    assertThat(letter(1).isIssued()).isFalse();
  }

  @Test
  @Order(3)
  void aSignedLetterOpensTheNext() {
    String list = read(head, "/letters");
    assertThat(list)
        .contains("Chờ ký: 7", "Số hồ sơ tăng gấp đôi, thư 3.", "Trần Thị Ngọc Ánh")
        .contains("Nếu đến 11/02/2026 17:00 không ai ký, thư tự phát hành theo dự thảo này")
        .contains("26/02/2026 17:00", "Là ngày làm việc thứ 5");
    assertThat(list)
        .as("all at once only after the page has said how many, and to whom")
        .containsPattern(
            "<summary>Ký tất cả 7 thư…</summary>\\s*<div[^>]*>\\s*"
                + "<p>Ký và gửi 7 thư cho: [^<]+ và 2 người nộp khác\\.</p>")
        .containsPattern("value=\"all\">Ký và phát hành 7 thư<");
    assertThat(read(specialist, "/letters")).doesNotContain("Chờ ký:");
    assertThat(read(head, path(2))).contains("Thư 2 trên 7", path(1), path(3));

    HttpResponse<String> signed = head.post(path(2) + "/sign", form(head, 2));
    assertThat(letter(2).isIssued()).isTrue();
    assertThat(where(signed)).isEqualTo(path(3));
    assertThat(read(head, path(3)))
        .contains("còn 6 thư chờ ký", "Thư 2 trên 6", "Số hồ sơ tăng gấp đôi, thư 3.");
    assertThat(where(head.post(path(7) + "/sign", form(head, 7))))
        .as("from the last one back to the first")
        .isEqualTo(path(1));
  }

  @Test
  @Order(4)
  void manyAreSignedAsShownAndEachFailureIsNamed() {
    String before = shown(3);
    specialist.post(path(3) + "/draft", form(specialist, 3));
    String stack = before + " " + shown(4) + " 999999:1";
    HttpResponse<String> answer =
        head.post("/letters/sign", Map.of("which", "all", "stack", stack));
    assertThat(where(answer)).isEqualTo("/letters");
    String page = read(head, "/letters");
    assertThat(page)
        .contains("Đã ký và phát hành 1 thư", "Chưa ký được 2 thư", "data-signed=\"1\"")
        .contains("Thư của hồ sơ " + letter(3).dossier() + " đã có người khác sửa", path(3));
    assertThat(letter(4).isIssued()).isTrue();
    assertThat(letter(3).isIssued()).as("changed since it was shown").isFalse();
    assertThat(read(head, "/letters")).as("said once").doesNotContain("id=\"round\"");

    StringBuilder tooMany = new StringBuilder();
    for (int i = 0; i <= 1000; i++) {
      tooMany.append(1_000_000 + i).append(":1 ");
    }
    HttpResponse<String> refused =
        head.post("/letters/sign", Map.of("which", "all", "stack", tooMany.toString()));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(HtmlUtils.htmlUnescape(refused.body())).contains("nhiều nhất 1000 thư");
    for (Map<String, String> nothing :
        List.of(
            Map.<String, String>of(),
            Map.of("which", "all", "stack", ""),
            Map.of("which", "all", "stack", "1;2 x:y"),
            Map.of("id", "x"))) {
      assertThat(head.post("/letters/sign", nothing).statusCode()).as("%s", nothing).isEqualTo(400);
    }
  }

  @Test
  @Order(5)
  void aFaultInOneLetterIsItsOwnTroubleAndCanBeSignedAgain() {
    JdbcClient jdbc = world.get(JdbcClient.class);
    String poisoned = letter(5).dossier().value();
    String papers =
        jdbc.sql("select papers from dossier where dossier_code = ?")
            .param(poisoned)
            .query(String.class)
            .single();
    String write = "update dossier set papers = ? where dossier_code = ?";
    jdbc.sql(write).params("no json", poisoned).update();
    HttpResponse<String> answer =
        head.post("/letters/sign", Map.of("which", "all", "stack", shown(5) + " " + shown(6)));
    jdbc.sql(write).params(papers, poisoned).update();
    assertThat(answer.statusCode()).isEqualTo(302);
    String page = read(head, "/letters");
    assertThat(letter(6).isIssued()).isTrue();
    assertThat(page)
        .contains("Đã ký và phát hành 1 thư", "Chưa ký được 1 thư", poisoned)
        .contains("vì hệ thống gặp trục trặc", "name=\"id\" checked");
    head.post(
        "/letters/sign",
        Map.of(
            "id",
            String.valueOf(letters.get(5)),
            "revision-" + letters.get(5),
            String.valueOf(letter(5).revision())));
    assertThat(letter(5).isIssued()).isTrue();
  }

  @Test
  @Order(6)
  void aDelegateSignsInTheHeadsPlaceOnTheDaysOfTheOrder() {
    Visitor deputy = Visitor.of(world, DEPUTY);
    assertThat(read(deputy, "/letters")).doesNotContain("Chờ ký:");
    LocalDate today = LocalDate.of(2026, 2, 11);
    delegate(today.minusDays(3), today.minusDays(1));
    assertThat(read(deputy, "/letters")).as("over since midnight").doesNotContain("Chờ ký:");
    delegate(today.plusDays(1), today.plusDays(3));
    assertThat(read(deputy, "/letters")).as("from midnight on").doesNotContain("Chờ ký:");
    assertThat(deputy.api("/api/apologies/to-sign").body()).contains("\"total\":0");
    delegate(today, today);
    assertThat(read(deputy, "/letters")).contains("Chờ ký: 2", "KT. CÔNG CHỨC");
    assertThat(read(deputy, path(1)))
        .contains("Bạn ký thay: KT. CÔNG CHỨC", "QĐ-9", "từ 11/02/2026 đến hết 11/02/2026")
        .contains("<p class=\"b upper\">KT. CÔNG CHỨC</p>", "Phạm Quốc Việt");
    assertThat(deputy.api("/api/apologies/to-sign").body()).contains("\"total\":2");
    assertThat(deputy.api("/api/apologies/" + letters.get(1) + "/sheet").body())
        .contains("\"signsAs\":\"KT. CÔNG CHỨC\"", "\"delegation\":\"QĐ-9\"", "ISSUED_AS_DRAFTED")
        .contains("TET_NGUYEN_DAN");
    Map<String, String> form = form(deputy, 1);
    form.put("text", "Bản do phó chủ tịch ký.");
    assertThat(where(deputy.post(path(1) + "/sign", form))).isEqualTo(path(3));
    assertThat(letter(1).signature().title()).isEqualTo("KT. CÔNG CHỨC");
    assertThat(letter(1).signature().order()).isEqualTo("QĐ-9");
    assertThat(letter(1).draft().text()).isEqualTo("Bản do phó chủ tịch ký.");
    assertThat(where(deputy.post(path(3) + "/sign", form(deputy, 3)))).isEqualTo("/letters");
    assertThat(read(deputy, "/letters")).contains("không còn thư nào chờ ký");
    assertThat(world.get(Dossiers.class).get(letter(3).dossier()).state().isOpen()).isTrue();
  }

  private static void delegate(LocalDate from, LocalDate to) {
    world
        .get(Agencies.class)
        .add(
            new Delegation(
                HEAD,
                DEPUTY,
                City.WARD,
                Role.HEAD_OF_AGENCY,
                Delegation.Capacity.KT,
                from,
                to,
                "QĐ-9"));
  }
}
