package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.testing.TestDatabase;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Who gets the reports that are due by law, in which shape, and how a wrong question is answered.
 */
@Tag("world")
class ReportDoorsTest {
  private static final String PASSWORD = "a long password";
  private static final AgencyCode WARD = new AgencyCode("H26.12.03");
  private static final String NAME = "Trần Thị Ngọc Ánh";
  private static final List<String> COUNTED =
      List.of("settlement", "city-summary", "service-index");

  private static ConfigurableApplicationContext application;
  private static int port;
  private static String period;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws ClassNotFoundException {
    Map<String, String> where = TestDatabase.H2.ready();
    application =
        new SpringApplicationBuilder(Class.forName("onestop.Onestop"))
            .run(
                "--spring.profiles.active=test",
                "--server.port=0",
                "--spring.datasource.url=" + where.get("url"),
                "--spring.datasource.username=" + where.get("user"),
                "--spring.datasource.password=" + where.get("password"),
                "--ONESTOP_ADMIN_PASSWORD=" + PASSWORD,
                "--onestop.engine.timers=false",
                "--onestop.periodic.enabled=false",
                "--onestop.demo=false",
                "--logging.level.root=warn");
    port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
    Agencies agencies = application.getBean(Agencies.class);
    agencies.add(
        new Agency(
            WARD,
            "UBND phường Văn Miếu",
            "Văn Miếu ward",
            null,
            Agency.Kind.WARD,
            "000.00.01.H26",
            "",
            "",
            "",
            "Hà Nội"),
        LocalDate.of(2015, 1, 1));
    String hash = application.getBean(PasswordEncoder.class).encode(PASSWORD);
    for (Role role : List.of(Role.AUDITOR, Role.HEAD_OF_AGENCY, Role.SPECIALIST)) {
      agencies.add(
          new Officer(new OfficerId(role.code()), "Người", "Công chức", WARD, Set.of(role)), hash);
    }
    Dossiers dossiers = application.getBean(Dossiers.class);
    List<String> papers =
        application.getBean(Catalogue.class).current("1.004873").papers().stream()
            .map(Paper::code)
            .toList();
    var received =
        dossiers.receive(
            new Intake(
                "test",
                "1",
                "1.004873",
                WARD,
                WARD,
                new Applicant(NAME, "Số 5 ngõ 7", "0912345678", null, null),
                "Hồ sơ thử",
                Channel.ONLINE,
                papers,
                null,
                null,
                null),
            new Actor.Officer(new OfficerId("specialist"), WARD));
    LocalDate day =
        ((onestop.dossiers.IntakeResult.Received) received)
            .dossier()
            .receivedAt()
            .atZone(application.getBean(java.time.ZoneId.class))
            .toLocalDate();
    period = "unit=" + WARD + "&level=agency&period=" + day + ".." + day + "&asOf=";
    period += ((onestop.dossiers.IntakeResult.Received) received).dossier().receivedAt().toString();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  @Test
  void opensToTheAuditorTheHeadAndTheAdministratorAndNobodyElse() throws Exception {
    for (String report : COUNTED) {
      assertThat(get("/api/reports/" + report, "specialist").statusCode()).isEqualTo(403);
      for (String login : List.of("auditor", "head_of_agency", "admin")) {
        assertThat(get("/api/reports/" + report, login).statusCode()).isEqualTo(200);
      }
    }
    HttpRequest stranger = HttpRequest.newBuilder(uri("/api/reports/register")).build();
    assertThat(client.send(stranger, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  @Test
  void countsTheSameAsJsonCsvXlsxAndPdf() throws Exception {
    JsonNode json = json("/api/reports/settlement?" + period);
    assertThat(json.get("formNumber").asText()).isEqualTo("Biểu số II.06a/VPCP/KSTT");
    assertThat(json.get("rows").get(0).get("values").toString())
        .isEqualTo("[1,1,0,0,0,0,0,0,1,1,0]");
    String csv = get("/api/reports/settlement?format=csv&" + period, "auditor").body();
    assertThat(csv.lines().skip(1).findFirst().orElseThrow())
        .isEqualTo(",TỔNG CỘNG,1,1,0,0,0,0,0,0,1,1,0");
    assertThat(csv)
        .contains(",Trong đó: phần việc liên thông,0,0,0,0,0,0,0,0,0,0,0")
        .contains(",\"Tổng cộng, không tính phần việc liên thông\",1,1,0,0,0,0,0,0,1,1,0");
    List<String> cells = cells(bytes("/api/reports/settlement?format=xlsx&" + period));
    assertThat(cells)
        .contains("Biểu số II.06a/VPCP/KSTT", "(13)", "NGƯỜI LẬP BIỂU", "TỔNG CỘNG")
        .anyMatch(cell -> cell.contains("cột (12)"))
        .anyMatch(cell -> cell.startsWith("Trước hạn (cột 8): có kết quả vào một ngày trước"))
        .contains("Trong đó: phần việc liên thông");
    try (PDDocument pdf = Loader.loadPDF(bytes("/api/reports/settlement?format=pdf&" + period))) {
      assertThat(pdf.getPage(0).getMediaBox().getWidth())
          .isGreaterThan(pdf.getPage(0).getMediaBox().getHeight());
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Biểu số II.06a/VPCP/KSTT", "TỔNG CỘNG", "UBND phường Văn Miếu")
          .contains("Trong đó: phần việc liên thông", "Trước hạn (cột 8)");
    }
  }

  @Test
  void namesWhatARateIsARateOfAndRatesNothingOfNothing() throws Exception {
    String csv = get("/api/reports/service-index?format=csv&" + period, "auditor").body();
    List<String> lines = csv.lines().toList();
    assertThat(lines.get(0)).contains("Tỷ lệ % trên cột (1) (3)", "Tỷ lệ % trên cột (8) (10)");
    // one open dossier: nothing settled, so no rate of column 1, and all of column 8 in time
    assertThat(lines.get(1)).isEqualTo(",TỔNG CỘNG,0,0,,0,,0,,1,1,100.0,1,100.0,0,0");
    JsonNode json = json("/api/reports/service-index?" + period);
    assertThat(json.get("rows").get(0).get("values").get(2).isNull()).isTrue();
    assertThat(json.get("notes").toString())
        .contains("so với thời điểm của số liệu")
        .doesNotContain("so với cuối kỳ");
  }

  @Test
  void saysOfWhichMomentARegisterSpeaks() throws Exception {
    assertThat(cells(bytes("/api/reports/register?format=xlsx&" + period)))
        .anyMatch(cell -> cell.startsWith("Kỳ chưa kết thúc: mọi số liệu"));
    String past = "level=below&unit=" + WARD + "&period=2020-01&asOf=2020-05-01T00:00";
    assertThat(cells(bytes("/api/reports/register?format=xlsx&" + past)))
        .anyMatch(cell -> cell.contains("mọi dòng ghi tình trạng đến hết ngày 31/01/2020"));
  }

  @Test
  void showsNoAuditorWhoseDossiersTheRegisterLists() throws Exception {
    for (String format : List.of("json", "csv")) {
      String register = "/api/reports/register?format=" + format + "&" + period;
      assertThat(get(register, "head_of_agency").body()).contains(NAME, "0912345678");
      assertThat(get(register, "auditor").body())
          .contains("000.00.01.H26-")
          .doesNotContain(NAME)
          .doesNotContain("0912345678");
    }
    assertThat(cells(bytes("/api/reports/register?format=xlsx&" + period)))
        .contains("Mẫu số 07", "(không hiển thị)")
        .doesNotContain(NAME);
  }

  @Test
  void namesWhatIsWrongAndTheWayOut() throws Exception {
    refuses("/api/reports/settlement?period=April", "reports:period", 400, "2026-Q1");
    refuses("/api/reports/settlement?asOf=2999-01-01T00:00", "reports:as-of-future", 400, "2999");
    refuses("/api/reports/settlement?level=below", "reports:unit-needed", 400, "below");
    refuses("/api/reports/settlement?format=doc", "web:report-format", 400, "xlsx");
    refuses("/api/reports/register?format=pdf&volume=9&" + period, "web:report-volume", 400, "9");
    refuses("/api/reports/weather", "web:no-such-report", 404, "city-summary");
    HttpResponse<String> unit = get("/api/reports/settlement?unit=H99", "auditor");
    assertThat(unit.statusCode()).isEqualTo(404);
    assertThat(unit.body()).contains("urn:onestop:problem:agencies:no-such-agency", "H99");
  }

  @Test
  void speaksTheLanguageOfTheCaller() throws Exception {
    HttpRequest english =
        as("/api/reports/settlement?" + period, "auditor").header("Accept-Language", "en").build();
    assertThat(client.send(english, BodyHandlers.ofString()).body())
        .contains("Dossiers received / Total (3)", "TOTAL")
        .doesNotContain("TỔNG CỘNG");
  }

  private void refuses(String path, String slug, int status, String named) throws Exception {
    HttpResponse<String> answer = get(path, "auditor");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("type").asText()).isEqualTo("urn:onestop:problem:" + slug);
    assertThat(problem.get("detail").asText()).contains(named);
  }

  private static List<String> cells(byte[] xlsx) throws Exception {
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
      return book.getFirstSheet().read().stream()
          .flatMap(Row::stream)
          .filter(cell -> cell != null)
          .map(cell -> String.valueOf(cell.getValue()))
          .collect(Collectors.toList());
    }
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(get(path, "auditor").body());
  }

  private byte[] bytes(String path) throws Exception {
    return client.send(as(path, "auditor").build(), BodyHandlers.ofByteArray()).body();
  }

  private HttpResponse<String> get(String path, String login) throws Exception {
    return client.send(as(path, login).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder as(String path, String login) {
    String basic =
        Base64.getEncoder()
            .encodeToString((login + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Basic " + basic);
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
