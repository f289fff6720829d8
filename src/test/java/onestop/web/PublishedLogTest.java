package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import onestop.kernel.DossierCode;
import onestop.ledger.Checkpoint;
import onestop.ledger.InclusionProof;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.ledger.LedgerKeys;
import onestop.ledger.NoteKey;
import onestop.ledger.Witness;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The published log as a stranger reads it, and what a stranger does not get. */
@Tag("world")
class PublishedLogTest {
  @TempDir static Path folder;

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
                "--onestop.ledger.folder=" + folder.resolve("log"),
                "--onestop.ledger.key-file=" + folder.resolve("ledger.key"),
                "--logging.level.root=warn");
    port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
    application.getBean(LedgerKeys.class).ensure();
    Ledger ledger = application.getBean(Ledger.class);
    new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              for (int i = 0; i < 300; i++) {
                ledger.append(
                    "LETTER_ISSUED",
                    new DossierCode("D-" + i),
                    Map.of("n", i),
                    Instant.parse("2026-02-13T10:00:00Z"));
              }
            });
    ledger.publish();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  private HttpResponse<byte[]> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void showsTheCheckpointAndItsKeyToStrangersAndLetsNobodyKeepThem() throws Exception {
    HttpResponse<byte[]> answer = send("GET", "/log/checkpoint");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/plain;charset=utf-8");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(answer, "Set-Cookie")).isEmpty();
    Checkpoint checkpoint = Checkpoint.parse(new String(answer.body(), StandardCharsets.UTF_8));
    HttpResponse<byte[]> key = send("GET", "/log/log.vkey");
    NoteKey vkey = NoteKey.parse(new String(key.body(), StandardCharsets.UTF_8));
    assertThat(checkpoint.isSignedBy(vkey)).isTrue();
    assertThat(checkpoint.size()).isEqualTo(300);
  }

  @Test
  void showsTilesThatMayBeKeptForEver() throws Exception {
    for (String tile : List.of("tile/0/000", "tile/entries/001.p/44", "tile/1/000.p/1")) {
      HttpResponse<byte[]> answer = send("GET", "/log/" + tile);
      assertThat(answer.statusCode()).as(tile).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
      assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
      assertThat(answer.body()).isEqualTo(Files.readAllBytes(folder.resolve("log").resolve(tile)));
      HttpResponse<byte[]> head = send("HEAD", "/log/" + tile);
      assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(answer.body().length));
    }
    assertThat(send("GET", "/log/tile/0/002").statusCode()).isEqualTo(404);
  }

  @Test
  void aStrangerFindsTheEntryOfALetterWithAProofThatHolds() throws Exception {
    String code = "urn:onestop:letter:D-7:7:salt";
    HttpResponse<byte[]> asked = send("GET", "/proof?letter=" + code);
    assertThat(header(asked, "Location")).endsWith("/proof/7");
    String page = new String(send("GET", "/proof/7").body(), StandardCharsets.UTF_8);
    Checkpoint checkpoint = ledger().checkpoint().orElseThrow();
    LedgerEntry entry = ledger().entries(7, 1).get(0);
    InclusionProof proof = ledger().inclusion(7, checkpoint).orElseThrow();
    assertThat(proof.holds(HexFormat.of().parseHex(entry.leafHash()), checkpoint.rootBytes()))
        .isTrue();
    assertThat(page).contains("D-7", entry.leafHash(), checkpoint.origin());
    for (byte[] hash : proof.path()) {
      assertThat(page).contains(HexFormat.of().formatHex(hash));
    }
    HttpResponse<byte[]> file = send("GET", "/proof/7.tlog-proof");
    assertThat(new String(file.body(), StandardCharsets.UTF_8))
        .isEqualTo(proof.file(entry.canonicalJson(), checkpoint.note()))
        .startsWith("c2sp.org/tlog-proof@v1\nextra ")
        .contains("\nindex 7\n");
    assertThat(send("GET", "/proof").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/proof/300").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/proof/300.tlog-proof").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/proof?letter=hello").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/proof/x").statusCode()).isEqualTo(404);
  }

  @Test
  void aWitnessElsewhereCosignsWhatIsServed() throws Exception {
    Path key = folder.resolve("elsewhere/w1.key");
    Path state = folder.resolve("elsewhere/w1.state");
    String vkey = Witness.init(key, "witness.vn/w1");
    Checkpoint shown = ledger().checkpoint().orElseThrow();
    Witness.Cosigned cosigned =
        Witness.of(key, state)
            .look(
                "http://localhost:" + port + "/log",
                NoteKey.parse(Files.readString(folder.resolve("log/log.vkey"))));
    assertThat(cosigned.checkpoint()).isEqualTo(shown);
    assertThat(Checkpoint.parse(shown.note() + cosigned.line()).isSignedBy(NoteKey.parse(vkey)))
        .isTrue();
  }

  private static Ledger ledger() {
    return application.getBean(Ledger.class);
  }

  @Test
  void takesNothingAndShowsNothingElse() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
      assertThat(send(method, "/log/checkpoint").statusCode()).as(method).isBetween(400, 405);
    }
    String private0 = Files.readString(folder.resolve("ledger.key"));
    for (String path :
        List.of(
            "/log/../ledger.key",
            "/log/tile/../../ledger.key",
            "/log/%2e%2e/ledger.key",
            "/log/..%2fledger.key",
            "/log/..%5cledger.key",
            "/log/tile/0/..;/../../ledger.key",
            "/log//etc/passwd",
            "/log/checkpoint%00",
            "/log/tile",
            "/log/tile/0",
            "/log/",
            "/log")) {
      String answer = raw(path);
      assertThat(answer).as(path).doesNotStartWith("HTTP/1.1 200");
      assertThat(answer).as(path).doesNotContain(private0.lines().findFirst().orElseThrow());
    }
  }

  /** As it is written, without what a client's library makes of it. */
  private static String raw(String path) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void tellsTheOperatorHowFarItIs() throws Exception {
    HttpResponse<byte[]> stranger = send("GET", "/actuator/health");
    assertThat(new String(stranger.body(), StandardCharsets.UTF_8)).doesNotContain("ledger");
    String basic =
        Base64.getEncoder()
            .encodeToString("admin:a long password".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
            .header("Authorization", "Basic " + basic)
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .contains("\"integrated\":300", "\"published\":300");
  }
}
