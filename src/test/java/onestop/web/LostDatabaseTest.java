package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.Wire;
import onestop.testing.World;
import onestop.web.words.Problems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database is gone, or has no room: everybody is told to come back, nobody is called wrong. */
@Timeout(120)
@Tag("world")
class LostDatabaseTest {
  private static Wire wire;
  private static World world;
  private static Visitor clerk;

  @BeforeAll
  static void open() {
    wire = Wire.to(TestDatabase.POSTGRES.ready());
    world =
        World.serving(
            wire.where(),
            "2026-03-02T10:00",
            "--spring.datasource.hikari.connection-timeout=1000",
            "--spring.datasource.hikari.validation-timeout=500");
    City.in(world);
    OfficerId desk = City.desk().id();
    clerk = Visitor.of(world, desk);
  }

  @AfterAll
  static void close() {
    wire.mend();
    world.close();
    wire.close();
  }

  @BeforeEach
  void mend() {
    goesOn();
  }

  /** By itself, as soon as the pool has seen that its connections are broken. */
  private static void goesOn() {
    wire.mend();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> clerk.api("/api/counters").statusCode() == 200);
  }

  @Test
  void aRightPasswordIsNotCalledWrong() {
    wire.cut();
    long begun = System.nanoTime();
    HttpResponse<String> answer = clerk.api("/api/counters");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(answer.body())
        .contains("urn:onestop:problem:web:database-away", "không trả lời")
        .doesNotContain("Exception", "jdbc");
    assertThat(clerk.api("/api/counters", "Accept-Language", "en").body())
        .contains("does not answer");
    goesOn();
  }

  @Test
  void aLoginThatCouldNotBeLookedAtSaysSoOnTheLoginPage() {
    // one who has not been looked up before: accounts are remembered for a moment
    Visitor stranger = Visitor.stranger(world, City.officer(City.WARD, Role.SPECIALIST).id());
    wire.cut();
    HttpResponse<String> answer = stranger.logIn(clerk.credentials().replaceAll(".*:", ""));
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login?away");
    HttpResponse<String> page = stranger.page("/login?away");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.headers().firstValue("Retry-After")).isPresent();
    assertThat(page.body())
        .contains("Hiện chưa kiểm tra được tên đăng nhập", "name=\"password\"")
        .doesNotContain("không đúng");
  }

  @Test
  void everyPageAndCallOfOneWhoIsInSaysThatTheDatabaseIsAway() {
    wire.cut();
    for (String page : new String[] {"/dossiers", "/my-work", "/letters", "/"}) {
      HttpResponse<String> answer = clerk.page(page);
      assertThat(answer.statusCode()).as(page).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).as(page).isPresent();
      assertThat(answer.body()).as(page).contains("Cơ sở dữ liệu tạm thời không trả lời");
    }
  }

  @Test
  void aFormThatCouldNotBeTakenKeepsWhatWasTyped() {
    String token = clerk.token();
    wire.cut();
    HttpResponse<String> dossier =
        clerk.post(
            "/dossiers/000.00.01.H26-260302-0001/withdraw",
            Map.of("reason", "Người nộp đổi ý <b>hai lần</b>", "password", "secret word"),
            token);
    assertThat(dossier.statusCode()).isEqualTo(503);
    assertThat(dossier.body())
        .contains(
            "action=\"/dossiers/000.00.01.H26-260302-0001/withdraw\"",
            "name=\"reason\"",
            "Người nộp đổi ý &lt;b&gt;hai lần&lt;/b&gt;",
            "Gửi lại")
        .doesNotContain("secret word");
  }

  @Test
  void aFullDiskIsSaidAndOverWhenThereIsRoomAgain() {
    JdbcClient jdbc = world.get(JdbcClient.class);
    jdbc.sql(
            """
            create function no_room() returns trigger language plpgsql as
            $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
            """)
        .update();
    jdbc.sql("create trigger no_room before update on officer execute function no_room()").update();
    try {
      assertThat(world.get(Problems.class).of(full(jdbc)).slug()).isEqualTo("database-full");
    } finally {
      jdbc.sql("drop trigger no_room on officer").update();
    }
    assertThat(clerk.api("/api/counters").statusCode()).isEqualTo(200);
  }

  private static RuntimeException full(JdbcClient jdbc) {
    try {
      jdbc.sql("update officer set name = name").update();
      throw new AssertionError("there was room");
    } catch (RuntimeException full) {
      return full;
    }
  }
}
