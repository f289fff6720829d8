package onestop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import onestop.testing.Node;
import onestop.testing.TestDatabase;
import onestop.testing.Wire;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a supervisor and a load balancer are told, whatever is down. */
@Timeout(180)
@Tag("world")
class ProbesTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(3);
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void areAnsweredAtOnceAndReadinessFollowsTheDatabaseAloneNotTheMail() throws Exception {
    try (Wire wire = Wire.to(TestDatabase.POSTGRES.ready());
        Node node =
            Node.start(
                wire.where(),
                Duration.ZERO,
                "--spring.mail.host=localhost",
                "--spring.mail.port=1", // nobody listens there
                "--onestop.node.silence=3s",
                "--spring.datasource.hikari.connection-timeout=1000",
                "--spring.datasource.hikari.validation-timeout=500")) {
      assertThat(status(node, "")).isEqualTo(200);
      assertThat(status(node, "/readiness")).isEqualTo(200);
      assertThat(status(node, "/liveness")).isEqualTo(200);
      assertThat(answer(node, "").body()).as("a stranger").doesNotContain("database", "clock");

      wire.cut();
      until(node, 503);
      for (int i = 0; i < 5; i++) {
        assertThat(status(node, "/readiness")).isEqualTo(503);
        assertThat(status(node, "")).isEqualTo(503);
        assertThat(status(node, "/liveness")).as("nothing to restart for").isEqualTo(200);
      }
      wire.mend();
      until(node, 200);
      assertThat(status(node, "")).isEqualTo(200);
    }
  }

  private void until(Node node, int status) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status(node, "/readiness") == status);
  }

  private int status(Node node, String group) throws Exception {
    long begun = System.nanoTime();
    int status = answer(node, group).statusCode();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
    return status;
  }

  private HttpResponse<String> answer(Node node, String group) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + node.port() + "/actuator/health" + group))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
