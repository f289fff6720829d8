package onestop.web.handed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import onestop.files.FileHash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs hand papers in as the pages do. */
@Tag("world")
class HandedApiTest {
  private static HandedScene scene;

  @BeforeAll
  static void open() throws IOException {
    scene = HandedScene.open();
  }

  @AfterAll
  static void close() throws IOException {
    scene.close();
  }

  @Test
  void theApiDoesWhatThePageDoes() throws IOException {
    String code = scene.received();
    String at = "/api/v1/dossiers/" + code + "/files";
    HttpResponse<String> added =
        scene
            .desk()
            .apiPost(
                at + "?name=don%20xin.pdf&paper=original",
                "application/octet-stream",
                HandedScene.PDF);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(HandedScene.header(added, "Location")).isEqualTo(at + "/1");
    JsonNode body = new ObjectMapper().readTree(added.body());
    assertThat(body.get("sha256").asText()).isEqualTo(FileHash.of(HandedScene.PDF));
    assertThat(body.get("name").asText()).isEqualTo("don xin.pdf");
    assertThat(body.get("type").asText()).isEqualTo("application/pdf");
    HttpResponse<String> replaced =
        scene
            .desk()
            .apiPost(at + "?name=b&replaces=1", "application/octet-stream", HandedScene.JPEG);
    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(201);
    HttpResponse<String> removed =
        scene.desk().postApi(at + "/2/remove", "{\"reason\": \"Quét nhầm\"}");
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    JsonNode list = new ObjectMapper().readTree(scene.desk().api(at).body());
    assertThat(list).hasSize(2);
    assertThat(list.get(1).get("replaces").asInt()).isEqualTo(1);
    assertThat(list.get(1).get("removed").get("reason").asText()).isEqualTo("Quét nhầm");
    assertThat(scene.desk().api(at + "/1").statusCode()).isEqualTo(200);
    assertThat(scene.desk().api(at + "/99").statusCode()).isEqualTo(404);
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
    String code = scene.received();
    HttpResponse<String> answer =
        scene
            .desk()
            .apiPost(
                "/api/v1/dossiers/" + code + "/files" + call[0],
                call[1],
                call[2].getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(call[3]));
    assertThat(answer.body()).contains("urn:onestop:problem:" + call[4]);
    assertThat(scene.files(code)).isEmpty();
  }
}
