package onestop.web.handed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.conduct.Lookups;
import onestop.dossiers.Dossiers;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.files.FileHash;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.FakeClamd;
import onestop.testing.Multipart;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/** Papers handed in as files, posted through the pages and the API as browsers and programs do. */
@Tag("world")
class HandedDoorsTest {
  private static final String COPY = "2.000815";
  private static final byte[] PDF = Scans.pdf("Don de nghi");
  private static final byte[] PNG = Scans.picture("png", 3);
  private static final byte[] JPEG = Scans.picture("jpg", 3);
  private static final String SCRIPT = "<script>alert(document.cookie)</script>";

  private static FakeClamd scanner;
  private static World world;
  private static City city;
  private static Visitor desk;
  private static Visitor specialist;
  private static String token;

  @BeforeAll
  static void open() throws IOException {
    scanner = FakeClamd.onTcp();
    world =
        World.serving(
            TestDatabase.H2,
            "2026-04-01T10:00",
            "--onestop.files.most=40",
            "--onestop.files.scanner=" + scanner.address());
    city = City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    token = desk.token();
  }

  @AfterAll
  static void close() throws IOException {
    world.close();
    scanner.close();
  }

  private static String received() {
    return city.receive(COPY).code().value();
  }

  private static Multipart form() {
    return new Multipart().field("_csrf", token).field("paper", "original").field("remark", "");
  }

  private static HttpResponse<String> add(String code, Multipart form) {
    return desk.post("/dossiers/" + code + "/files/add", form);
  }

  private static List<HandedFile> files(String code) {
    return world.get(HandedFiles.class).of(new DossierCode(code));
  }

  private static String read(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }

  @Test
  void takesSeveralFilesAndShowsThemWhereTheDossierIsRead() {
    String code = received();
    HttpResponse<String> answer =
        add(
            code,
            form()
                .field("back", "/receive/done/" + code)
                .file("giấy khai sinh.pdf", PDF)
                .file("mặt trước.JPG", "image/jpeg", JPEG)
                .file("", new byte[0]));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/receive/done/" + code);
    assertThat(read(desk.page("/receive/done/" + code)))
        .contains("Đã nhận 2 tệp.", "Tệp giấy tờ đã nộp (2)", "Chưa có tệp: Bản sao");
    String step = city.dossierItems(new DossierCode(code)).get(0).id();
    for (String page :
        List.of("/dossiers/" + code, "/dossiers/" + code + "/files", "/my-work/" + step)) {
      assertThat(read(desk.page(page)))
          .as(page)
          .contains("giấy khai sinh.pdf", "mặt trước.jpg", FileHash.of(PDF), FileHash.of(JPEG))
          .contains("1 KB · ")
          .contains("<iframe loading=\"lazy\" src=\"/dossiers/" + code + "/files/1\"")
          .contains("<img loading=\"lazy\" src=\"/dossiers/" + code + "/files/2\"");
    }
    assertThat(read(desk.page("/dossiers/" + code)))
        .contains("Thêm tệp giấy tờ", "Tệp số 1", "SHA-256 " + FileHash.of(PDF));
    desk.page("/language?to=en&back=/");
    assertThat(read(desk.page("/dossiers/" + code + "/files")))
        .contains("Papers on file (2)", "Remove from the dossier");
    desk.page("/language?to=vi&back=/");
  }

  @Test
  void aNewVersionAndARemovalKeepWhatWasThere() {
    String code = received();
    add(code, form().file("cũ.pdf", PDF));
    add(code, new Multipart().field("_csrf", token).field("replaces", "1").file("mới.png", PNG));
    assertThat(read(desk.page("/dossiers/" + code + "/files")))
        .contains("mới.png", "Bản trước, số 1: cũ.pdf");
    HttpResponse<String> thin =
        desk.post("/dossiers/" + code + "/files/2/remove", Map.of("reason", " "));
    assertThat(thin.statusCode()).isEqualTo(400);
    assertThat(read(thin)).contains("Lý do gỡ tệp có 0 ký tự");
    HttpResponse<String> long501 =
        desk.post(
            "/dossiers/" + code + "/files/2/remove", Map.of("reason", "nhầm " + "x".repeat(500)));
    assertThat(long501.statusCode()).isEqualTo(400);
    assertThat(read(long501)).as("what was typed is kept").contains("nhầm xxxx");
    HttpResponse<String> done =
        desk.post(
            "/dossiers/" + code + "/files/2/remove",
            Map.of("reason", "Quét nhầm", "back", "https://evil.example/"));
    assertThat(done.headers().firstValue("Location").orElse(""))
        .endsWith("/dossiers/" + code + "/files");
    assertThat(read(desk.page("/dossiers/" + code + "/files")))
        .contains("Tệp giấy tờ đã nộp (0)", "Tệp đã gỡ (1)", "Quét nhầm");
    assertThat(desk.file("/dossiers/" + code + "/files/1")).isEqualTo(PDF);
    assertThat(desk.file("/dossiers/" + code + "/files/2")).isEqualTo(PNG);
    assertThat(read(desk.page("/dossiers/" + code))).contains("Gỡ tệp giấy tờ", "Quét nhầm");
  }

