package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import onestop.agencies.Role;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** The counter refuses an application from the page on which it was typed. */
@Tag("world")
class RefusalDoorsTest {
  private static final String PERMIT = "1.009994";
  private static World world;
  private static Visitor desk;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-04-01T10:00");
    City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void refusesOnRecordAndPrintsTheSlip() throws IOException {
    Map<String, String> form = form();
    HttpResponse<String> answer = desk.post("/receive/" + PERMIT + "/send", form);
    String to = path(answer);
    assertThat(to).contains("/receive/refusals?q=");
    int no = last();
    String number = "%03d/TCHS-%s".formatted(no, City.WARD.value());
    assertThat(text(desk.page(to)))
        .contains("Đã từ chối tiếp nhận, phiếu số " + number, "Đỗ Văn Ngoài");
    try (PDDocument pdf = Loader.loadPDF(desk.file("/receive/refusals/2026/" + no + ".pdf"))) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
          .contains("Mẫu số 03", "Số: " + number, "Đỗ Văn Ngoài", "Ngoài địa bàn Thành phố")
          .contains("Điều 103 Luật Xây dựng", "NGƯỜI TIẾP NHẬN");
    }
    assertThat(world.get(JdbcClient.class).sql("select count(*) from dossier").query(Long.class))
        .satisfies(found -> assertThat(found.single()).isZero());
    desk.post("/receive/" + PERMIT + "/send", form);
    assertThat(last()).as("sent twice, refused once").isEqualTo(no);
    form.put("key", UUID.randomUUID().toString());
    desk.post("/receive/" + PERMIT + "/send", form);
    assertThat(last()).as("no gap").isEqualTo(no + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "refuseReason,' ',Trường",
    "refuseBasis,'',Trường",
    "name,'',họ tên",
    "refuseBasis,'Điều 1 \uD83D\uDE00',Điều 1",
  })
  void keepsWhatIsTypedWhereASlipCannotBeMade(String field, String value, String sentence) {
    int before = last();
    Map<String, String> form = form();
    form.put(field, value);
    HttpResponse<String> answer = desk.post("/receive/" + PERMIT + "/send", form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains(sentence, "value=\"Xin cấp phép\"");
    assertThat(last()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"ngoai do", "Đỗ Văn", "xin cap", "TCHS"})
  void findsARefusalAgain(String words) {
    desk.post("/receive/" + PERMIT + "/send", form());
    assertThat(text(desk.page("/receive/refusals?q=" + encoded(words)))).contains("Đỗ Văn Ngoài");
    assertThat(text(desk.page("/receive/refusals?q=" + encoded("không ai cả"))))
        .contains("Không có phiếu nào");
  }

  @Test
  void showsOtherCountersNothing() {
    desk.post("/receive/" + PERMIT + "/send", form());
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.DESK_OFFICER).id());
    assertThat(police.page("/receive/refusals").body()).doesNotContain("TCHS-H26");
    assertThat(police.page("/receive/refusals/2026/" + last() + ".pdf").statusCode())
        .isEqualTo(404);
    Visitor specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    assertThat(specialist.page("/receive/refusals").statusCode()).isEqualTo(403);
  }

  @Test
  void doesTheSameThroughTheApi() {
    String body =
        """
        {"idempotencyKey": "r-1", "procedure": "1.009994", "subject": "Xin cấp phép",
         "applicant": {"name": "Lý Thị Xa"}, "reason": "Ngoài địa bàn", "legalBasis": "Điều 103"}
        """;
    HttpResponse<String> first = desk.apiPost("/api/v1/refusals", "application/json", body);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    int no = last();
    desk.apiPost("/api/v1/refusals", "application/json", body);
    assertThat(last()).isEqualTo(no);
    assertThat(desk.api("/api/v1/refusals?q=xa").body()).contains("Lý Thị Xa");
  }

  private static int last() {
    return world
        .get(JdbcClient.class)
        .sql("select coalesce(max(no), 0) from counter_refusal")
        .query(Integer.class)
        .single();
  }

  private static Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", UUID.randomUUID().toString());
    form.put("name", "Đỗ Văn Ngoài");
    form.put("phone", "0912345678");
    form.put("subject", "Xin cấp phép");
    form.put("channel", "DESK");
    form.put("returnBy", "DESK");
    form.put("resolving", City.WARD.value());
    form.put("refuse", "yes");
    form.put("refuseReason", "Ngoài địa bàn Thành phố");
    form.put("refuseBasis", "Điều 103 Luật Xây dựng");
    return form;
  }

  private static String path(HttpResponse<String> redirect) {
    return redirect.headers().firstValue("Location").orElse("").replaceFirst("http://[^/]+", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String text(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }
}
