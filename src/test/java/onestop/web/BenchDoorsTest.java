package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.models.ModelState;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.testing.City;
import onestop.testing.Proven;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bench without its scripts: drafts, four eyes, reasons, and what is refused. */
@Tag("world")
class BenchDoorsTest {
  private static final String MODEL = "birth_registration";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Visitor designer(World world) {
    return Visitor.of(world, City.officer(City.WARD, Role.DESIGNER).id());
  }

  private static Visitor administrator(World world) {
    return Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
  }

  private static String shipped(World world) {
    return new String(world.get(Models.class).bytes(MODEL, 1), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(
      Visitor who, String path, String xml, String... headers) {
    return who.postXml("/bench/" + MODEL + path, xml, headers);
  }

  private static ModelVersion version(World world, int no) {
    return world.get(Models.class).of(MODEL).get(no - 1);
  }

  /** Checked and tried, with a trial on record that was not run; TrialDoorsTest runs one. */
  private static void tried(World world, Visitor designer, int version) {
    for (String step : List.of("check", "try")) {
      String path = "/api/models/" + MODEL + ".bpmn/versions/" + version + "/" + step;
      assertThat(designer.apiPost(path, "application/json", "").statusCode()).isEqualTo(200);
    }
    Proven.version(world, MODEL, version);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDraftIsPublishedBySomebodyElseWithAReasonAndRolledBack(TestDatabase database)
      throws Exception {
    try (World world = World.serving(database, "2026-03-02T08:30")) {
      City.in(world);
      Visitor designer = designer(world);
      String changed = shipped(world).replace("value=\"90min\"", "value=\"2wh\"");
      HttpResponse<String> sketch = send(designer, "/sketch?seen=0&base=1", changed);
      assertThat(sketch.statusCode()).as(sketch.body()).isEqualTo(200);
      JsonNode told = JSON.readTree(sketch.body());
      assertThat(told.get("revision").asInt()).isEqualTo(1);
      assertThat(told.get("findings")).isEmpty();
      assertThat(send(designer, "/sketch?seen=0&base=1", changed).statusCode()).isEqualTo(409);

      HttpResponse<String> silent = send(designer, "/versions", changed, "If-Match", "\"1\"");
      assertThat(silent.statusCode()).isEqualTo(400);
      assertThat(silent.body()).contains("Hãy ghi lý do");
      HttpResponse<String> kept =
          send(designer, "/versions?reason=Th%C3%AAm%20gi%E1%BB%9D", changed, "If-Match", "\"1\"");
      assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
      assertThat(designer.page("/bench/" + MODEL + "/drawing").statusCode())
          .as("the unsaved drawing went with the draft")
          .isEqualTo(404);
      HttpResponse<String> late =
          send(designer, "/versions?reason=x", shipped(world), "If-Match", "\"1\"");
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).contains("Phiên bản 2", "Thêm giờ", "Kiểm tra, ghi sổ hộ tịch");

      String page = "/bench/" + MODEL + "/versions/2";
      assertThat(InboxPagesTest.words(designer.page(page).body()))
          .contains("Thời gian cho bước", "90 phút làm việc → 2 giờ làm việc");
      tried(world, designer, 2);
      assertThat(version(world, 2).state()).isEqualTo(ModelState.TRIED);
      HttpResponse<String> own = designer.post(page + "/publish", Map.of("reason", "Tự duyệt"));
      assertThat(own.statusCode()).isEqualTo(400);
      assertThat(own.body()).contains("không tự đưa vào áp dụng được");
      assertThat(version(world, 2).state()).isEqualTo(ModelState.TRIED);

      Visitor second = administrator(world);
      assertThat(second.post(page + "/publish", Map.of("reason", " ")).body())
          .contains("Hãy ghi lý do");
      assertThat(second.post(page + "/publish", Map.of("reason", "QĐ 12/2026")).statusCode())
          .isEqualTo(302);
      assertThat(version(world, 2).state()).isEqualTo(ModelState.PUBLISHED);
      assertThat(InboxPagesTest.words(second.page(page).body())).contains("QĐ 12/2026");
      assertThat(world.get(Models.class).history(MODEL))
          .filteredOn(event -> event.version() == 2)
          .extracting(event -> event.by().name() + " " + event.reason())
          .last()
          .isEqualTo(City.officer(City.WARD, Role.ADMINISTRATOR).id().value() + " QĐ 12/2026");

      String earlier = "/bench/" + MODEL + "/versions/1";
      assertThat(
              designer
                  .post(earlier + "/again", Map.of("reason", "Quay lại"))
                  .headers()
                  .firstValue("Location")
                  .orElse(""))
          .endsWith("/bench/" + MODEL + "/versions/3");
      tried(world, designer, 3);
      second.post("/bench/" + MODEL + "/versions/3/publish", Map.of("reason", "Thu hồi QĐ 12"));
      assertThat(version(world, 3).state()).isEqualTo(ModelState.PUBLISHED);
      assertThat(version(world, 3).sha256()).isEqualTo(version(world, 1).sha256());
      assertThat(version(world, 2).state()).isEqualTo(ModelState.RETIRED);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void aNewModelBeginsWithItsNameAndAnIdThatFits(TestDatabase database) throws Exception {
    try (World world = World.serving(database, "2026-03-02T08:30")) {
      City.in(world);
      Visitor designer = designer(world);
      HttpResponse<String> refused =
          designer.post(
              "/bench", Map.of("process", "Khai Sinh", "name", "Cấp <lại> \"bản sao\" & sổ"));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("phải viết thường không dấu", "value=\"Khai Sinh\"");
      assertThat(designer.post("/bench", Map.of("process", MODEL, "name", "x")).body())
          .contains("Đã có mô hình");
      assertThat(
              designer
                  .post(
                      "/bench", Map.of("process", "new_copy", "name", "Cấp <lại> \"bản sao\" & sổ"))
                  .statusCode())
          .isEqualTo(302);
      assertThat(designer.page("/bench/new_copy/drawing").body())
          .contains("name=\"Cấp &lt;lại&gt; &quot;bản sao&quot; &amp; sổ\"");
      assertThat(designer.page("/bench").body()).contains("new_copy");
      OfficerId other = City.officer(City.CENTRE, Role.DESIGNER).id();
      assertThat(Visitor.of(world, other).page("/bench/new_copy").statusCode())
          .as("an unsaved drawing is its designer’s own")
          .isEqualTo(404);
      assertThat(designer.page("/bench/no_such_model").statusCode()).isEqualTo(404);
      assertThat(designer.page("/bench/" + MODEL + "/versions/9").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void hostileFilesAreNeverKept(TestDatabase database) throws Exception {
    String bomb =
        "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
            + "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>&a;</definitions>";
    try (World world = World.serving(database, "2026-03-02T08:30")) {
      City.in(world);
      Visitor designer = designer(world);
      JsonNode checked = JSON.readTree(send(designer, "/check", bomb).body());
      assertThat(checked.get("readable").asBoolean()).isFalse();
      assertThat(checked.get("findings").get(0).get("code").asText()).isEqualTo("L001");
      String large = " ".repeat(2_000_001);
      assertThat(send(designer, "/sketch?seen=0&base=1", large).statusCode()).isEqualTo(400);
      assertThat(send(designer, "/versions?reason=x", large, "If-Match", "\"1\"").statusCode())
          .isEqualTo(400);
      assertThat(send(designer, "/versions?reason=x", bomb, "If-Match", "1").body())
          .contains("If-Match");
      assertThat(world.get(Models.class).of(MODEL)).hasSize(1);
      assertThat(send(designer, "/versions?reason=x", bomb, "If-Match", "\"1\"").statusCode())
          .as("a draft may be anything; it is never deployed")
          .isEqualTo(201);
      HttpResponse<String> refused =
          designer.post("/bench/" + MODEL + "/versions/2/submit", Map.of());
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("L001", "không đọc được nên không so sánh được");
      assertThat(version(world, 2).state()).isEqualTo(ModelState.DRAFT);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void theApiTellsTheDifferenceAndHoldsADraftToItsIfMatch(TestDatabase database) throws Exception {
    try (World world = World.serving(database, "2026-03-02T08:30")) {
      City.in(world);
      Visitor designer = designer(world);
      String file = "/api/models/" + MODEL + ".bpmn/versions";
      String tag = designer.api(file).headers().firstValue("ETag").orElse("none");
      String changed = shipped(world).replace("value=\"90min\"", "value=\"2wh\"");
      assertThat(
              designer
                  .apiPost(file + "?reason=x", "application/xml", changed, "If-Match", tag)
                  .statusCode())
          .isEqualTo(201);
      assertThat(
              designer
                  .apiPost(file + "?reason=x", "application/xml", changed, "If-Match", tag)
                  .statusCode())
          .isEqualTo(412);
      JsonNode difference = JSON.readTree(designer.api(file + "/2/difference").body());
      assertThat(difference.get("against").asInt()).isEqualTo(1);
      assertThat(difference.get("changes").get(0).get("details").get(0).toString())
          .isEqualTo("{\"property\":\"allotment\",\"before\":\"90min\",\"after\":\"2wh\"}");
      assertThat(designer.callWith("PUT", "/api/models/" + MODEL + ".bpmn", changed).statusCode())
          .isEqualTo(403);
    }
  }
}
