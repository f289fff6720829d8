package onestop.web.handed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.dossiers.Dossiers;
import onestop.dossiers.papers.HandedFile;
import onestop.files.FileHash;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.Multipart;
import onestop.testing.Scans;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Papers handed in as files: the counter adds, replaces and removes them on the pages. */
@Tag("world")
class HandedDoorsTest {
  private static HandedScene scene;

  @BeforeAll
  static void open() throws IOException {
    scene = HandedScene.open("--onestop.files.most=40");
  }

  @AfterAll
  static void close() throws IOException {
    scene.close();
  }

  @Test
  void takesSeveralFilesAndShowsThemWhereTheDossierIsRead() {
    String code = scene.received();
    HttpResponse<String> answer =
        scene.add(
            code,
            scene
                .form()
                .field("back", "/receive/done/" + code)
                .file("giấy khai sinh.pdf", HandedScene.PDF)
                .file("mặt trước.JPG", "image/jpeg", HandedScene.JPEG)
                .file("", new byte[0]));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/receive/done/" + code);
    assertThat(HandedScene.read(scene.desk().page("/receive/done/" + code)))
        .contains("Đã nhận 2 tệp.", "Tệp giấy tờ đã nộp (2)", "Chưa có tệp: Bản sao");
    String step = scene.city().dossierItems(new DossierCode(code)).get(0).id();
    for (String page :
        List.of("/dossiers/" + code, "/dossiers/" + code + "/files", "/my-work/" + step)) {
      assertThat(HandedScene.read(scene.desk().page(page)))
          .as(page)
          .contains(
              "giấy khai sinh.pdf",
              "mặt trước.jpg",
              FileHash.of(HandedScene.PDF),
              FileHash.of(HandedScene.JPEG))
          .contains("1 KB · ")
          .contains("<iframe loading=\"lazy\" src=\"/dossiers/" + code + "/files/1\"")
          .contains("<img loading=\"lazy\" src=\"/dossiers/" + code + "/files/2\"");
    }
    assertThat(HandedScene.read(scene.desk().page("/dossiers/" + code)))
        .contains("Thêm tệp giấy tờ", "Tệp số 1", "SHA-256 " + FileHash.of(HandedScene.PDF));
    scene.desk().page("/language?to=en&back=/");
    assertThat(HandedScene.read(scene.desk().page("/dossiers/" + code + "/files")))
        .contains("Papers on file (2)", "Remove from the dossier");
    scene.desk().page("/language?to=vi&back=/");
  }

  @Test
  void aNewVersionAndARemovalKeepWhatWasThere() {
    String code = scene.received();
    scene.add(code, scene.form().file("cũ.pdf", HandedScene.PDF));
    scene.add(
        code,
        new Multipart()
            .field("_csrf", scene.token())
            .field("replaces", "1")
            .file("mới.png", HandedScene.PNG));
    assertThat(HandedScene.read(scene.desk().page("/dossiers/" + code + "/files")))
        .contains("mới.png", "Bản trước, số 1: cũ.pdf");
    HttpResponse<String> thin =
        scene.desk().post("/dossiers/" + code + "/files/2/remove", Map.of("reason", " "));
    assertThat(thin.statusCode()).isEqualTo(400);
    assertThat(HandedScene.read(thin)).contains("Lý do gỡ tệp có 0 ký tự");
    HttpResponse<String> long501 =
        scene
            .desk()
            .post(
                "/dossiers/" + code + "/files/2/remove",
                Map.of("reason", "nhầm " + "x".repeat(500)));
    assertThat(long501.statusCode()).isEqualTo(400);
    assertThat(HandedScene.read(long501)).as("what was typed is kept").contains("nhầm xxxx");
    HttpResponse<String> done =
        scene
            .desk()
            .post(
                "/dossiers/" + code + "/files/2/remove",
                Map.of("reason", "Quét nhầm", "back", "https://evil.example/"));
    assertThat(done.headers().firstValue("Location").orElse(""))
        .endsWith("/dossiers/" + code + "/files");
    assertThat(HandedScene.read(scene.desk().page("/dossiers/" + code + "/files")))
        .contains("Tệp giấy tờ đã nộp (0)", "Tệp đã gỡ (1)", "Quét nhầm");
    assertThat(scene.desk().file("/dossiers/" + code + "/files/1")).isEqualTo(HandedScene.PDF);
    assertThat(scene.desk().file("/dossiers/" + code + "/files/2")).isEqualTo(HandedScene.PNG);
    assertThat(HandedScene.read(scene.desk().page("/dossiers/" + code)))
        .contains("Gỡ tệp giấy tờ", "Quét nhầm");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of(
            "a.pdf", ("<html>" + HandedScene.SCRIPT).getBytes(StandardCharsets.UTF_8), "trang web"),
        Arguments.of(
            "anh.png",
            ("<svg onload='x'>" + HandedScene.SCRIPT).getBytes(StandardCharsets.UTF_8),
            "trang web"),
        Arguments.of("a.jpg", "MZ\u0090\u0000".getBytes(StandardCharsets.ISO_8859_1), "Windows"),
        Arguments.of("a.pdf", "GIF89a%PDF-".getBytes(StandardCharsets.US_ASCII), "ảnh GIF"),
        Arguments.of("a.pdf", "PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII), "ZIP"),
        Arguments.of("a.pdf", " %PDF-1.7 %%EOF".getBytes(StandardCharsets.US_ASCII), "văn bản"),
        Arguments.of("a.pdf", new byte[0], "\"a.pdf\" không có nội dung"),
        Arguments.of("a.pdf", new byte[] {0}, "không nhận ra được"),
        Arguments.of("a.pdf", Scans.cut(HandedScene.PDF, HandedScene.PDF.length / 2), "bị cắt cụt"),
        Arguments.of(
            "a.jpg", Scans.cut(HandedScene.JPEG, HandedScene.JPEG.length - 2), "bị cắt cụt"),
        Arguments.of("a.webp", Scans.webp(16_000, 16_000), "256 triệu điểm ảnh"),
        Arguments.of("a.pdf", Scans.pdfOf(21 * 1024 * 1024), "nặng 21 MB, quá mức 20 MB"),
        Arguments.of("x".repeat(5000) + ".pdf", new byte[0], "không có nội dung"),
        Arguments.of("../../x\u202efdp.exe", new byte[] {0}, "\"xfdp.exe\""));
  }

