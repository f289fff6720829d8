package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A file of applications against a server on a socket. */
@Tag("world")
class IntakeCommandTest {
  private static final String PASSWORD = "a long password";

  private static ConfigurableApplicationContext application;
  private static String url;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path dir;

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
                "--ONESTOP_ADMIN_PASSWORD=" + PASSWORD,
                "--onestop.engine.timers=false",
                "--onestop.periodic.enabled=false",
                "--onestop.demo=false",
                "--logging.level.root=warn");
    url =
        "http://localhost:"
            + ((ServletWebServerApplicationContext) application).getWebServer().getPort();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  @Test
  void receivesEveryLineOnceHoweverOftenTheFileIsHandedIn() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 1_200; i++) {
      lines.add(application("once-" + i));
    }
    lines.set(99, "{\"idempotencyKey\":\"half");
    lines.set(199, "");
    lines.set(299, "\"" + "x".repeat(70_000) + "\"");
    Path file = Files.write(dir.resolve("in.ndjson"), lines);

    assertThat(run(PASSWORD, file.toString(), url)).as(err.toString()).isEqualTo(1);
    List<JsonNode> said = said();
    JsonNode summary = said.remove(said.size() - 1);
    assertThat(summary.get("received").asInt()).isEqualTo(1_197);
    assertThat(summary.get("repeated").asInt()).isZero();
    assertThat(summary.get("refused").asInt()).isEqualTo(2);
    assertThat(said).hasSize(1_199);
    for (JsonNode row : said) {
      int line = row.get("line").asInt();
      assertThat(row.has("problem")).as("line %d", line).isEqualTo(line == 100 || line == 300);
      if (row.has("receipt")) {
        assertThat(row.get("idempotencyKey").asText()).isEqualTo("once-" + line);
      }
    }
    assertThat(said.stream().map(row -> row.get("line").asInt())).isSorted();

    assertThat(run(PASSWORD, file.toString(), url)).isEqualTo(1);
    summary = said().get(said().size() - 1);
    assertThat(summary.get("received").asInt()).isZero();
    assertThat(summary.get("repeated").asInt()).isEqualTo(1_197);
    assertThat(
            application
                .getBean(JdbcClient.class)
                .sql("select count(*) from dossier where idempotency_key like 'once-%'")
                .query(Integer.class)
                .single())
        .isEqualTo(1_197);
  }

  /** A file that was written anew under the old keys is not the old file. */
  @Test
  void refusesALineThatSaysSomethingElseUnderItsKey() throws IOException {
    List<String> lines =
        List.of(application("file-1"), application("file-2"), application("file-3"));
    Path file = Files.write(dir.resolve("in.ndjson"), lines);
    assertThat(run(PASSWORD, file.toString(), url)).as(err.toString()).isZero();
    Path other =
        Files.write(
            dir.resolve("other.ndjson"),
            List.of(lines.get(0), lines.get(1).replace("Hoà", "Hương"), lines.get(2)));
    assertThat(run(PASSWORD, other.toString(), url)).isEqualTo(1);
    List<JsonNode> said = said();
    assertThat(said.get(0).at("/receipt/repeated").asBoolean()).isTrue();
    assertThat(said.get(1).at("/problem/status").asInt()).isEqualTo(409);
    assertThat(said.get(1).at("/problem/detail").asText()).contains("file-2");
    assertThat(said.get(2).at("/receipt/repeated").asBoolean()).isTrue();
    assertThat(said.get(3).get("repeated").asInt()).isEqualTo(2);
    assertThat(said.get(3).get("refused").asInt()).isEqualTo(1);
  }

  @Test
  void saysInOneSentenceWhatStandsInItsWay() throws IOException {
    Path file = Files.writeString(dir.resolve("one.ndjson"), application("one"));
    assertThat(run("wrong", file.toString(), url)).isEqualTo(2);
    assertThat(sentence()).contains("401", "password");
    assertThat(run(PASSWORD, dir.resolve("none").toString(), url)).isEqualTo(2);
    assertThat(sentence()).contains("none", "--file");
    assertThat(run(PASSWORD, file.toString(), "localhost:8080")).isEqualTo(2);
    assertThat(sentence()).contains("localhost:8080", "--url");
    assertThat(run(PASSWORD, file.toString(), "http://localhost:1")).isEqualTo(2);
    assertThat(sentence()).contains("localhost:1", "same command");
    assertThat(run("", file.toString(), url)).isEqualTo(2);
    assertThat(sentence()).contains("ONESTOP_PASSWORD");
  }

  private static String application(String key) {
    return """
        {"idempotencyKey":"%s","procedure":"1.004873","receivingAgency":"CITY","applicant":\
        {"name":"Lê Thị Hoà"},"subject":"s","channel":"DESK","papers":["form"]}"""
        .formatted(key);
  }

  private int run(String password, String file, String server) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Commands.run(
        IntakeCommandTest.class,
        new PrintWriter(out),
        new PrintWriter(err),
        "intake",
        "--file=" + file,
        "--url=" + server,
        "--user=admin",
        "--password=" + password,
        "--json",
        "--lang=en");
  }

  private List<JsonNode> said() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      rows.add(new ObjectMapper().readTree(line));
    }
    return rows;
  }

  private String sentence() {
    assertThat(err.toString().lines()).as(err.toString()).hasSize(1);
    return err.toString();
  }
}
