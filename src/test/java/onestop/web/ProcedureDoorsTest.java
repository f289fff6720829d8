package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onestop.agencies.Role;
import onestop.engine.WorkItem;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue and the pictures of its models, by pages and API, in a ward with known work. */
@Tag("world")
class ProcedureDoorsTest {
  private static final String STATUS = "1.004873";
  private static final String MODEL = "marital_status_certificate";
  private static final Path FILE = Path.of("bpmn/civil-status", MODEL + ".bpmn");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static World world;
  private static City city;
  private static DossierCode late;
  private static DossierCode signed;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    late = city.receive(STATUS).code();
    city.workUntil(late, "appraise_dossier");
    world.advanceTo("2026-03-10T09:00");
    signed = city.receive(STATUS).code();
    city.workUntil(signed, "sign_result");
    DossierCode fresh = city.receive(STATUS).code();
    city.workUntil(fresh, "appraise_dossier");
    city.receive("1.001612");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Visitor who(AgencyCode agency, Role role) {
    return Visitor.of(world, City.officer(agency, role).id());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void theLawsOwnWordsAreMarkedAsVietnamese() {
    Visitor reader = who(City.WARD, Role.SPECIALIST);
    reader.page("/language?to=en");
    String page = reader.page("/procedures/" + STATUS).body();
    assertThat(page).containsPattern("<td data-label=\"[^\"]+\" lang=\"vi\">");
    reader.page("/language?to=vi");
  }

  @Test
  void theCatalogueIsSearchedWithoutTonesAndByLevel() {
    Visitor reader = who(City.WARD, Role.SPECIALIST);
    assertThat(reader.page("/procedures").body()).contains("1.012783", STATUS, "1.004222");
    assertThat(reader.page("/procedures?q=hon+nhan+cap").body())
        .contains(STATUS)
        .doesNotContain("1.012783");
    assertThat(reader.page("/procedures?q=" + STATUS + "&level=police").body())
        .contains("Không có thủ tục nào khớp");
    assertThat(reader.page("/procedures?level=police").body())
        .contains("1.004222")
        .doesNotContain("1.012783");
  }

  @Test
  void aProcedureHasItsLawItsPapersAndItsModelWithTheLoadOfTheUnit() throws Exception {
    Visitor reader = who(City.WARD, Role.SPECIALIST);
    String page = reader.page("/procedures/" + STATUS).body();
    String words = InboxPagesTest.words(page);
    assertThat(words)
        .contains("3 ngày làm việc", "15.000 đ", "RP-2025", "theo một nguồn đáng tin")
        .contains("Kèm theo chương trình", "Phiên bản 1");
    assertThat(shape(page, "appraise_dossier")).contains("2 việc", "⚠ 1 trễ").contains("bad");
    assertThat(shape(page, "sign_result")).contains("1 việc").doesNotContain("trễ");
    assertThat(shape(page, "return_result")).doesNotContain("việc");
    JsonNode load = json(reader.api("/api/v1/procedures/" + STATUS + "/load"));
    assertThat(load.get("open").asLong()).isEqualTo(3);
    assertThat(load.get("late").asLong()).isEqualTo(1);
    assertThat(load.get("agencies").toString()).isEqualTo("[\"" + City.WARD.value() + "\"]");
    assertThat(load.get("steps").toString())
        .contains("{\"step\":\"appraise_dossier\",\"open\":2,\"late\":1}")
        .contains("{\"step\":\"sign_result\",\"open\":1,\"late\":0}");
  }

  /** The lines of a shape in the picture. */
  private static String shape(String page, String step) {
    int at = page.indexOf("data-step=\"" + step + "\"");
    assertThat(at).as(step).isPositive();
    return page.substring(page.lastIndexOf("<g ", at), page.indexOf("<text class=\"name\"", at));
  }

  @Test
  void aTextOfLawThatIsNotKnownIsSaidToBeUnknownWithItsCertainty() {
    Visitor reader = who(City.WARD, Role.SPECIALIST);
    assertThat(InboxPagesTest.words(reader.page("/procedures/1.012786").body()))
        .contains("Quyết định số 2304/QĐ-BNNMT ngày 23/6/2025 Thời hạn")
        .contains("Quyết định số 2304/QĐ-BNNMT Niêm yết công khai");
    assertThat(InboxPagesTest.words(reader.page("/procedures/1.000656").body()))
        .contains("Chưa xác định được văn bản Thời hạn chưa xác nhận")
        .contains("Chưa xác định được văn bản Gia hạn chưa xác nhận");
  }

  @Test
  void everyProcedureOfTheCatalogueOpensWithAPicture() {
    Visitor reader = who(City.WARD, Role.FINANCE_OFFICER);
    for (Procedure procedure : world.get(Catalogue.class).all()) {
      String code = procedure.key().code();
      assertThat(reader.page("/procedures/" + code).body()).as(code).contains("data-step=");
      assertThat(reader.api("/api/v1/procedures/" + code).statusCode()).as(code).isEqualTo(200);
    }
  }

  @Test
  void othersSeeTheLoadOfTheirOwnReach() throws Exception {
    String load = "/api/v1/procedures/" + STATUS + "/load";
    assertThat(json(who(City.POLICE, Role.SPECIALIST).api(load)).get("open").asLong()).isZero();
    JsonNode centre = json(who(City.CENTRE, Role.DESIGNER).api(load));
    assertThat(centre.get("open").asLong()).isEqualTo(3);
    assertThat(who(City.POLICE, Role.DESK_OFFICER).page("/procedures/" + STATUS).body())
        .contains("data-step=\"appraise_dossier\"")
        .doesNotContain("2 việc");
  }

  @Test
  void aVersionIsLookedAtAndDownloadedByteForByteAndADraftIsNot() throws Exception {
    Visitor reader = who(City.WARD, Role.RECORDS_CLERK);
    byte[] shipped = Files.readAllBytes(FILE);
    for (HttpResponse<byte[]> answer :
        List.of(
            reader.download("/procedures/" + STATUS + "/versions/1/file"),
            reader.apiFile("/api/v1/procedures/" + STATUS + "/versions/1"))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(shipped);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("application/xml");
      assertThat(answer.headers().firstValue("content-disposition").orElse(""))
          .startsWith("attachment")
          .contains(MODEL + "-1.bpmn");
      assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    }
    Models models = world.get(Models.class);
    byte[] changed =
        new String(shipped, StandardCharsets.UTF_8)
            .replace("Ký giấy xác nhận", "Ký xác nhận")
            .getBytes(StandardCharsets.UTF_8);
    Actor designer = City.officer(City.CENTRE, Role.DESIGNER);
    ModelVersion draft = models.draft("register_extract.bpmn", shipped, designer, "nháp");
    assertThat(
            reader.page("/procedures/2.000908/versions/" + draft.version() + "/file").statusCode())
        .isEqualTo(404);
    ModelVersion second =
        models.publish(MODEL + ".bpmn", changed, designer, "Đổi tên bước ký").orElseThrow();
    String page = InboxPagesTest.words(reader.page("/procedures/" + STATUS).body());
    assertThat(page).contains("Phiên bản 2", "đang áp dụng", "Đổi tên bước ký");
    assertThat(InboxPagesTest.words(reader.page("/procedures/" + STATUS + "/versions/1").body()))
        .contains("không áp dụng cho hồ sơ mới", "Ký giấy xác nhận");
    assertThat(second.version()).isEqualTo(2);
    // accepted dossiers stay on their version, and so do their pictures
    assertThat(
            InboxPagesTest.words(
                who(City.WARD, Role.SPECIALIST).page("/dossiers/" + signed).body()))
        .contains("Quy trình phiên bản 1", "Ký giấy xác nhận");
    assertThat(reader.page("/procedures/" + STATUS + "/versions/9").statusCode()).isEqualTo(404);
    assertThat(reader.page("/procedures/no-such").statusCode()).isEqualTo(404);
  }

  @Test
  void aDossierShowsWhatIsDoneWhereItIsAndWhatMayCome() throws Exception {
    Visitor reader = who(City.WARD, Role.SPECIALIST);
    String page = reader.page("/dossiers/" + signed).body();
    assertThat(shape(page, "appraise_dossier")).contains("✓ đã xong").contains("good");
    assertThat(shape(page, "sign_result")).contains("▶ đang ở đây").contains("data-here");
    assertThat(shape(page, "return_result")).doesNotContain("đã xong").doesNotContain(" off");
    JsonNode course = json(reader.api("/api/v1/dossiers/" + signed + "/course"));
    assertThat(course.get("version").asInt()).isEqualTo(1);
    assertThat(course.get("current").toString()).isEqualTo("[\"sign_result\"]");
    assertThat(course.get("done").get("appraise_dossier").asInt()).isEqualTo(1);
    assertThat(course.get("ahead").toString()).contains("return_result", "await_supplement");
    assertThat(
            who(City.POLICE, Role.SPECIALIST)
                .api("/api/v1/dossiers/" + late + "/course")
                .statusCode())
        .isEqualTo(404);
    String item = city.dossierItems(late).get(0).id();
    assertThat(reader.page("/my-work/" + item).body()).contains("id=\"course\"");
  }

  @Test
  void anEndedDossierKeepsThePictureOfTheVersionItWasReceivedUnder() throws Exception {
    DossierCode code = city.receive("1.001612").code();
    city.resolve(code);
    WorkItem last = city.dossierItems(code).get(0);
    city.complete(code, "return_result", "done", city.filled(last, "done"));
    JsonNode course =
        json(who(City.WARD, Role.SPECIALIST).api("/api/v1/dossiers/" + code + "/course"));
    assertThat(course.get("current")).isEmpty();
    assertThat(course.get("ahead")).isEmpty();
    assertThat(course.get("done").has("return_result")).isTrue();
  }
}
