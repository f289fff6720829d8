package onestop.web.handed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.files.FileHash;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.FakeClamd;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** Papers that arrive in parts, through the API and as the script of the page sends them. */
@Tag("world")
class UploadDoorsTest {
  private static final String COPY = "2.000815";
  private static final int PART = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static FakeClamd scanner;
  private static World world;
  private static City city;
  private static Visitor desk;

  @BeforeAll
  static void open() throws IOException {
    scanner = FakeClamd.onTcp();
    world =
        World.serving(
            TestDatabase.H2, "2026-04-01T10:00", "--onestop.files.scanner=" + scanner.address());
    city = City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
  }

  @AfterAll
  static void close() throws IOException {
    world.close();
    scanner.close();
  }

  private static String received() {
    return city.receive(COPY).code().value();
  }

  private static JsonNode read(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static String at(String code) {
    return "/api/v1/dossiers/" + code + "/files/uploads";
  }

  private static String announced(byte[] bytes) {
    return "{\"name\":\"bản vẽ.pdf\",\"bytes\":%d,\"sha256\":\"%s\"}"
        .formatted(bytes.length, FileHash.of(bytes));
  }

  private static HttpResponse<String> part(String upload, byte[] bytes, int at) {
    return desk.apiPost(
        upload + "?offset=" + at,
        "application/octet-stream",
        Arrays.copyOfRange(bytes, at, Math.min(at + PART, bytes.length)));
  }

  @Test
  void aProgramSendsAFileInPartsAndAsksForTheOffsetAfterALostLine() throws IOException {
    String code = received();
    byte[] bytes = Scans.pdfOf(2 * PART + 500);
    HttpResponse<String> begun = desk.postApi(at(code), announced(bytes));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    String upload = begun.headers().firstValue("Location").orElseThrow();
    assertThat(read(begun).get("part").asInt()).isEqualTo(PART);
    assertThat(read(part(upload, bytes, 0)).get("offset").asLong()).isEqualTo(PART);

    HttpResponse<String> twice = part(upload, bytes, 0);
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(read(twice).get("arguments").get("arrived").asLong()).isEqualTo(PART);
    assertThat(read(desk.api(upload)).get("offset").asLong()).isEqualTo(PART);
    assertThat(read(desk.api(at(code))).get(0).get("offset").asLong()).isEqualTo(PART);
    assertThat(desk.postApi(upload + "/file", "{\"paper\":\"original\"}").statusCode())
        .as("not whole")
        .isEqualTo(409);

    part(upload, bytes, PART);
    part(upload, bytes, 2 * PART);
    HttpResponse<String> file = desk.postApi(upload + "/file", "{\"paper\":\"original\"}");
    assertThat(file.statusCode()).as(file.body()).isEqualTo(201);
    assertThat(read(file).get("sha256").asText()).isEqualTo(FileHash.of(bytes));
    HttpResponse<String> again = desk.postApi(upload + "/file", "{\"paper\":\"original\"}");
    assertThat(again.statusCode()).as("the first answer was lost").isEqualTo(201);
    assertThat(again.body()).isEqualTo(file.body());
    HandedFiles files = world.get(HandedFiles.class);
    assertThat(files.of(new DossierCode(code))).hasSize(1);
    HandedFile handed = files.get(new DossierCode(code), 1);
    assertThat(files.read(handed)).isEqualTo(bytes);
    assertThat(handed.fileName()).isEqualTo("bản vẽ.pdf");
  }

  @Test
  void theWholeIsCheckedAsAnyOtherFileIs() throws IOException {
    String code = received();
    byte[] infected =
        Scans.joined(Scans.pdfOf(PART), FakeClamd.EICAR.getBytes(StandardCharsets.US_ASCII));
    String upload =
        desk.postApi(at(code), announced(infected)).headers().firstValue("Location").orElseThrow();
    part(upload, infected, 0);
    part(upload, infected, PART);
    HttpResponse<String> refused = desk.postApi(upload + "/file", "{\"paper\":\"original\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("urn:onestop:problem:files:infected");
    assertThat(desk.api(upload).statusCode()).as("dropped").isEqualTo(404);

    byte[] sound = Scans.pdfOf(PART + 10);
    String second =
        desk.postApi(at(code), announced(sound)).headers().firstValue("Location").orElseThrow();
    part(second, sound, 0);
    part(second, sound, PART);
    HttpResponse<String> unnamed = desk.postApi(second + "/file", "{\"paper\":\"unknown\"}");
    assertThat(unnamed.statusCode()).isEqualTo(400);
    assertThat(desk.postApi(second + "/file", "{\"paper\":\"original\"}").statusCode())
        .as("what was sent is not sent again for a wrong field")
        .isEqualTo(201);
  }

  @Test
  void onlyWhoWorksOnTheDossierBegins() {
    String code = received();
    String body = announced(Scans.pdfOf(PART + 1));
    Visitor records = Visitor.of(world, City.officer(City.POLICE, Role.SPECIALIST).id());
    assertThat(records.postApi(at(code), body).statusCode()).isEqualTo(404);
    Visitor auditor = Visitor.of(world, City.officer(City.WARD, Role.AUDITOR).id());
    assertThat(auditor.postApi(at(code), body).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(desk.postApi(at(code), body).statusCode()).isEqualTo(201);
  }

  @Test
  void thePageShowsWhatStoppedOnTheWayAndDropsIt() throws IOException {
    String code = received();
    byte[] bytes = Scans.pdfOf(2 * PART);
    String page = "/dossiers/" + code + "/files";
    HttpResponse<String> begun =
        desk.post(
            page + "/uploads",
            Map.of("name", "bản vẽ.pdf", "bytes", "" + bytes.length, "sha256", FileHash.of(bytes)));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    String id = read(begun).get("id").asText();
    part(at(code) + "/" + id, bytes, 0);
    String shown = HtmlUtils.htmlUnescape(desk.page(page).body());
    assertThat(shown).contains("Tệp gửi dở dang", "bản vẽ.pdf", "Đã nhận 256 KB trên 512 KB");

    HttpResponse<String> early = desk.post(page + "/uploads/" + id + "/file", Map.of());
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(read(early).get("sentence").asText()).contains("Mới nhận 262.144 trên 524.288");
    HttpResponse<String> dropped = desk.post(page + "/uploads/" + id + "/drop", Map.of());
    assertThat(dropped.statusCode()).isEqualTo(302);
    assertThat(desk.page(page).body()).contains("Đã bỏ phần tệp").doesNotContain("dở dang. Hãy");
  }
}