  static Stream<Arguments> served() {
    return Stream.of(
        Arguments.of("đơn.pdf", PDF, "application/pdf", "pdf"),
        Arguments.of("a.html", Scans.picture("png", 11), "image/png", "png"),
        Arguments.of("a.svg", Scans.picture("jpg", 11), "image/jpeg", "jpg"),
        Arguments.of("a.exe", Scans.webp(30, 20), "image/webp", "webp"),
        Arguments.of(
            "polyglot.html",
            Scans.joined(Scans.picture("png", 12), SCRIPT.getBytes(StandardCharsets.UTF_8)),
            "image/png",
            "png"),
        Arguments.of(
            "polyglot.pdf",
            Scans.joined(
                Scans.pdf("x"), ("PK\u0003\u0004" + SCRIPT).getBytes(StandardCharsets.UTF_8)),
            "application/pdf",
            "pdf"));
  }

  /** Whatever name or type a sender gives, a file is served as what it is, and runs nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("served")
  void isServedAsWhatItIs(String name, byte[] bytes, String type, String extension) {
    String code = received();
    assertThat(add(code, form().file(name, "text/html", bytes)).statusCode()).isEqualTo(302);
    HttpResponse<byte[]> answer = desk.download("/dossiers/" + code + "/files/1");
    assertThat(answer.body()).isEqualTo(bytes);
    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Content-Disposition"))
        .startsWith("inline;")
        .contains("." + extension);
    assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("script-src");
    assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
    assertThat(header(answer, "Cache-Control")).contains("no-store");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("a.pdf", ("<html>" + SCRIPT).getBytes(StandardCharsets.UTF_8), "trang web"),
        Arguments.of(
            "anh.png", ("<svg onload='x'>" + SCRIPT).getBytes(StandardCharsets.UTF_8), "trang web"),
        Arguments.of("a.jpg", "MZ\u0090\u0000".getBytes(StandardCharsets.ISO_8859_1), "Windows"),
        Arguments.of("a.pdf", "GIF89a%PDF-".getBytes(StandardCharsets.US_ASCII), "ảnh GIF"),
        Arguments.of("a.pdf", "PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII), "ZIP"),
        Arguments.of("a.pdf", " %PDF-1.7 %%EOF".getBytes(StandardCharsets.US_ASCII), "văn bản"),
        Arguments.of("a.pdf", new byte[0], "\"a.pdf\" không có nội dung"),
        Arguments.of("a.pdf", new byte[] {0}, "không nhận ra được"),
        Arguments.of("a.pdf", Scans.cut(PDF, PDF.length / 2), "bị cắt cụt"),
        Arguments.of("a.jpg", Scans.cut(JPEG, JPEG.length - 2), "bị cắt cụt"),
        Arguments.of("a.webp", Scans.webp(16_000, 16_000), "256 triệu điểm ảnh"),
        Arguments.of("a.pdf", Scans.pdfOf(21 * 1024 * 1024), "nặng 21 MB, quá mức 20 MB"),
        Arguments.of("x".repeat(5000) + ".pdf", new byte[0], "không có nội dung"),
        Arguments.of("../../x\u202efdp.exe", new byte[] {0}, "\"xfdp.exe\""));
  }

  @ParameterizedTest(name = "{index} {2}")
  @MethodSource("hostile")
  void refusesWhatIsNoPaperWithASentence(String name, byte[] bytes, String sentence) {
    String code = received();
    HttpResponse<String> answer =
        add(code, form().field("back", "/dossiers/" + code).file(name, bytes));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(read(answer)).contains(sentence).doesNotContain("MARKUP", "UNKNOWN", "\u202e");
    HttpResponse<String> one = add(code, form().field("one", "yes").file(name, bytes));
    assertThat(one.statusCode()).isEqualTo(400);
    assertThat(one.body()).contains("\"sentence\":");
    assertThat(files(code)).isEmpty();
  }

  @Test
  void keepsTheGoodFilesOfAFormAndNamesTheOthers() {
    String code = received();
    HttpResponse<String> answer =
        add(
            code,
            new Multipart()
                .field("_csrf", token)
                .field("paper", "other")
                .field("remark", "Giấy uỷ quyền & ảnh")
                .file("tốt.pdf", PDF)
                .file("xấu.pdf", SCRIPT.getBytes(StandardCharsets.UTF_8))
                .file("lần nữa.pdf", PDF));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(read(answer))
        .contains("Đã nhận 1 tệp.", "\"xấu.pdf\" có nội dung là trang web")
        .contains("\"lần nữa.pdf\" đã có trong hồ sơ: nội dung giống hệt tệp số 1")
        .contains("value=\"Giấy uỷ quyền & ảnh\"", "value=\"other\" selected");
    assertThat(files(code)).singleElement().extracting(HandedFile::title).isEqualTo("tốt");
  }

  @Test
  void saysWhenNothingOrTooMuchWasChosen() {
    String code = received();
    for (Multipart none : List.of(form(), form().file("", new byte[0]))) {
      HttpResponse<String> answer = add(code, none);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(read(answer)).contains("Chưa chọn tệp nào");
    }
    Multipart many = form();
    for (int i = 0; i < 21; i++) {
      many.file(i + ".png", Scans.picture("png", i));
    }
    HttpResponse<String> tooMany = add(code, many);
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(read(tooMany)).contains("Đã chọn 21 tệp; mỗi lần gửi nhiều nhất 20 tệp");
    Multipart parts = form();
    for (int i = 0; i < 300; i++) {
      parts.file(i + ".png", new byte[0]);
    }
    assertThat(add(code, parts).statusCode()).isBetween(400, 499);
    HttpResponse<String> noRemark =
        add(code, new Multipart().field("_csrf", token).field("paper", "other").file("a.pdf", PDF));
    assertThat(read(noRemark)).contains("Với giấy tờ khác, hãy ghi ở ô ghi chú");
    HttpResponse<String> unknown =
        add(code, new Multipart().field("_csrf", token).field("paper", "x'--").file("a.pdf", PDF));
    assertThat(unknown.statusCode()).isEqualTo(400);
    HttpResponse<String> garbled = add(code, form().field("replaces", "một").file("a.pdf", PDF));
    assertThat(garbled.statusCode()).isEqualTo(400);
    assertThat(files(code)).isEmpty();
  }

  /** More than is read before the login; the whole of it is refused where it is too much. */
  @Test
  void takesFilesOfManyMegabytes() {
    String code = received();
    byte[] scan = Scans.pdfOf(19 * 1024 * 1024);
    HttpResponse<String> answer = add(code, form().file("quét.pdf", scan).file("nhỏ.png", PNG));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(desk.file("/dossiers/" + code + "/files/1")).isEqualTo(scan);
    HttpResponse<String> tooLarge = add(code, form().file("a.pdf", new byte[66 * 1024 * 1024]));
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(read(tooLarge)).contains("nặng 66,1 MB, quá mức 64 MB cho một lần gửi");
    HttpResponse<String> elsewhere =
        desk.post("/calendar/dry-run", form().file("a.csv", new byte[3 * 1024 * 1024]));
    assertThat(elsewhere.statusCode()).as("no other page takes as much").isEqualTo(413);
    assertThat(files(code)).hasSize(2);
  }

