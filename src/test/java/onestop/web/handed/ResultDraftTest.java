package onestop.web.handed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.dossiers.papers.ResultDrafts;
import onestop.engine.WorkItem;
import onestop.files.FileHash;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.HostilePdf;
import onestop.testing.Multipart;
import onestop.testing.Scans;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.util.HtmlUtils;

/** The draft of a result is written where one appraises, and signed by the head by its hash. */
@Tag("world")
class ResultDraftTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T10:00");

  private static World world() {
    return SHARED.world(TestDatabase.H2);
  }

  private static City city() {
    return SHARED.city(TestDatabase.H2);
  }

  private static Visitor of(Role role) {
    return Visitor.of(world(), City.officer(City.WARD, role).id());
  }

  private static String at(String step) {
    DossierCode code = city().receive("1.004873").code();
    city().workUntil(code, step);
    return code.value();
  }

  private static WorkItem item(String code) {
    return city().dossierItems(new DossierCode(code)).get(0);
  }

  private static List<HandedFile> files(String code) {
    return world().get(HandedFiles.class).of(new DossierCode(code));
  }

  private static HttpResponse<String> write(Visitor by, String code, String conclusion) {
    String back = "/my-work/" + item(code).id();
    return by.post(
        "/dossiers/" + code + "/files/result", Map.of("conclusion", conclusion, "back", back));
  }

  @Test
  void isWrittenFromTheFormWhereOneAppraisesAndKeepsItsVersions() throws IOException {
    String code = at("appraise_dossier");
    Visitor specialist = of(Role.SPECIALIST);
    String step = "/my-work/" + item(code).id();
    assertThat(read(specialist.page(step)))
        .contains("Soạn dự thảo kết quả", "/dossiers/" + code + "/files/result")
        .doesNotContain("Dự thảo kết quả trình ký");
    HttpResponse<String> written = write(specialist, code, "Xác nhận: chưa đăng ký kết hôn.");
    assertThat(written.statusCode()).isEqualTo(302);
    assertThat(written.headers().firstValue("Location").orElse("")).endsWith(step);
    HandedFile first = files(code).get(0);
    byte[] pdf = specialist.file("/dossiers/" + code + "/files/1");
    assertThat(FileHash.of(pdf)).isEqualTo(first.file().sha256());
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains("Xác nhận: chưa đăng ký kết hôn.", code, "Hồ sơ thử", "Trần Thị Ngọc Ánh")
          .contains("Nguyễn Văn head_of_agency");
    }
    write(specialist, code, "Xác nhận: chưa đăng ký kết hôn với ai.");
    assertThat(files(code)).hasSize(2);
    assertThat(files(code).get(1).replaces()).isEqualTo(1);
    assertThat(read(specialist.page("/dossiers/" + code + "/files")))
        .contains("Dự thảo kết quả", "Bản trước, số 1");
  }

  @Test
  void isUploadedAsPdfAndNothingElse() {
    String code = at("appraise_dossier");
    Visitor specialist = of(Role.SPECIALIST);
    String path = "/dossiers/" + code + "/files/result";
    Multipart text =
        new Multipart()
            .field("_csrf", specialist.token())
            .field("conclusion", "")
            .file("file", "ghi chú.txt", "text/plain", "abc".getBytes());
    HttpResponse<String> refused = specialist.post(path, text);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(read(refused)).contains("là tệp PDF");
    byte[] pdf = Scans.pdf("Giay xac nhan");
    Multipart form =
        new Multipart()
            .field("_csrf", specialist.token())
            .field("conclusion", "")
            .file("file", "xác nhận.pdf", "application/pdf", pdf);
    assertThat(specialist.post(path, form).statusCode()).isEqualTo(302);
    assertThat(files(code).get(0).file().sha256()).isEqualTo(FileHash.of(pdf));
    HttpResponse<String> api =
        specialist.apiPost(
            "/api/v1/dossiers/" + code + "/files?paper=result&name=b.pdf",
            "application/octet-stream",
            Scans.pdf("Ban hai"));
    assertThat(api.statusCode()).isEqualTo(201);
    assertThat(api.body()).contains("\"replaces\":1");
  }

  /** As large as a paper may be: a scanned result has more than the 2 MiB of any other form. */
  @Test
  void isAsLargeAsAPaperMayBe() throws IOException {
    String code = at("appraise_dossier");
    Visitor specialist = of(Role.SPECIALIST);
    byte[] noise = new byte[3 * 1024 * 1024];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document
          .getDocumentCatalog()
          .setMetadata(new PDMetadata(document, new ByteArrayInputStream(noise)));
      document.save(pdf);
    }
    HttpResponse<String> sent =
        specialist.post(
            "/dossiers/" + code + "/files/result",
            new Multipart()
                .field("_csrf", specialist.token())
                .field("conclusion", "")
                .file("file", "kết quả.pdf", "application/pdf", pdf.toByteArray()));
    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(files(code).get(0).file().size()).isEqualTo(pdf.size());
  }

  /** Two who write at once have both seen no draft; the second would hide behind the first. */
  @Test
  void thereIsNeverASecondDraftBesideTheCurrentOne() {
    String code = at("appraise_dossier");
    Actor.Officer specialist = City.officer(City.WARD, Role.SPECIALIST);
    HandedFiles handed = world().get(HandedFiles.class);
    NewFile first = new NewFile("a.pdf", Scans.pdf("Ban mot"), ResultDrafts.PAPER, null, null);
    NewFile second = new NewFile("b.pdf", Scans.pdf("Ban hai"), ResultDrafts.PAPER, null, null);
    handed.add(new DossierCode(code), first, specialist);
    assertThatThrownBy(() -> handed.add(new DossierCode(code), second, specialist))
        .hasMessageContaining("result-added");
    assertThat(files(code)).hasSize(1);
    handed.remove(new DossierCode(code), 1, "Nhầm", specialist);
    handed.add(new DossierCode(code), second, specialist); // the place is free again
  }

  @ParameterizedTest
  @EnumSource(HostilePdf.class)
  void aFileThatCannotBeSignedIsRefusedWithTheWayOut(HostilePdf hostile) {
    String code = at("appraise_dossier");
    Visitor specialist = of(Role.SPECIALIST);
    HttpResponse<String> refused =
        specialist.post(
            "/dossiers/" + code + "/files/result",
            new Multipart()
                .field("_csrf", specialist.token())
                .field("conclusion", "")
                .file("file", "kết quả.pdf", "application/pdf", hostile.bytes()));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(read(refused)).contains("Tệp PDF ", "; hãy ");
    assertThat(files(code)).isEmpty();
  }

  @Test
  void isRefusedFromTheCounterAndWithoutWords() {
    String code = at("appraise_dossier");
    Visitor desk = of(Role.DESK_OFFICER);
    assertThat(write(desk, code, "Tôi tự quyết").statusCode()).isEqualTo(403);
    HttpResponse<String> round =
        desk.apiPost(
            "/api/v1/dossiers/" + code + "/files?paper=result&name=b.pdf",
            "application/octet-stream",
            Scans.pdf("Ban khac"));
    assertThat(round.statusCode()).isEqualTo(403);
    HttpResponse<String> asPaper =
        desk.post(
            "/dossiers/" + code + "/files/add",
            new Multipart()
                .field("_csrf", desk.token())
                .field("paper", "result")
                .file("a.pdf", Scans.pdf("Gia")));
    assertThat(asPaper.statusCode()).isEqualTo(400);
    HttpResponse<String> empty = write(of(Role.SPECIALIST), code, "  ");
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(read(empty)).contains("Nội dung kết quả dài 0 ký tự");
    assertThat(files(code)).isEmpty();
  }

  /** A clerk of the counter works on the dossier, and decides nothing in it. */
  @Test
  void isRemovedByItsWritersOnly() {
    String code = at("appraise_dossier");
    Visitor specialist = of(Role.SPECIALIST);
    write(specialist, code, "Bản thứ nhất.");
    String page = "/dossiers/" + code + "/files";
    Map<String, String> why = Map.of("reason", "Nhầm");
    for (Role role : List.of(Role.DESK_OFFICER, Role.RECORDS_CLERK, Role.FINANCE_OFFICER)) {
      Visitor other = of(role);
      assertThat(other.page(page).body()).doesNotContain("/files/1/remove", "handed-new-1");
      assertThat(other.post(page + "/1/remove", why).statusCode()).as(role.name()).isEqualTo(403);
    }
    assertThat(specialist.page(page).body()).contains("/files/1/remove").doesNotContain("new-1");
    assertThat(specialist.post(page + "/1/remove", why).statusCode()).isEqualTo(302);
  }

  @Test
  void isSignedByTheHeadByTheHashThatHeSaw() {
    String code = at("appraise_dossier");
    Visitor specialist = of(Role.SPECIALIST);
    write(specialist, code, "Bản thứ nhất.");
    city().workUntil(new DossierCode(code), "sign_result");
    Visitor head = of(Role.HEAD_OF_AGENCY);
    String step = "/my-work/" + item(code).id();
    String seen = files(code).get(0).file().sha256();
    assertThat(read(head.page(step)))
        .contains("Dự thảo kết quả trình ký", "SHA-256 " + seen, "name=\"result\"", seen)
        .contains("in ra và ký trên giấy")
        .contains("<iframe class=\"result\" loading=\"lazy\" src=\"/dossiers/" + code);
    write(specialist, code, "Bản thứ hai.");
    HttpResponse<String> late = sign(head, code, seen);
    assertThat(late.statusCode()).isEqualTo(409);
    String current = files(code).get(1).file().sha256();
    assertThat(read(late)).contains("đã có bản khác", "SHA-256 " + current);
    assertThat(sign(head, code, current).statusCode()).isEqualTo(302);
    DossierEvent signed =
        world().get(Dossiers.class).events(new DossierCode(code)).stream()
            .filter(e -> e.kind().equals("STEP_COMPLETED") && "sign_result".equals(e.step()))
            .findFirst()
            .orElseThrow();
    assertThat(signed.details()).containsEntry("resultSha256", current);
    assertThat(read(head.page("/dossiers/" + code)))
        .contains("ký dự thảo kết quả có SHA-256 " + current);
  }

  @Test
  void aStepWithoutADraftIsSignedAsBefore() {
    String code = at("sign_result");
    Visitor head = of(Role.HEAD_OF_AGENCY);
    assertThat(read(head.page("/my-work/" + item(code).id())))
        .doesNotContain("name=\"result\"", "Dự thảo kết quả trình ký");
    assertThat(sign(head, code, "").statusCode()).isEqualTo(302);
    String other = at("sign_result");
    assertThat(sign(head, other, "0".repeat(64)).statusCode()).isEqualTo(409);
  }

  private static HttpResponse<String> sign(Visitor head, String code, String sha256) {
    WorkItem item = item(code);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("outcome", item.outcomes().get(0));
    form.put("result", sha256);
    return head.post("/my-work/" + item.id() + "/complete", form);
  }

  private static String read(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }
}