  @ParameterizedTest(name = "{index} {2}")
  @MethodSource("hostile")
  void refusesWhatIsNoPaperWithASentence(String name, byte[] bytes, String sentence) {
    String code = scene.received();
    HttpResponse<String> answer =
        scene.add(code, scene.form().field("back", "/dossiers/" + code).file(name, bytes));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(HandedScene.read(answer))
        .contains(sentence)
        .doesNotContain("MARKUP", "UNKNOWN", "\u202e");
    HttpResponse<String> one = scene.add(code, scene.form().field("one", "yes").file(name, bytes));
    assertThat(one.statusCode()).isEqualTo(400);
    assertThat(one.body()).contains("\"sentence\":");
    assertThat(scene.files(code)).isEmpty();
  }

  @Test
  void keepsTheGoodFilesOfAFormAndNamesTheOthers() {
    String code = scene.received();
    HttpResponse<String> answer =
        scene.add(
            code,
            new Multipart()
                .field("_csrf", scene.token())
                .field("paper", "other")
                .field("remark", "Giấy uỷ quyền & ảnh")
                .file("tốt.pdf", HandedScene.PDF)
                .file("xấu.pdf", HandedScene.SCRIPT.getBytes(StandardCharsets.UTF_8))
                .file("lần nữa.pdf", HandedScene.PDF));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(HandedScene.read(answer))
        .contains("Đã nhận 1 tệp.", "\"xấu.pdf\" có nội dung là trang web")
        .contains("\"lần nữa.pdf\" đã có trong hồ sơ: nội dung giống hệt tệp số 1")
        .contains("value=\"Giấy uỷ quyền & ảnh\"", "value=\"other\" selected");
    assertThat(scene.files(code)).singleElement().extracting(HandedFile::title).isEqualTo("tốt");
  }