  @Test
  void takesNothingWithoutALoginATokenOrTheRightToWorkOnTheDossier() {
    String code = received();
    Visitor stranger = Visitor.stranger(world, City.desk().id());
    byte[] large = Scans.pdfOf(3 * 1024 * 1024);
    for (byte[] bytes : List.of(PDF, large)) {
      HttpResponse<String> noLogin =
          stranger.post("/dossiers/" + code + "/files/add", form().file("a.pdf", bytes));
      assertThat(noLogin.body()).doesNotContain(code + "/files/1");
      assertThat(noLogin.statusCode()).isIn(302, 403, 200);
      HttpResponse<String> noToken =
          add(code, new Multipart().field("paper", "original").file("a.pdf", bytes));
      assertThat(noToken.statusCode()).isIn(302, 403);
      HttpResponse<String> foreignSite =
          desk.post(
              "/dossiers/" + code + "/files/add",
              form().file("a.pdf", bytes),
              "Origin",
              "https://evil.example");
      assertThat(foreignSite.statusCode()).isEqualTo(403);
    }
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.DESK_OFFICER).id());
    HttpResponse<String> other =
        police.post(
            "/dossiers/" + code + "/files/add",
            new Multipart()
                .field("_csrf", police.token())
                .field("paper", "original")
                .file("a.pdf", PDF));
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(files(code)).isEmpty();
    add(code, form().file("a.pdf", PDF));
    assertThat(police.page("/dossiers/" + code + "/files/1").statusCode()).isEqualTo(404);
    assertThat(specialist.file("/dossiers/" + code + "/files/1")).isEqualTo(PDF);
  }

  /** Who oversees the agency reads with a purpose, each look on record, and changes nothing. */
  @Test
  void anOverseerReadsOnRecordAndChangesNothing() {
    String code = received();
    add(code, form().file("a.pdf", PDF));
    Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
    assertThat(header(auditor.page("/dossiers/" + code + "/files/1"), "Location"))
        .contains("/audit/purpose?");
    auditor.post(
        "/audit/purpose",
        Map.of("purpose", "SUPERVISION", "text", "Kế hoạch 12", "dossier", code, "to", "/"));
    int before = lookups();
    assertThat(auditor.file("/dossiers/" + code + "/files/1")).isEqualTo(PDF);
    assertThat(lookups()).isEqualTo(before + 1);
    assertThat(read(auditor.page("/dossiers/" + code + "/files")))
        .contains("a.pdf")
        .doesNotContain("Thêm tệp", "Gỡ khỏi hồ sơ");
    HttpResponse<String> adds =
        auditor.post(
            "/dossiers/" + code + "/files/add",
            new Multipart()
                .field("_csrf", auditor.token())
                .field("paper", "original")
                .file("b.pdf", PNG));
    assertThat(adds.statusCode()).isEqualTo(403);
    assertThat(
            auditor
                .post("/dossiers/" + code + "/files/1/remove", Map.of("reason", "x"))
                .statusCode())
        .isEqualTo(403);
    assertThat(files(code)).singleElement().extracting(HandedFile::removal).isNull();
  }

  private static int lookups() {
    return world
        .get(Lookups.class)
        .list(new Lookups.Filter(null, null, null, Set.of()), 1000)
        .size();
  }

  @Test
  void aClosedDossierTakesNothingAndStillShows() {
    String code = received();
    add(code, form().file("a.pdf", PDF));
    world.get(Dossiers.class).withdraw(new DossierCode(code), "Người nộp xin rút", City.desk());
    HttpResponse<String> answer = add(code, form().file("b.png", PNG));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(read(answer))
        .contains("không thêm hoặc gỡ tệp được nữa")
        .doesNotContain("Thêm tệp<");
    assertThat(desk.file("/dossiers/" + code + "/files/1")).isEqualTo(PDF);
  }

  @Test
  void theApiDoesWhatThePageDoes() throws IOException {
    String code = received();
    String at = "/api/v1/dossiers/" + code + "/files";
    HttpResponse<String> added =
        desk.apiPost(at + "?name=don%20xin.pdf&paper=original", "application/octet-stream", PDF);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(header(added, "Location")).isEqualTo(at + "/1");
    JsonNode body = new ObjectMapper().readTree(added.body());
    assertThat(body.get("sha256").asText()).isEqualTo(FileHash.of(PDF));
    assertThat(body.get("name").asText()).isEqualTo("don xin.pdf");
    assertThat(body.get("type").asText()).isEqualTo("application/pdf");
    HttpResponse<String> replaced =
        desk.apiPost(at + "?name=b&replaces=1", "application/octet-stream", JPEG);
    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(201);
    HttpResponse<String> removed = desk.postApi(at + "/2/remove", "{\"reason\": \"Quét nhầm\"}");
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    JsonNode list = new ObjectMapper().readTree(desk.api(at).body());
    assertThat(list).hasSize(2);
    assertThat(list.get(1).get("replaces").asInt()).isEqualTo(1);
    assertThat(list.get(1).get("removed").get("reason").asText()).isEqualTo("Quét nhầm");
    assertThat(desk.api(at + "/1").statusCode()).isEqualTo(200);
    assertThat(desk.api(at + "/99").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?paper=original|application/octet-stream||400|files:empty",
        "?paper=original|application/octet-stream|<svg/>|400|files:type",
        "?paper=nonsense|application/octet-stream|%PDF-1 %%EOF|400|dossiers:no-such-paper",
        "?name=a|application/octet-stream|%PDF-1 %%EOF|400|dossiers:other-paper-remark",
        "?remark=%00|application/octet-stream|%PDF-1 %%EOF|400|forms:unsound",
        "?replaces=7|application/octet-stream|%PDF-1 %%EOF|404|dossiers:no-such-file",
        "?replaces=x|application/octet-stream|%PDF-1 %%EOF|400|web:",
        "?paper=original|text/html|%PDF-1 %%EOF|415|web:media-type",
        "?paper=original|multipart/form-data; boundary=x|--x--|415|web:media-type",
      })
  void theApiRefusesByTheKindOfTheProblem(String row) {
    String[] call = row.split("\\|", -1);
    String code = received();
    HttpResponse<String> answer =
        desk.apiPost(
            "/api/v1/dossiers/" + code + "/files" + call[0],
            call[1],
            call[2].getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(call[3]));
    assertThat(answer.body()).contains("urn:onestop:problem:" + call[4]);
    assertThat(files(code)).isEmpty();
  }

  /** Scanned before it is taken, or else before it is first shown. */
  @Test
  void aScannedFileIsShownAndNoOther() {
    String code = received();
    byte[] bad = Scans.joined(PDF, FakeClamd.EICAR.getBytes(StandardCharsets.UTF_8));
    assertThat(read(add(code, form().file("a.pdf", bad)))).contains("\"a.pdf\" có mã độc (Eicar-");
    assertThat(files(code)).isEmpty();
    scanner.behave(FakeClamd.Manner.HANGS_UP);
    byte[] good = Scans.pdf("scanned later");
    assertThat(add(code, form().file("a.pdf", bad).file("b.pdf", good)).statusCode())
        .isEqualTo(302);
    HttpResponse<String> waits = desk.page("/dossiers/" + code + "/files/2");
    assertThat(waits.statusCode()).isEqualTo(503);
    assertThat(header(waits, "Content-Type")).startsWith("text/plain");
    assertThat(waits.body()).contains("chưa được quét mã độc");
    assertThat(desk.api("/api/v1/dossiers/" + code + "/files/2").body())
        .contains("files:not-scanned");
    String list = "/dossiers/" + code + "/files";
    assertThat(read(desk.page(list))).contains("Chưa quét vi-rút").doesNotContain("Có mã độc, ");
    scanner.behave(FakeClamd.Manner.SCANS);
    assertThat(desk.file("/dossiers/" + code + "/files/2")).isEqualTo(good);
    assertThat(desk.page("/dossiers/" + code + "/files/1").body()).contains("có mã độc (Eicar-");
    assertThat(read(desk.page(list))).contains("Có mã độc, ").doesNotContain("Chưa quét vi-rút");
  }

  @Test
  void theScriptGetsOneAnswerAFile() throws IOException {
    String code = received();
    HttpResponse<String> answer = add(code, form().field("one", "yes").file("ảnh <1>.png", PNG));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith("application/json");
    assertThat(new ObjectMapper().readTree(answer.body()).get("name").asText())
        .isEqualTo("ảnh _1_.png");
    assertThat(desk.page("/dossiers/" + code + "/files").body()).doesNotContain("ảnh <1>");
    HttpResponse<String> two =
        add(code, form().field("one", "yes").file("a.pdf", PDF).file("b.pdf", JPEG));
    assertThat(two.statusCode()).isEqualTo(400);
    assertThat(files(code)).hasSize(1);
  }

  @Test
  void theDossierCountsEveryVersionAgainstItsNumber() {
    String code = received();
    for (int sent = 0; sent < 40; sent += 20) {
      Multipart many = form();
      for (int i = 0; i < 20; i++) {
        many.file(i + ".png", Scans.picture("png", 7 * (sent + i)));
      }
      assertThat(add(code, many).statusCode()).isEqualTo(302);
    }
    HttpResponse<String> more = add(code, form().file("thừa.pdf", PDF));
    assertThat(read(more)).contains("hồ sơ đã có 40 tệp", "nhiều nhất là 40", "\"thừa.pdf\"");
    assertThat(files(code)).hasSize(40);
  }
}
