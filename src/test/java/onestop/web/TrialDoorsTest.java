package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import onestop.agencies.Role;
import onestop.models.ModelState;
import onestop.models.Models;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios of a version, written, run in a process of their own, and read on its page. */
@Tag("world")
class TrialDoorsTest {
  private static final String MODEL = "marriage_registration";
  private static final String PAGE = "/bench/" + MODEL + "/versions/2";
  private static final String API = "/api/models/" + MODEL + ".bpmn/versions/2";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One scenario, which expects what does not happen, and takes a few flows only. */
  private static final String WRONG =
      """
      procedure: "1.000894"
      scenarios:
        - name: {vi: "Không ai làm", en: "Nobody acts"}
          received: 2026-02-12T08:00
          pace: never
          expect: {state: RETURNED, letters: 1}
      """;

  private static JsonNode trial(Visitor who) throws IOException {
    return JSON.readTree(who.api(API + "/trial").body());
  }

  /** Waits for the end of a trial; a start of the application takes ten seconds. */
  private static JsonNode ended(Visitor who) throws IOException {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> JSON.readTree(who.page(PAGE + "/trial").body()).get("going").asText(),
            "false"::equals);
    return trial(who);
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void aVersionIsPublishedOnlyAfterItsScenarios(TestDatabase database) throws Exception {
    try (World world = World.serving(database, "2026-03-02T08:30")) {
      City.in(world);
      Visitor designer = Visitor.of(world, City.officer(City.WARD, Role.DESIGNER).id());
      Visitor second = Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
      String changed =
          new String(world.get(Models.class).bytes(MODEL, 1), StandardCharsets.UTF_8)
              .replaceFirst("(<bpmn:process [^>]*name=\")[^\"]+\"", "$1Kết hôn, mới\"");
      designer.postXml("/bench/" + MODEL + "/versions?reason=x", changed, "If-Match", "\"1\"");
      assertThat(designer.post(PAGE + "/submit", Map.of()).statusCode()).isEqualTo(302);
      assertThat(trial(designer).get("progress").asText()).isIn("WAITS", "RUNS");
      assertThat(designer.page(PAGE).body()).contains("data-await=\"" + PAGE + "/trial\"");
      assertThat(second.post(PAGE + "/publish", Map.of("reason", "QĐ 1")).body())
          .contains("chưa được thử như nội dung hiện nay");

      JsonNode whole = ended(designer);
      assertThat(whole.get("holds").asBoolean()).as(whole.toString()).isTrue();
      assertThat(InboxPagesTest.words(designer.page(PAGE).body()))
          .contains("Mọi tình huống ra kết cục như đã viết", "luồng đã được đi qua");
      letters(designer, whole);

      write(designer);
      designer.post(PAGE + "/try", Map.of());
      JsonNode wrong = ended(designer);
      assertThat(wrong.get("holds").asBoolean()).isFalse();
      HttpResponse<String> refused = second.post(PAGE + "/publish", Map.of("reason", "QĐ 1"));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("1 trên 1 tình huống ra kết cục khác");
      assertThat(InboxPagesTest.words(refused.body()))
          .contains("trạng thái: cần RETURNED", "Không tình huống nào đi qua các luồng này");
      assertThat(refused.body()).containsPattern("<polyline[^>]* class=\"missed\"");

      String shipped =
          JSON.readTree(designer.api(API.replace("/2", "/1") + "/scenarios").body())
              .get("content")
              .asText();
      assertThat(
              designer
                  .apiPut(API + "/scenarios?revision=1", "application/yaml", shipped)
                  .statusCode())
          .isEqualTo(200);
      assertThat(second.apiPost(API + "/trial", "application/json", "").statusCode())
          .isEqualTo(202);
      assertThat(ended(designer).get("holds").asBoolean()).isTrue();
      assertThat(second.post(PAGE + "/publish", Map.of("reason", "QĐ 1")).statusCode())
          .isEqualTo(302);
      assertThat(world.get(Models.class).of(MODEL).get(1).state()).isEqualTo(ModelState.PUBLISHED);
      assertThat(designer.post(PAGE + "/scenarios", Map.of("seen", "2", "content", WRONG)).body())
          .contains("là bằng chứng của việc đưa vào áp dụng", "Không ai làm");
    }
  }

  /** Two letters are enough: that of the page and that of the API are the same PDF. */
  private static void letters(Visitor designer, JsonNode trial) {
    JsonNode scenarios = trial.get("report").get("scenarios");
    int at = 0;
    while (scenarios.get(at).get("letters").asInt() == 0) {
      at++;
    }
    String query = "?scenario=" + (at + 1) + "&no=1";
    assertThat(designer.page(PAGE + "/letter" + query).body()).startsWith("%PDF");
    assertThat(designer.api(API + "/trial/letter" + query).body()).startsWith("%PDF");
    assertThat(designer.page(PAGE + "/letter?scenario=99&no=1").statusCode()).isEqualTo(404);
  }

  /** What is not understood is named line by line, and stays as it was typed. */
  private static void write(Visitor designer) throws IOException {
    String typed = WRONG.replace("RETURNED", "GONE").replace("pace: never", "pace: soon");
    HttpResponse<String> faulty =
        designer.post(PAGE + "/scenarios", Map.of("seen", "0", "content", typed));
    assertThat(faulty.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(faulty.body()))
        .contains(
            "có 2 giá trị không hiểu được",
            "Dòng 5: trường scenarios[0].pace có giá trị “soon”",
            "Dòng 6: trường scenarios[0].expect.state có giá trị “GONE”",
            "Không ai làm");
    JsonNode errors =
        JSON.readTree(designer.apiPut(API + "/scenarios", "application/yaml", typed).body())
            .get("errors");
    assertThat(errors).hasSize(2);
    assertThat(errors.get(1).get("field").asText()).isEqualTo("scenarios[0].expect.state");
    assertThat(
            designer
                .post(
                    PAGE + "/scenarios",
                    Map.of("seen", "0", "content", WRONG.replace("1.000894", "2.000815")))
                .body())
        .contains("viết cho thủ tục 2.000815");
    assertThat(
            designer.post(PAGE + "/scenarios", Map.of("seen", "0", "content", WRONG)).statusCode())
        .isEqualTo(302);
  }
}