  @Test
  void saysWhenNothingOrTooMuchWasChosen() {
    String code = scene.received();
    for (Multipart none : List.of(scene.form(), scene.form().file("", new byte[0]))) {
      HttpResponse<String> answer = scene.add(code, none);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(HandedScene.read(answer)).contains("Chưa chọn tệp nào");
    }
    Multipart many = scene.form();
    for (int i = 0; i < 21; i++) {
      many.file(i + ".png", Scans.picture("png", i));
    }
    HttpResponse<String> tooMany = scene.add(code, many);
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(HandedScene.read(tooMany)).contains("Đã chọn 21 tệp; mỗi lần gửi nhiều nhất 20 tệp");
    Multipart parts = scene.form();
    for (int i = 0; i < 300; i++) {
      parts.file(i + ".png", new byte[0]);
    }
    assertThat(scene.add(code, parts).statusCode()).isBetween(400, 499);
    HttpResponse<String> noRemark =
        scene.add(
            code,
            new Multipart()
                .field("_csrf", scene.token())
                .field("paper", "other")
                .file("a.pdf", HandedScene.PDF));
    assertThat(HandedScene.read(noRemark)).contains("Với giấy tờ khác, hãy ghi ở ô ghi chú");
    HttpResponse<String> unknown =
        scene.add(
            code,
            new Multipart()
                .field("_csrf", scene.token())
                .field("paper", "x'--")
                .file("a.pdf", HandedScene.PDF));
    assertThat(unknown.statusCode()).isEqualTo(400);
    HttpResponse<String> garbled =
        scene.add(code, scene.form().field("replaces", "một").file("a.pdf", HandedScene.PDF));
    assertThat(garbled.statusCode()).isEqualTo(400);
    assertThat(scene.files(code)).isEmpty();
  }

  /** More than is read before the login; the whole of it is refused where it is too much. */
  @Test
  void takesFilesOfManyMegabytes() {
    String code = scene.received();
    byte[] scan = Scans.pdfOf(19 * 1024 * 1024);
    HttpResponse<String> answer =
        scene.add(code, scene.form().file("quét.pdf", scan).file("nhỏ.png", HandedScene.PNG));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(scene.desk().file("/dossiers/" + code + "/files/1")).isEqualTo(scan);
    HttpResponse<String> tooLarge =
        scene.add(code, scene.form().file("a.pdf", new byte[66 * 1024 * 1024]));
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(HandedScene.read(tooLarge)).contains("nặng 66,1 MB, quá mức 64 MB cho một lần gửi");
    HttpResponse<String> elsewhere =
        scene
            .desk()
            .post("/calendar/dry-run", scene.form().file("a.csv", new byte[3 * 1024 * 1024]));
    assertThat(elsewhere.statusCode()).as("no other page takes as much").isEqualTo(413);
    assertThat(scene.files(code)).hasSize(2);
  }

  @Test
  void aClosedDossierTakesNothingAndStillShows() {
    String code = scene.received();
    scene.add(code, scene.form().file("a.pdf", HandedScene.PDF));
    scene
        .world()
        .get(Dossiers.class)
        .withdraw(new DossierCode(code), "Người nộp xin rút", City.desk());
    HttpResponse<String> answer = scene.add(code, scene.form().file("b.png", HandedScene.PNG));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(HandedScene.read(answer))
        .contains("không thêm hoặc gỡ tệp được nữa")
        .doesNotContain("Thêm tệp<");
    assertThat(scene.desk().file("/dossiers/" + code + "/files/1")).isEqualTo(HandedScene.PDF);
  }

  @Test
  void theScriptGetsOneAnswerAFile() throws IOException {
    String code = scene.received();
    HttpResponse<String> answer =
        scene.add(code, scene.form().field("one", "yes").file("ảnh <1>.png", HandedScene.PNG));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HandedScene.header(answer, "Content-Type")).startsWith("application/json");
    assertThat(new ObjectMapper().readTree(answer.body()).get("name").asText())
        .isEqualTo("ảnh _1_.png");
    assertThat(scene.desk().page("/dossiers/" + code + "/files").body()).doesNotContain("ảnh <1>");
    HttpResponse<String> two =
        scene.add(
            code,
            scene
                .form()
                .field("one", "yes")
                .file("a.pdf", HandedScene.PDF)
                .file("b.pdf", HandedScene.JPEG));
    assertThat(two.statusCode()).isEqualTo(400);
    assertThat(scene.files(code)).hasSize(1);
  }

  @Test
  void theDossierCountsEveryVersionAgainstItsNumber() {
    String code = scene.received();
    for (int sent = 0; sent < 40; sent += 20) {
      Multipart many = scene.form();
      for (int i = 0; i < 20; i++) {
        many.file(i + ".png", Scans.picture("png", 7 * (sent + i)));
      }
      assertThat(scene.add(code, many).statusCode()).isEqualTo(302);
    }
    HttpResponse<String> more = scene.add(code, scene.form().file("thừa.pdf", HandedScene.PDF));
    assertThat(HandedScene.read(more))
        .contains("hồ sơ đã có 40 tệp", "nhiều nhất là 40", "\"thừa.pdf\"");
    assertThat(scene.files(code)).hasSize(40);
  }
}
