package onestop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import onestop.agencies.Accounts;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.kernel.Submission;
import onestop.testing.City;
import onestop.testing.Node;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Two nodes on one database, one of them with a clock that is a quarter of an hour wrong. */
@Timeout(240)
@Tag("world")
class ClocksThatDifferTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final String PASSWORD = "a long password";

  private static Map<String, String> where;
  private static Node right;
  private static Node wrong;

  @BeforeAll
  static void open() {
    where = TestDatabase.POSTGRES.ready();
    try (World world = World.on(where, "2026-03-02T10:00")) {
      City.in(world).receive("1.004873");
      OfficerId desk = City.desk().id();
      world
          .get(Accounts.class)
          .changePassword(desk, world.get(PasswordEncoder.class).encode(PASSWORD));
      // its timer comes due in five minutes: by the wrong clock it is due already
      world
          .get(JdbcClient.class)
          .sql("update process_tree set due_at = current_timestamp + interval '5' minute")
          .update();
    }
    wrong = Node.start(where, QUARTER, "--onestop.node.name=wrong");
    right =
        Node.start(
            where,
            Duration.ZERO,
            "--onestop.node.name=right",
            "--onestop.periodic.enabled=false"); // it leaves the timer as it is
  }

  @AfterAll
  static void close() {
    wrong.close();
    right.close();
  }

  @Test
  void theWrongOneRestsSaysSoAndGoesOnByItselfWhileTheOtherWorks() throws Exception {
    rests(wrong, "ahead of");
    assertThat(timers()).as("not due by the right time").isEqualTo(1);
    assertThat(post(right, "/api/dossiers").statusCode()).as("reaches its desk").isEqualTo(400);
    assertThat(readiness(right)).isEqualTo(200);
    assertThat(run(right)).isEqualTo(1);

    wrong.setAhead(Duration.ZERO);
    inAMinute(() -> readiness(wrong) == 200);
    assertThat(run(wrong)).isEqualTo(1);
    assertThat(post(wrong, "/api/dossiers").statusCode()).isEqualTo(400);
    inAMinute(() -> isStarted(wrong));
    assertThat(openIncidents("node:wrong")).isZero();

    // and again, behind this time, while it serves
    wrong.setAhead(QUARTER.negated());
    inAMinute(() -> readiness(wrong) == 503);
    rests(wrong, "behind");
    wrong.setAhead(Duration.ofMillis(900));
    inAMinute(() -> readiness(wrong) == 200);
    assertThat(openIncidents("node:wrong")).isZero();
    assertThat(openIncidents("node:right")).isZero();
  }

  private static void rests(Node node, String how) throws Exception {
    assertThat(readiness(node)).as(how).isEqualTo(503);
    assertThat(get(node, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = post(node, "/api/dossiers");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body())
        .contains("urn:onestop:problem:kernel:clock-differs", "Đồng hồ của máy chủ này lệch");
    assertThatThrownBy(() -> run(node)).isInstanceOf(Failure.class);
    assertThat(get(node, "/login").statusCode()).as("reading goes on").isEqualTo(200);
    assertThat(isStarted(node)).as("periodic work rests").isFalse();
    assertThat(openIncidents("node:wrong")).isEqualTo(1);
    assertThat(gauge(node)).isEqualTo(1);
  }

  @Test
  void notEvenTheFirstCommandAfterAJumpIsWrittenAtAWrongTime() {
    try (Node node =
        Node.start(
            where,
            Duration.ZERO,
            "--onestop.node.interval=1h",
            "--onestop.node.name=jumps",
            "--onestop.periodic.enabled=false")) {
      assertThat(run(node)).isEqualTo(1);
      node.setAhead(QUARTER);
      assertThatThrownBy(() -> run(node))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.slug()).isEqualTo("clock-differs"));
      node.setAhead(Duration.ofSeconds(1));
      assertThat(run(node)).isEqualTo(1);
    }
  }

  private static int run(Node node) {
    return node.get(CommandGateway.class)
        .run(new Target.New("desk", new Submission("test", UUID.randomUUID().toString())), () -> 1);
  }

  private static long timers() {
    return count("select count(*) from process_tree where due_at > current_timestamp");
  }

  private static long openIncidents(String node) {
    return count(
        """
        select coalesce(sum(case when repaired then -1 else 1 end), 0) from incident
         where kind = 'CLOCK_DIFFERS' and dossier_code = '%s'
        """
            .formatted(node));
  }

  private static long count(String sql) {
    return right.get(JdbcClient.class).sql(sql).query(Long.class).single();
  }

  private static double gauge(Node node) {
    return node.get(io.micrometer.core.instrument.MeterRegistry.class)
        .get("onestop.node.resting")
        .gauge()
        .value();
  }

  private static Scheduler scheduler(Node node) {
    return node.get(Scheduler.class);
  }

  private static boolean isStarted(Node node) {
    try {
      Scheduler scheduler = scheduler(node);
      return scheduler.isStarted() && !scheduler.isInStandbyMode();
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int readiness(Node node) {
    return get(node, "/actuator/health/readiness").statusCode();
  }

  private static HttpResponse<String> get(Node node, String path) {
    return send(HttpRequest.newBuilder(URI.create(site(node) + path)));
  }

  private static HttpResponse<String> post(Node node, String path) {
    String login =
        Base64.getEncoder()
            .encodeToString(
                (City.desk().id().value() + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(site(node) + path))
            .header("Authorization", "Basic " + login)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private static String site(Node node) {
    return "http://localhost:" + node.port();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void inAMinute(Callable<Boolean> condition) {
    await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(condition);
  }
}
