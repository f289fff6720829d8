package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A server behind a proxy that has TLS, asked as that proxy asks. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("world")
class ProxyDoorsTest {
  private static final String HOST = "Host: mot-cua.example.vn";
  private static final String HTTPS = "X-Forwarded-Proto: https";

  private static World world;

  @BeforeAll
  static void open() {
    world =
        World.serving(
            TestDatabase.H2,
            "2026-11-27T10:00",
            "--onestop.public-url=https://mot-cua.example.vn",
            "--onestop.web.transport=proxy");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void keepsItsCookiesToTlsAndToThisHost() throws IOException {
    String answer = ask("GET", "/login", HOST, HTTPS);
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(lines(answer, "Set-Cookie: __Host-onestop="))
        .singleElement()
        .asString()
        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(lines(answer, "Strict-Transport-Security:"))
        .containsExactly("Strict-Transport-Security: max-age=31536000");
    assertThat(
            lines(ask("GET", "/language?to=en&back=/login", HOST, HTTPS), "Set-Cookie: onestop-"))
        .singleElement()
        .asString()
        .contains("; Secure", "; SameSite=Lax");
    assertThat(ask("GET", "/dossiers", HOST, HTTPS))
        .contains("Location: https://mot-cua.example.vn/login");
  }

  @Test
  void refusesWhatCameInTheClearAndWhatNamesAnotherHost() throws IOException {
    assertThat(ask("GET", "/login", HOST)).startsWith("HTTP/1.1 403").contains("https-needed");
    assertThat(ask("GET", "/login", "Host: evil.example", HTTPS))
        .startsWith("HTTP/1.1 400")
        .contains("host-unknown")
        .doesNotContain("evil.example");
    assertThat(ask("GET", "/login", HOST, HTTPS, "X-Forwarded-Host: evil.example"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("evil.example");
    assertThat(ask("GET", "/actuator/health", "Host: 10.1.2.4:8080")).startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesChangesThatABrowserSendsForAnotherSite() throws IOException {
    for (String origin :
        List.of(
            "https://evil.example",
            "null",
            "http://mot-cua.example.vn",
            "https://mot-cua.example.vn.evil.example",
            "https://mot-cua.example.vn:8443")) {
      assertThat(ask("POST", "/login", HOST, HTTPS, "Origin: " + origin))
          .startsWith("HTTP/1.1 403")
          .contains("foreign-site");
    }
    assertThat(ask("POST", "/login", HOST, HTTPS, "Sec-Fetch-Site: cross-site"))
        .contains("foreign-site");
    assertThat(ask("GET", "/login", HOST, HTTPS, "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 200");
    // ours is stopped by the missing token of the form, later
    assertThat(ask("POST", "/login", HOST, HTTPS, "Origin: https://mot-cua.example.vn"))
        .doesNotContain("foreign-site");
  }

  @Test
  void seesTheOfficersAddressThroughTheProxy(CapturedOutput log) throws IOException {
    String basic = "Authorization: Basic bm9ib2R5OmFueXRoaW5n"; // nobody:anything
    assertThat(ask("GET", "/api/counters", HOST, HTTPS, "X-Forwarded-For: 203.0.113.9", basic))
        .startsWith("HTTP/1.1 401");
    assertThat(log.getAll()).contains("account unknown, address 203.0.113.9");
  }

  @Test
  void believesNobodyWhoIsNotTheProxy(CapturedOutput log) throws IOException {
    try (World direct =
        World.serving(
            TestDatabase.H2,
            "2026-11-27T10:00",
            "--onestop.public-url=https://mot-cua.example.vn",
            "--onestop.web.transport=proxy",
            "--onestop.web.proxies=10\\.1\\.2\\.3")) {
      assertThat(ask(direct.port(), "GET", "/login", HOST, HTTPS, "X-Forwarded-For: 10.1.2.3"))
          .startsWith("HTTP/1.1 403")
          .contains("https-needed");
    }
  }

  private static List<String> lines(String answer, String start) {
    return answer.lines().filter(line -> line.startsWith(start)).toList();
  }

  private static String ask(String method, String path, String... headers) throws IOException {
    return ask(world.port(), method, path, headers);
  }

  /** By hand, since a client of the JDK's sets the Host itself. */
  private static String ask(int port, String method, String path, String... headers)
      throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "%s %s HTTP/1.1\r\n%s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, path, String.join("\r\n", headers));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
