package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import onestop.testing.TestDatabase;
import onestop.web.words.Languages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Who may come in, in which language they are answered, and how a refusal reads. */
@Tag("world")
class DoorsTest {
  private static final String ADMIN = "admin:a long password";
  private static final String JSON = "application/json";

  private static ConfigurableApplicationContext application;
  private static int port;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws ClassNotFoundException {
    Map<String, String> where = TestDatabase.H2.ready();
    application =
        new SpringApplicationBuilder(Class.forName("onestop.Onestop"))
            .run(
                "--spring.profiles.active=test",
                "--server.port=0",
                "--spring.datasource.url=" + where.get("url"),
                "--spring.datasource.username=" + where.get("user"),
                "--spring.datasource.password=" + where.get("password"),
                "--ONESTOP_ADMIN_PASSWORD=a long password",
                "--onestop.engine.timers=false",
                "--onestop.periodic.enabled=false",
                "--onestop.demo=false",
                "--logging.level.root=warn");
    port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  @Test
  void sendsStrangersToTheLoginPage() throws Exception {
    HttpResponse<String> answer = send(get("/dossiers"));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
  }

  @Test
  void lowersItsGuardOnlyForLoginAssetsAndTheHealthProbe() throws Exception {
    assertThat(send(get("/login")).statusCode()).isEqualTo(200);
    assertThat(send(get("/assets/onestop.css")).statusCode()).isEqualTo(200);
    assertThat(send(get("/actuator/health")).statusCode()).isEqualTo(200);
    assertThat(send(get("/actuator/env")).statusCode()).isNotEqualTo(200);
    assertThat(send(get("/api/counters")).statusCode()).isEqualTo(401);
    assertThat(send(get("/v3/api-docs")).statusCode()).isNotEqualTo(200);
  }

  @Test
  void tellsItsMetersToWhoeverOperatesIt() throws Exception {
    assertThat(send(get("/actuator/prometheus")).statusCode()).isNotEqualTo(200);
    HttpResponse<String> meters = send(as(ADMIN, "/actuator/prometheus").build());
    assertThat(meters.statusCode()).isEqualTo(200);
    assertThat(meters.body())
        .contains(
            "onestop_gateway_batch_count",
            "onestop_gateway_wait_seconds_count",
            "onestop_gateway_locks_seconds_count",
            "onestop_timers_behind_seconds 0.0",
            "onestop_outbox_messages{state=\"QUEUED\"} 0.0",
            "onestop_outbox_age_seconds 0.0");
  }

  @Test
  void givesItsPartsListToWhoeverOperatesIt() throws Exception {
    assertThat(send(get("/actuator/sbom/application")).statusCode()).isEqualTo(401);
    HttpResponse<String> parts = send(as(ADMIN, "/actuator/sbom/application").build());
    assertThat(parts.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(parts.body()).path("bomFormat").asText())
        .isEqualTo("CycloneDX");
    assertThat(parts.body()).contains("camunda-engine");
  }

  @Test
  void speaksVietnameseFirstAndEnglishOnRequest() throws Exception {
    assertThat(send(get("/login")).body()).contains("lang=\"vi\"", "Đăng nhập");
    HttpRequest chosen = get("/login").header("Cookie", Languages.COOKIE + "=en").build();
    assertThat(send(chosen).body()).contains("lang=\"en\"", "Log in");
    // a browser's own preference does not turn the counter into an English one
    assertThat(send(get("/login").header("Accept-Language", "en").build()).body())
        .contains("lang=\"vi\"");
  }

  @Test
  void comesBackFromTheChangeOfLanguageToItsOwnPagesOnly() throws Exception {
    assertThat(location("/language?to=en&back=/dossiers")).endsWith("/dossiers");
    assertThat(location("/language?to=en&back=//evil.example")).endsWith("/");
    assertThat(location("/language?to=en&back=https://evil.example")).endsWith("/");
  }

  @Test
  void forbidsInlineScriptsAndFrames() throws Exception {
    String policy = send(get("/login")).headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void refusesCallsThatABrowserSendsForAnotherSite() throws Exception {
    HttpRequest foreign = as(ADMIN, "/api/counters").header("Sec-Fetch-Site", "cross-site").build();
    assertThat(problem(send(foreign), 403)).isEqualTo("urn:onestop:problem:web:foreign-site");
  }

  @Test
  void refusesFormsWithoutTheirToken() throws Exception {
    HttpRequest forged = get("/logout").POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(send(forged).statusCode()).isEqualTo(403);
  }

  @Test
  void answersInTheLanguageOfTheCaller() throws Exception {
    HttpResponse<String> vietnamese = send(as(ADMIN, "/api/dossiers/x/due").build());
    assertThat(detail(vietnamese)).isEqualTo("Không có hồ sơ mang mã x; hãy kiểm tra lại mã.");
    HttpResponse<String> english =
        send(as(ADMIN, "/api/dossiers/x/due").header("Accept-Language", "en-GB").build());
    assertThat(detail(english)).isEqualTo("There is no dossier with the code x; check the code.");
    assertThat(problem(english, 404)).isEqualTo("urn:onestop:problem:dossiers:no-such-dossier");
  }

  @Test
  void namesEveryWrongFieldAtOnce() throws Exception {
    HttpResponse<String> answer = post("/api/dossiers", "{\"subject\":\"s\",\"channel\":\"DESK\"}");
    assertThat(problem(answer, 400)).isEqualTo("urn:onestop:problem:web:fields-invalid");
    assertThat(new ObjectMapper().readTree(answer.body()).get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("procedure", "receivingAgency", "applicant");
  }

  @Test
  void namesTheFieldThatNobodyKnowsAndTheOneThatCannotBeRead() throws Exception {
    assertThat(problem(post("/api/dossiers", "{\"colour\":1}"), 400))
        .isEqualTo("urn:onestop:problem:web:field-unknown");
    assertThat(problem(post("/api/dossiers", "{\"channel\":\"FAX\"}"), 400))
        .isEqualTo("urn:onestop:problem:web:field-unreadable");
    assertThat(problem(post("/api/dossiers", "{\"channel\":"), 400))
        .isEqualTo("urn:onestop:problem:web:body-unreadable");
  }

  @Test
  void readsNoFurtherThanABodyMayBeLong() throws Exception {
    String spaces = " ".repeat(300_000);
    assertThat(problem(post("/api/dossiers", spaces), 413))
        .isEqualTo("urn:onestop:problem:web:body-too-large");
    HttpRequest chunked =
        as(ADMIN, "/api/dossiers")
            .header("Content-Type", JSON)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () ->
                        new java.io.ByteArrayInputStream(spaces.getBytes(StandardCharsets.UTF_8))))
            .build();
    assertThat(problem(send(chunked), 413)).isEqualTo("urn:onestop:problem:web:body-too-large");
  }

  @Test
  void saysNoMoreOfABrokenCallThanANumber() throws Exception {
    HttpResponse<String> answer = send(as(ADMIN, "/api/nowhere").build());
    assertThat(problem(answer, 403)).isEqualTo("urn:onestop:problem:web:role-needed");
    assertThat(answer.body()).doesNotContain("org.", "Exception");
  }

  @Test
  void keepsTheAdministratorsActsFromOthers() throws Exception {
    post(
        "/api/officers",
        """
        {"id":"clerk","name":"Clerk","title":"x","agency":"CITY","roles":["DESK_OFFICER"],
         "password":"another password","passwordStays":true}
        """);
    HttpRequest forbidden =
        as("clerk:another password", "/api/agencies")
            .header("Content-Type", JSON)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"code":"X","nameVi":"x","nameEn":"x","kind":"WARD","codePrefix":"000"}
                    """))
            .build();
    assertThat(problem(send(forbidden), 403)).isEqualTo("urn:onestop:problem:web:role-needed");
    assertThat(send(as("clerk:another password", "/api/counters").build()).statusCode())
        .isEqualTo(200);
    assertThat(send(as("clerk:wrong", "/api/counters").build()).statusCode()).isEqualTo(401);
  }

  @Test
  void answersEachRowOfABulkForItself() throws Exception {
    String rows =
        """
        {"idempotencyKey":"a","procedure":"1.004873","receivingAgency":"CITY","applicant":{"name":"Lê Thị Hoà"},"subject":"s","channel":"DESK","papers":["form"]}
        {"idempotencyKey":"b"

        {"idempotencyKey":"c","procedure":"1.004873","receivingAgency":"CITY","applicant":{"name":"Lê"},"subject":"s","channel":"DESK"}
        {"idempotencyKey":"a","procedure":"1.004873","receivingAgency":"CITY","applicant":{"name":"Lê Thị Hoà"},"subject":"s","channel":"DESK","papers":["form"]}
        """;
    HttpResponse<String> answer =
        send(
            as(ADMIN, "/api/dossiers/bulk")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(rows))
                .build());
    JsonNode[] results = answer.body().lines().map(DoorsTest::json).toArray(JsonNode[]::new);
    assertThat(results).hasSize(4);
    assertThat(results[0].at("/receipt/repeated").asBoolean()).isFalse();
    assertThat(results[1].at("/problem/type").asText()).endsWith("body-unreadable");
    assertThat(results[2].at("/line").asInt()).isEqualTo(4);
    assertThat(results[2].at("/problem/type").asText()).endsWith("papers-missing");
    assertThat(results[3].at("/receipt/repeated").asBoolean()).isTrue();
    assertThat(results[3].at("/receipt/code")).isEqualTo(results[0].at("/receipt/code"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (java.io.IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    return json(answer.body()).get("type").asText();
  }

  private static String detail(HttpResponse<String> answer) {
    return json(answer.body()).get("detail").asText();
  }

  private String location(String path) throws Exception {
    return send(get(path)).headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        as(ADMIN, path)
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpRequest.Builder as(String login, String path) {
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return get(path).header("Authorization", "Basic " + basic);
  }

  private static HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return send(request.build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
