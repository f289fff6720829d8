package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import onestop.desk.papers.DossierPapers;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerKeys;
import onestop.node.NodeState;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** A person who holds a receipt looks the dossier up, on the page and through the API. */
@Tag("world")
class CitizenLookupTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String PHONE = "5678";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static World world;
  private static City city;

  @BeforeAll
  static void open() {
    world =
        World.serving(
            TestDatabase.H2,
            "2026-03-02T10:00",
            "--onestop.public-url=https://mot-cua.example.vn",
            "--onestop.ledger.folder=" + folder.resolve("log"),
            "--onestop.ledger.key-file=" + folder.resolve("ledger.key"));
    city = City.in(world);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vi | Cơ quan đã tiếp nhận hồ sơ.            | Tại bộ phận một cửa của UBND phường Văn Miếu
          en | The agency has received the dossier.     | At the one-stop desk of UBND phường Văn Miếu
          """)
  void tellsTheHolderAndNamesNobody(String language, String state, String collect) {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    HttpResponse<String> page =
        post(world, code.value(), PHONE, "Cookie", "onestop-language=" + language);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page))
        .contains("lang=\"" + language + "\"", code.value(), state, collect, "024 1234567")
        .contains("class=\"day counted", "back=/lookup")
        .doesNotContain("Ngọc Ánh", "ngõ 7", "anh@example.org", "0912", "Nguyễn Văn", "Hồ sơ thử");
    assertKeptNowhere(page);
    HttpResponse<String> json = api(world, code.value(), PHONE);
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(json.body())
        .contains("\"code\":\"" + code + "\"", "\"state\":\"RECEIVED\"", "\"account\":[{")
        .doesNotContain("Ngọc Ánh", "ngõ 7", "anh@example.org", "0912", "Nguyễn Văn", "Hồ sơ thử");
    assertKeptNowhere(json);
  }

  private static void assertKeptNowhere(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void isLinkedFromTheLoginPageAndKeepsNoSession() {
    assertThat(get("/login").body()).contains("href=\"/lookup\"");
    HttpResponse<String> page = get("/lookup");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("_csrf");
    assertKeptNowhere(page);
    assertThat(get("/api/lookup").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "  %s ",
        "0000001h26%2$s%3$s",
        "000 00 01 h26 / %2$s / %3$s",
        "０００.００.０１.H26-%2$s-%3$s"
      })
  void readsTheCodeHoweverItIsTyped(String typed) {
    String code = city.receive(MARITAL_STATUS).code().value();
    String[] parts = code.split("-");
    String written = typed.formatted(code, parts[1], parts[2]);
    assertThat(post(world, written, " 56 78").statusCode()).isEqualTo(200);
    assertThat(post(world, written, "٥٦٧٨").statusCode()).isEqualTo(200);
  }

  /** What is behind a code is told to the holder alone: any other answer is the same. */
  @Test
  void answersAWrongCodeAndWrongDigitsAlikeAfterTheSameStatements() {
    try (World own = World.serving(TestDatabase.H2, "2026-03-02T10:00")) {
      City small = City.in(own);
      String linked = small.receive("2.002621").code().value();
      small.complete(new DossierCode(linked), "check_form", "done", new StepPayload.Note(""));
      String leg = own.get(Dossiers.class).legs(new DossierCode(linked)).get(0).code().value();
      String none = linked.replaceFirst("-0001$", "-9999");
      post(own, none, "0000"); // reads the key of the check numbers
      for (String code : List.of(none, leg, "ABC-1")) {
        String right = small.receive(MARITAL_STATUS).code().value();
        HttpResponse<String> wrong = post(own, right, "0000");
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(text(wrong)).contains("Không có hồ sơ nào khớp với mã và số xác nhận này.");
        HttpResponse<String> other = post(own, code, "0000");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.body().replace(code, "?")).isEqualTo(wrong.body().replace(right, "?"));
        assertThat(api(own, code, "0000").body()).isEqualTo(api(own, right, "0000").body());
        assertThat(statements(own, code)).isEqualTo(statements(own, right));
      }
      assertThat(post(own, leg, PHONE).statusCode()).isEqualTo(404);
    }
  }

  /** How many statements a look-up with wrong digits takes, by H2's own count. */
  private static long statements(World own, String code) {
    own.advanceTo(own.now().plusSeconds(4000));
    JdbcClient jdbc = own.get(JdbcClient.class);
    jdbc.sql("set query_statistics true").update();
    assertThat(api(own, code, "0000").statusCode()).isEqualTo(404);
    long count =
        jdbc.sql(
                """
                select sum(execution_count) from information_schema.query_statistics
                 where sql_statement <> 'COMMIT'
                """)
            .query(Long.class)
            .single();
    jdbc.sql("set query_statistics false").update();
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "'', 5678",
    "'...', 5678",
    "'Н26-260302-0001', 5678",
    "'漢字', 5678",
    "'%s', ''",
    "'%s', 'abcd'",
    "'%s', '567'",
    "'%s', '0912345678'",
    "'<script>alert(1)</script>Đ', 5678"
  })
  void saysWhatCannotBeACodeOrDigits(String code, String digits) {
    String right = city.receive(MARITAL_STATUS).code().value();
    HttpResponse<String> page = post(world, code.formatted(right), digits);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(text(page)).containsPattern("Mã hồ sơ chỉ gồm chữ cái|Số xác nhận là 4 số cuối");
    assertThat(page.body()).doesNotContain("<script>alert");
    HttpResponse<String> json = api(world, code.formatted(right), digits, "Accept-Language", "en");
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body())
        .containsPattern("urn:onestop:problem:dossiers:typed-(code|digits)")
        .containsPattern("A dossier code has only letters|The confirming digits are the last 4");
  }

  @Test
  void refusesTextsThatNoPersonTypes() {
    String longest = "1".repeat(10_000);
    assertThat(post(world, longest, PHONE).statusCode()).isEqualTo(400);
    assertThat(post(world, "A1", longest).statusCode()).isEqualTo(400);
    assertThat(post(world, "A\u0000\u00011", PHONE).statusCode()).isEqualTo(400);
    assertThat(post(world, "A\u202e1", PHONE).statusCode()).isEqualTo(400);
    assertThat(api(world, longest, PHONE).statusCode()).isEqualTo(400);
    for (String body : List.of("{}", "[]", "{\"code\": 1, \"digits\": 2}", "null", "x")) {
      HttpResponse<String> answer = send(world, "/api/lookup", "application/json", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).contains("urn:onestop:problem:");
    }
  }

  @Test
  void slowsGuessesOfOneCodeDownAndCountsThem() {
    String code = city.receive(MARITAL_STATUS).code().value();
    String other = city.receive(MARITAL_STATUS).code().value();
    double found = counted("found");
    double none = counted("none");
    double tooMany = counted("too-many");
    for (int guess = 0; guess < 5; guess++) {
      // by any spelling and door it is one code
      String spelled = guess % 2 == 0 ? code : code.replaceAll("[.-]", " ").toLowerCase();
      int status =
          guess % 2 == 0
              ? post(world, spelled, "000" + guess).statusCode()
              : api(world, spelled, "000" + guess).statusCode();
      assertThat(status).isEqualTo(404);
    }
    HttpResponse<String> page = post(world, code, PHONE);
    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.headers().firstValue("Retry-After")).contains("15");
    assertThat(text(page)).contains("Hãy thử lại sau 15 giây");
    HttpResponse<String> json = api(world, code, PHONE, "Accept-Language", "en");
    assertThat(json.statusCode()).isEqualTo(429);
    assertThat(json.headers().firstValue("Retry-After")).contains("15");
    assertThat(json.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json.body()).contains("problem:web:too-many-lookups", "Try again in 15 seconds");
    assertThat(post(world, other, PHONE).statusCode()).isEqualTo(200);
    world.advanceTo(world.now().plusSeconds(15));
    assertThat(post(world, code, PHONE).statusCode()).isEqualTo(200);
    assertThat(counted("none") - none).isEqualTo(5);
    assertThat(counted("too-many") - tooMany).isEqualTo(2);
    assertThat(counted("found") - found).isEqualTo(2);
  }

  private static double counted(String outcome) {
    return world
        .get(MeterRegistry.class)
        .counter("onestop.web.lookups", "outcome", outcome)
        .count();
  }

  /** A node whose clock is wrong, or whose demo city is being filled, still answers who asks. */
  @Test
  void answersWhileTheNodeRests() {
    String code = city.receive(MARITAL_STATUS).code().value();
    NodeState node = world.get(NodeState.class);
    node.rest(() -> Failure.of(Failure.Kind.BUSY, "kernel", "clock-differs"));
    try {
      assertThat(post(world, code, PHONE).statusCode()).isEqualTo(200);
      assertThat(api(world, code, PHONE).statusCode()).isEqualTo(200);
    } finally {
      node.goOn();
    }
  }

  @Test
  void printsACheckNumberWhereNoTelephoneWasGiven() throws IOException {
    Intake like = city.intake(MARITAL_STATUS, City.WARD, "no-phone");
    Dossier without =
        ((IntakeResult.Received)
                world
                    .get(Dossiers.class)
                    .receive(
                        new Intake(
                            like.source(),
                            like.idempotencyKey(),
                            like.procedureCode(),
                            like.receivingAgency(),
                            like.resolvingAgency(),
                            new Applicant("Lê Văn Tám", null, null, null, null),
                            like.subject(),
                            like.channel(),
                            like.papers(),
                            null,
                            null,
                            null),
                        City.desk()))
            .dossier();
    String receipt = receipt(without.code());
    assertThat(receipt).contains("https://mot-cua.example.vn/lookup; số kiểm tra: ");
    String number = receipt.replaceFirst("(?s).*số kiểm tra: (\\d{6})\\..*", "$1");
    assertThat(post(world, without.code().value(), number).statusCode()).isEqualTo(200);
    DossierCode with = city.receive(MARITAL_STATUS).code();
    assertThat(receipt(with))
        .contains("https://mot-cua.example.vn/lookup; số xác nhận là 4 số cuối")
        .doesNotContain("số kiểm tra");
    assertThat(post(world, with.value(), number).statusCode()).isEqualTo(404);
  }

  private static String receipt(DossierCode code) throws IOException {
    DossierPapers papers = world.get(DossierPapers.class);
    try (PDDocument pdf = Loader.loadPDF(papers.print(code, papers.of(code).get(0)))) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }

  @Test
  void tellsWhichPapersAreAskedForUntilWhen() {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    city.workUntil(code, "appraise_dossier");
    city.complete(
        code,
        "appraise_dossier",
        "supplement",
        new StepPayload.SupplementOrder(
            List.of("Trích lục kết hôn"),
            "Bản chụp của bà Hoa không đọc được",
            world.now().atZone(World.HANOI).toLocalDate().plusDays(30),
            "Điều 17",
            "12/HDHS"));
    assertThat(text(post(world, code.value(), PHONE)))
        .contains("Cơ quan đang chờ ông/bà bổ sung giấy tờ", "Trích lục kết hôn", "chậm nhất ngày")
        .doesNotContain("bà Hoa");
    assertThat(api(world, code.value(), PHONE).body())
        .contains("\"state\":\"WAITING_FOR_SUPPLEMENT\"", "\"papers\":[\"Trích lục kết hôn\"]");
  }

  @Test
  void leadsToTheProofOfTheLetterOnceItIsPublished() {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.advanceTo(world.now().plusSeconds(20 * 24 * 3600L));
    String before = text(post(world, code.value(), PHONE));
    assertThat(before)
        .contains("Cơ quan đã phát hành thư xin lỗi lúc", "Thư hẹn lại:", "Ngày hẹn hiện nay")
        .contains("Thư chưa có trong sổ cái công khai");
    world.get(LedgerKeys.class).ensure();
    world.get(Ledger.class).publish();
    String after = text(post(world, code.value(), PHONE));
    String proof = after.replaceFirst("(?s).*href=\"(/proof/\\d+)\".*", "$1");
    assertThat(get(proof).body()).contains(code.value(), "LETTER_ISSUED");
    assertThat(api(world, code.value(), PHONE).body()).contains("\"proof\":\"" + proof + "\"");
  }

  private static String text(HttpResponse<String> page) {
    return HtmlUtils.htmlUnescape(page.body());
  }

  private static HttpResponse<String> post(
      World at, String code, String digits, String... headers) {
    String form =
        "code="
            + URLEncoder.encode(code, StandardCharsets.UTF_8)
            + "&digits="
            + URLEncoder.encode(digits, StandardCharsets.UTF_8);
    return send(at, "/lookup", "application/x-www-form-urlencoded", form, headers);
  }

  private static HttpResponse<String> api(World at, String code, String digits, String... headers) {
    String json =
        "{\"code\": \"%s\", \"digits\": \"%s\"}".formatted(code.replace("\"", "\\\""), digits);
    return send(at, "/api/lookup", "application/json", json, headers);
  }

  private static HttpResponse<String> send(
      World at, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + at.port() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create("http://localhost:" + world.port() + path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
