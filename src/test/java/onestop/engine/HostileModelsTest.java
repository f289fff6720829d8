package onestop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import onestop.kernel.Failure;
import onestop.models.ModelLint;
import onestop.models.lint.LintFinding;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No model runs what is not ours: not through lint, not through the API, not past both of them. */
@Timeout(120)
@Tag("world")
class HostileModelsTest {
  private static final String KEY = "birth_registration";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static final AtomicInteger FETCHED = new AtomicInteger();
  private static HttpServer elsewhere;
  private static World world;
  private static Map<String, byte[]> hostile;

  @BeforeAll
  static void open() throws IOException {
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          FETCHED.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    elsewhere.start();
    String site = "http://localhost:" + elsewhere.getAddress().getPort();
    hostile = HostileModels.all(folder.resolve("made-by-a-model"), site);
    world =
        World.serving(
            TestDatabase.H2, "2026-03-02T10:00", "--ONESTOP_ADMIN_PASSWORD=a long password");
  }

  @AfterAll
  static void close() {
    world.close();
    elsewhere.stop(0);
  }

  private static void nothingRan(String model) {
    assertThat(Canary.MADE).as(model).hasValue(0);
    assertThat(FETCHED).as(model).hasValue(0);
    assertThat(folder.resolve("made-by-a-model")).as(model).doesNotExist();
  }

  private static long versions() {
    return world
        .get(RepositoryService.class)
        .createProcessDefinitionQuery()
        .processDefinitionKey(KEY)
        .count();
  }

  @Test
  void lintRefusesEachAndRunsNone() {
    assertThat(hostile).hasSizeGreaterThanOrEqualTo(40);
    hostile.forEach(
        (name, model) -> {
          assertThat(new ModelLint().check(model))
              .as(name)
              .anyMatch(finding -> finding.severity() == LintFinding.Severity.ERROR);
          nothingRan(name);
        });
  }

  @Test
  void theApiRefusesEachWithItsFindingsAndDeploysNone() throws Exception {
    for (Map.Entry<String, byte[]> model : hostile.entrySet()) {
      HttpResponse<String> answer = put(model.getValue());
      assertThat(answer.statusCode()).as(model.getKey() + answer.body()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      JsonNode problem = new ObjectMapper().readTree(answer.body());
      assertThat(problem.get("findings")).as(model.getKey()).isNotEmpty();
      nothingRan(model.getKey());
    }
    assertThat(versions()).isEqualTo(1);
  }

  /** Past lint and API, as somebody would who can write the engine's own tables or calls. */
  @Test
  void theEngineItselfRefusesEach() {
    hostile.forEach(
        (name, model) -> {
          assertThatThrownBy(
                  () -> {
                    deploy(model);
                    start();
                  })
              .as(name)
              .isInstanceOf(ProcessEngineException.class);
          nothingRan(name);
        });
    assertThat(versions()).as("deployed").isEqualTo(1);
  }

  /** Deployed past lint: the names are ours, and the engine would walk it for ever. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aCircleThatWaitsForNobodyIsCutOffByTheEngine() {
    String circle =
        """
        <bpmn:exclusiveGateway id="go_round" default="flow_there"/>
        <bpmn:exclusiveGateway id="turn_round" default="flow_back"/>
        <bpmn:sequenceFlow id="flow_there" sourceRef="go_round" targetRef="turn_round"/>
        <bpmn:sequenceFlow id="flow_back" sourceRef="turn_round" targetRef="go_round"/>
        <bpmn:subProcess id="resolve_dossier\"\
        """;
    byte[] endless =
        HostileModels.replace(
                HostileModels.clean(), "<bpmn:subProcess id=\"resolve_dossier\"", circle)
            .replace(
                "sourceRef=\"receive_dossier\" targetRef=\"resolve_dossier\"",
                "sourceRef=\"receive_dossier\" targetRef=\"go_round\"")
            .replace("<bpmn:incoming>flow_receive_dossier_to_resolve_dossier</bpmn:incoming>", "")
            .getBytes(StandardCharsets.UTF_8);
    deploy(endless);
    try {
      assertThatThrownBy(HostileModelsTest::start)
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.slug()).isEqualTo("endless-model"));
    } finally {
      deploy(HostileModels.clean().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String deploy(byte[] model) {
    return world
        .get(RepositoryService.class)
        .createDeployment()
        .addInputStream(KEY + ".bpmn", new ByteArrayInputStream(model))
        .deploy()
        .getId();
  }

  private static void start() {
    world.get(RuntimeService.class).startProcessInstanceByKey(KEY, "H26.12.03-260302-0001");
  }

  private static HttpResponse<String> put(byte[] model) throws Exception {
    String login =
        Base64.getEncoder()
            .encodeToString("admin:a long password".getBytes(StandardCharsets.UTF_8));
    return CLIENT.send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + world.port() + "/api/models/" + KEY + ".bpmn"))
            .header("Authorization", "Basic " + login)
            .header("Content-Type", "application/xml")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(model))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
