package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.models.ModelStep;
import onestop.models.Models;
import onestop.models.ShippedModels;
import onestop.testing.Proven;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models through the door that a designer uses, and which version counts afterwards. */
@Tag("world")
class ModelsApiTest {
  private static final Path MODEL = Path.of("bpmn/civil-status/birth_registration.bpmn");
  private static final String KEY = "birth_registration";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theFileThatWasDeployedLastIsTheNewest(TestDatabase database) throws Exception {
    Map<String, String> where = database.ready();
    String first = Files.readString(MODEL);
    String second = first.replace("Đóng dấu, cấp số", "Đóng dấu và cấp số");
    try (World world = serving(where)) {
      assertThat(deployed(world, first)).isEmpty();
      assertThat(deployed(world, second)).containsExactly(KEY);
      assertThat(newest(world)).isEqualTo(second);
      assertThat(deployed(world, second)).isEmpty();
      assertThat(deployed(world, first)).as("back to the earlier one").containsExactly(KEY);
      assertThat(newest(world)).isEqualTo(first);
      assertThat(deployed(world, second)).containsExactly(KEY);
      assertThat(newest(world)).isEqualTo(second);
      assertThat(deployed(world, first)).containsExactly(KEY);
      assertThat(deployed(world, second)).containsExactly(KEY);
      assertThat(versions(world)).isEqualTo(6);
      world.get(ShippedModels.class).seed();
      assertThat(newest(world)).as("a start takes nothing back").isEqualTo(second);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void everyVersionIsListedAndGivenBackToTheByte(TestDatabase database) throws Exception {
    String first = Files.readString(MODEL);
    String second = first.replace("Đóng dấu, cấp số", "Đóng dấu và cấp số");
    try (World world = serving(database.ready())) {
      String file = KEY + ".bpmn";
      assertThat(put(world, file + "?reason=T%C3%AAn%20b%C6%B0%E1%BB%9Bc", second).statusCode())
          .isEqualTo(200);
      assertThat(put(world, file + "?reason=" + "x".repeat(501), first).statusCode())
          .isEqualTo(400);
      List<JsonNode> versions = new ArrayList<>();
      new ObjectMapper()
          .readTree(get(world, "").body())
          .forEach(
              version -> {
                if (version.get("file").asText().equals(file)) {
                  versions.add(version);
                }
              });
      assertThat(versions).hasSize(2);
      assertThat(versions.get(0).get("state").asText()).isEqualTo("RETIRED");
      assertThat(versions.get(0).get("author").asText()).isEqualTo("shipped");
      assertThat(versions.get(1).get("state").asText()).isEqualTo("PUBLISHED");
      assertThat(versions.get(1).get("author").asText()).isEqualTo("admin");
      assertThat(versions.get(1).get("reason").asText()).isEqualTo("Tên bước");
      assertThat(get(world, "/" + file + "/versions/1").body()).isEqualTo(first);
      HttpResponse<String> given = get(world, "/" + file + "/versions/2");
      assertThat(given.body()).isEqualTo(second);
      assertThat(given.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/xml");
      assertThat(get(world, "/" + file + "/versions/3").statusCode()).isEqualTo(404);
      assertThat(get(world, "/other_model.bpmn/versions/1").statusCode()).isEqualTo(404);
      assertThat(get(world, "/" + KEY + "/versions/1").statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void aDraftIsTakenOnStepByStep(TestDatabase database) throws Exception {
    String draft = Files.readString(MODEL).replace("Đóng dấu, cấp số", "Đóng dấu");
    String versions = "/" + KEY + ".bpmn/versions";
    try (World world = serving(database.ready())) {
      HttpResponse<String> kept = post(world, versions + "?reason=x", draft);
      assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
      assertThat(new ObjectMapper().readTree(kept.body()).get("state").asText()).isEqualTo("DRAFT");
      assertThat(versions(world)).isEqualTo(1);
      assertThat(post(world, versions + "/2/publish", "").statusCode()).isEqualTo(409);
      for (String step : List.of("check", "try")) {
        HttpResponse<String> taken = post(world, versions + "/2/" + step, "");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
      }
      HttpResponse<String> own = post(world, versions + "/2/publish?reason=x", "");
      assertThat(own.statusCode()).isEqualTo(409);
      assertThat(own.body()).contains("models:own-drawing");
      Actor second = new Actor.Officer(new OfficerId("second"), new AgencyCode("H26"));
      Proven.version(world, KEY, 2);
      world
          .get(Models.class)
          .take(ModelStep.PUBLISH, KEY, 2, new Models.Decision(second, "reviewed"));
      assertThat(newest(world)).isEqualTo(draft);
      assertThat(post(world, versions + "/2/retire", "").statusCode()).isEqualTo(409);
      assertThat(post(world, versions + "/9/check", "").statusCode()).isEqualTo(404);
      assertThat(post(world, versions + "/2/burn", "").statusCode()).isEqualTo(400);

      String faulty = draft.replaceFirst("isExecutable=\"true\"", "isExecutable=\"false\"");
      assertThat(post(world, versions, faulty).statusCode()).isEqualTo(201);
      HttpResponse<String> refused = post(world, versions + "/3/check", "");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("L003", "findings", "procedures:model-refused");
      assertThat(post(world, versions + "/3/retire", "").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void whatIsRefusedIsA400WithFindingsAndDeploysNothing(TestDatabase database) throws Exception {
    String clean = Files.readString(MODEL);
    List<String> faulty =
        List.of(
            "",
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id='d'"
                + " targetNamespace='urn:t'><process id='birth_registration' name='x'"
                + " isExecutable='true'/></definitions>",
            clean.replaceFirst(
                "(?s)(<bpmn:extensionElements>.*?</bpmn:extensionElements>)\\s*(<bpmn:incoming>.*?</bpmn:incoming>)",
                "$2$1"),
            clean.replaceFirst("Kiểm tra, ghi sổ hộ tịch", "Kiểm tra ".repeat(60)),
            clean.replaceFirst("Đăng ký khai sinh", "Đăng ký ".repeat(60)),
            clean.replace("birth_registration", "birth_registration_" + "long".repeat(80)),
            clean.replace("withdrawal_requested", "withdrawal_requested".repeat(20)),
            clean.replaceFirst(
                "targetNamespace=\"[^\"]*\"", "targetNamespace=\"urn:" + "x".repeat(300) + "\""),
            clean.replace("id=\"end_work\"", "id=\"end_without_result\""),
            clean.replaceFirst(" default=\"[^\"]*\"", ""),
            clean.replaceFirst("isExecutable=\"true\"", "isExecutable=\"false\""));
    try (World world = serving(database.ready())) {
      for (String model : faulty) {
        HttpResponse<String> answer = put(world, KEY + ".bpmn", model);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
        if (!model.isEmpty()) {
          JsonNode findings = new ObjectMapper().readTree(answer.body()).get("findings");
          assertThat(findings).isNotEmpty();
          assertThat(findings.get(0).get("message").asText()).isNotBlank();
        }
      }
      HttpResponse<String> other = put(world, "other_name.bpmn", clean);
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(other.body()).contains("L063", "birth_registration.bpmn");
      assertThat(versions(world)).isEqualTo(1);
    }
  }

  private static World serving(Map<String, String> where) {
    return World.serving(where, "2026-03-02T10:00", "--ONESTOP_ADMIN_PASSWORD=a long password");
  }

  private static List<String> deployed(World world, String model) throws Exception {
    HttpResponse<String> answer = put(world, KEY + ".bpmn", model);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return texts(new ObjectMapper().readTree(answer.body()).get("models"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static long versions(World world) {
    return world
        .get(RepositoryService.class)
        .createProcessDefinitionQuery()
        .processDefinitionKey(KEY)
        .count();
  }

  private static String newest(World world) throws IOException {
    RepositoryService repository = world.get(RepositoryService.class);
    ProcessDefinition model =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(KEY)
            .latestVersion()
            .singleResult();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var in =
        repository.getResourceAsStream(model.getDeploymentId(), model.getResourceName())) {
      in.transferTo(bytes);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> put(World world, String file, String model) throws Exception {
    return send(
        request(world, "/" + file)
            .header("Content-Type", "application/xml")
            .PUT(HttpRequest.BodyPublishers.ofString(model)));
  }

  private static HttpResponse<String> post(World world, String path, String body) throws Exception {
    return send(
        request(world, path)
            .header("Content-Type", "application/xml")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(World world, String path) throws Exception {
    return send(request(world, path).GET());
  }

  private static HttpRequest.Builder request(World world, String path) {
    String login =
        Base64.getEncoder()
            .encodeToString("admin:a long password".getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(
            URI.create("http://localhost:" + world.port() + "/api/models" + path))
        .header("Authorization", "Basic " + login);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
