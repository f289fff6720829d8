package onestop.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server itself refuses, before the program sees it, is answered in the same words. */
@Tag("world")
@Timeout(300)
class BareAnswersTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T10:00");

  /** Bytes that are no request of HTTP, or none that a server takes. */
  enum Bad {
    TARGET("GET /a|b HTTP/1.1\r\nHost: localhost", 400),
    TARGET_OF_THE_API("GET /api/a\\b HTTP/1.1\r\nHost: localhost", 400),
    ZERO("GET /%00 HTTP/1.1\r\nHost: localhost", 400),
    HALF_AN_ESCAPE("GET /api/%zz HTTP/1.1\r\nHost: localhost", 400),
    PATH_ABOVE("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost", 400),
    METHOD("G@T / HTTP/1.1\r\nHost: localhost", 400),
    NO_HOST("GET / HTTP/1.1\r\nX: y", 400),
    TWO_HOSTS("GET /api/dossiers HTTP/1.1\r\nHost: localhost\r\nHost: other", 400),
    STRANGE_HOST("GET / HTTP/1.1\r\nHost: a b", 400),
    VERSION("GET / HTTP/9.9\r\nHost: localhost", 505),
    CODING("POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: mystery", 501),
    LENGTH("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: many", 400),
    NO_LENGTH("POST /api/dossiers HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1", 400),
    TWO_LENGTHS(
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2", 400),
    LONG_TARGET("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost", 400),
    LONG_HEADER("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000), 400),
    NO_HTTP("\u0016\u0003\u0001\u0002", 400);

    private final String request;
    private final int status;

    Bad(String request, int status) {
      this.request = request;
      this.status = status;
    }
  }

  @ParameterizedTest
  @EnumSource(Bad.class)
  void areASentenceWithoutTheServersName(Bad bad) throws IOException {
    String answer = answer(bad.request);
    assertThat(answer).startsWith("HTTP/1.1 " + bad.status);
    assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContainIgnoringCase("apache");
    assertThat(answer)
        .doesNotContain("HTTP Status")
        .containsAnyOf("Không hiểu được yêu cầu; hãy xem lại địa chỉ và tham số.");
  }

  private static String answer(String request) throws IOException {
    URI site = URI.create("http://localhost:" + SHARED.world(TestDatabase.H2).port());
    try (Socket socket = new Socket(site.getHost(), site.getPort())) {
      socket.setSoTimeout(15_000);
      socket
          .getOutputStream()
          .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
