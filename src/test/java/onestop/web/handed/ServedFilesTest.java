package onestop.web.handed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.conduct.Lookups;
import onestop.dossiers.papers.HandedFile;
import onestop.testing.City;
import onestop.testing.FakeClamd;
import onestop.testing.Multipart;
import onestop.testing.Scans;
import onestop.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Papers on file are served as what they are, to who may read the dossier, after a scan. */
@Tag("world")
class ServedFilesTest {
  private static HandedScene scene;

  @BeforeAll
  static void open() throws IOException {
    scene = HandedScene.open();
  }

  @AfterAll
  static void close() throws IOException {
    scene.close();
  }

  static Stream<Arguments> served() {
    return Stream.of(
        Arguments.of("đơn.pdf", HandedScene.PDF, "application/pdf", "pdf"),
        Arguments.of("a.html", Scans.picture("png", 11), "image/png", "png"),
        Arguments.of("a.svg", Scans.picture("jpg", 11), "image/jpeg", "jpg"),
        Arguments.of("a.exe", Scans.webp(30, 20), "image/webp", "webp"),
        Arguments.of(
            "polyglot.html",
            Scans.joined(
                Scans.picture("png", 12), HandedScene.SCRIPT.getBytes(StandardCharsets.UTF_8)),
            "image/png",
            "png"),
        Arguments.of(
            "polyglot.pdf",
            Scans.joined(
                Scans.pdf("x"),
                ("PK\u0003\u0004" + HandedScene.SCRIPT).getBytes(StandardCharsets.UTF_8)),
            "application/pdf",
            "pdf"));
  }

  /** Whatever name or type a sender gives, a file is served as what it is, and runs nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("served")
  void isServedAsWhatItIs(String name, byte[] bytes, String type, String extension) {
    String code = scene.received();
    assertThat(scene.add(code, scene.form().file(name, "text/html", bytes)).statusCode())
        .isEqualTo(302);
    HttpResponse<byte[]> answer = scene.desk().download("/dossiers/" + code + "/files/1");
    assertThat(answer.body()).isEqualTo(bytes);
    assertThat(HandedScene.header(answer, "Content-Type")).isEqualTo(type);
    assertThat(HandedScene.header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(HandedScene.header(answer, "Content-Disposition"))
        .startsWith("inline;")
        .contains("." + extension);
    assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
    assertThat(HandedScene.header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("script-src");
    assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
    assertThat(HandedScene.header(answer, "Cache-Control")).contains("no-store");
  }

  @Test
  void takesNothingWithoutALoginATokenOrTheRightToWorkOnTheDossier() {
    String code = scene.received();
    Visitor stranger = Visitor.stranger(scene.world(), City.desk().id());
    byte[] large = Scans.pdfOf(3 * 1024 * 1024);
    for (byte[] bytes : List.of(HandedScene.PDF, large)) {
      HttpResponse<String> noLogin =
          stranger.post("/dossiers/" + code + "/files/add", scene.form().file("a.pdf", bytes));
      assertThat(noLogin.body()).doesNotContain(code + "/files/1");
      assertThat(noLogin.statusCode()).isIn(302, 403, 200);
      HttpResponse<String> noToken =
          scene.add(code, new Multipart().field("paper", "original").file("a.pdf", bytes));
      assertThat(noToken.statusCode()).isIn(302, 403);
      HttpResponse<String> foreignSite =
          scene
              .desk()
              .post(
                  "/dossiers/" + code + "/files/add",
                  scene.form().file("a.pdf", bytes),
                  "Origin",
                  "https://evil.example");
      assertThat(foreignSite.statusCode()).isEqualTo(403);
    }
    Visitor police = Visitor.of(scene.world(), City.officer(City.POLICE, Role.DESK_OFFICER).id());
    HttpResponse<String> other =
        police.post(
            "/dossiers/" + code + "/files/add",
            new Multipart()
                .field("_csrf", police.token())
                .field("paper", "original")
                .file("a.pdf", HandedScene.PDF));
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(scene.files(code)).isEmpty();
    scene.add(code, scene.form().file("a.pdf", HandedScene.PDF));
    assertThat(police.page("/dossiers/" + code + "/files/1").statusCode()).isEqualTo(404);
    assertThat(scene.specialist().file("/dossiers/" + code + "/files/1"))
        .isEqualTo(HandedScene.PDF);
  }

  /** Who oversees the agency reads with a purpose, each look on record, and changes nothing. */
  @Test
  void anOverseerReadsOnRecordAndChangesNothing() {
    String code = scene.received();
    scene.add(code, scene.form().file("a.pdf", HandedScene.PDF));
    Visitor auditor = Visitor.of(scene.world(), City.officer(City.CENTRE, Role.AUDITOR).id());
    assertThat(HandedScene.header(auditor.page("/dossiers/" + code + "/files/1"), "Location"))
        .contains("/audit/purpose?");
    auditor.post(
        "/audit/purpose",
        Map.of("purpose", "SUPERVISION", "text", "Kế hoạch 12", "dossier", code, "to", "/"));
    int before = lookups();
    assertThat(auditor.file("/dossiers/" + code + "/files/1")).isEqualTo(HandedScene.PDF);
    assertThat(lookups()).isEqualTo(before + 1);
    assertThat(HandedScene.read(auditor.page("/dossiers/" + code + "/files")))
        .contains("a.pdf")
        .doesNotContain("Thêm tệp", "Gỡ khỏi hồ sơ");
    HttpResponse<String> adds =
        auditor.post(
            "/dossiers/" + code + "/files/add",
            new Multipart()
                .field("_csrf", auditor.token())
                .field("paper", "original")
                .file("b.pdf", HandedScene.PNG));
    assertThat(adds.statusCode()).isEqualTo(403);
    assertThat(
            auditor
                .post("/dossiers/" + code + "/files/1/remove", Map.of("reason", "x"))
                .statusCode())
        .isEqualTo(403);
    assertThat(scene.files(code)).singleElement().extracting(HandedFile::removal).isNull();
  }

  private static int lookups() {
    return scene
        .world()
        .get(Lookups.class)
        .list(new Lookups.Filter(null, null, null, Set.of()), 1000)
        .size();
  }

  /** Scanned before it is taken, or else before it is first shown. */
  @Test
  void aScannedFileIsShownAndNoOther() {
    String code = scene.received();
    byte[] bad = Scans.joined(HandedScene.PDF, FakeClamd.EICAR.getBytes(StandardCharsets.UTF_8));
    assertThat(HandedScene.read(scene.add(code, scene.form().file("a.pdf", bad))))
        .contains("\"a.pdf\" có mã độc (Eicar-");
    assertThat(scene.files(code)).isEmpty();
    scene.scanner().behave(FakeClamd.Manner.HANGS_UP);
    byte[] good = Scans.pdf("scanned later");
    assertThat(scene.add(code, scene.form().file("a.pdf", bad).file("b.pdf", good)).statusCode())
        .isEqualTo(302);
    HttpResponse<String> waits = scene.desk().page("/dossiers/" + code + "/files/2");
    assertThat(waits.statusCode()).isEqualTo(503);
    assertThat(HandedScene.header(waits, "Content-Type")).startsWith("text/plain");
    assertThat(waits.body()).contains("chưa được quét mã độc");
    assertThat(scene.desk().api("/api/v1/dossiers/" + code + "/files/2").body())
        .contains("files:not-scanned");
    String list = "/dossiers/" + code + "/files";
    assertThat(HandedScene.read(scene.desk().page(list)))
        .contains("Chưa quét vi-rút")
        .doesNotContain("Có mã độc, ");
    scene.scanner().behave(FakeClamd.Manner.SCANS);
    assertThat(scene.desk().file("/dossiers/" + code + "/files/2")).isEqualTo(good);
    assertThat(scene.desk().page("/dossiers/" + code + "/files/1").body())
        .contains("có mã độc (Eicar-");
    assertThat(HandedScene.read(scene.desk().page(list)))
        .contains("Có mã độc, ")
        .doesNotContain("Chưa quét vi-rút");
  }
}
