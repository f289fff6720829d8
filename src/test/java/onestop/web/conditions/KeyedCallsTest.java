package onestop.web.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Role;
import onestop.engine.WorkItem;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An act of the API that is sent again under its key acts once and answers twice. */
@Tag("world")
class KeyedCallsTest {
  private static final String START = "2026-03-02T10:00";
  private static final String PROCEDURE = "1.004873";
  private static final String BLOCKS = "/api/v1/text-blocks";

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving(START);

  private static HttpResponse<String> post(
      Visitor by, String path, String body, String... headers) {
    return by.apiPost(path, "application/json", body, headers);
  }

  private static HttpResponse<String> keyed(Visitor by, String path, String body, String key) {
    return post(by, path, body, KeyedCalls.HEADER, key);
  }

  private static Visitor head(World world) {
    return Visitor.of(world, City.officer(City.WARD, Role.UNIT_HEAD).id());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static int rows(World world, String table) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Integer.class)
        .single();
  }

  private static void sql(World world, String statement) {
    world.get(JdbcClient.class).sql(statement).update();
  }

  private static String block(String title) {
    return "{\"title\": \"%s\", \"text\": \"Kính gửi ông/bà.\"}".formatted(title);
  }

  private static void refused(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer).path("type").asText()).endsWith("web:" + slug);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void everyKindOfActIsDoneOnceAndAnsweredTheSame(TestDatabase database) {
    World world = SHARED.world(database);
    City city = SHARED.city(database);
    Visitor head = head(world);
    String dossier = "/api/v1/dossiers/" + city.receive(PROCEDURE).code();
    WorkItem item = city.dossierItems(city.receive(PROCEDURE).code()).get(0);
    Visitor holder = Visitor.of(world, City.desk().id());
    record Act(Visitor by, String path, String body, String table) {}
    List<Act> acts =
        List.of(
            new Act(head, dossier + "/notes", "{\"text\": \"đã gọi điện\"}", "dossier_note"),
            new Act(head, BLOCKS, block("Mời bổ sung"), "text_block"),
            new Act(
                head,
                "/api/v1/inbox/views",
                "{\"name\": \"Của tôi\", \"query\": \"tab=mine\"}",
                "saved_view"),
            new Act(
                holder,
                "/api/v1/inbox/claim",
                "{\"ids\": [\"%s\"]}".formatted(item.id()),
                "inbox_item"));
    for (Act act : acts) {
      int before = rows(world, act.table());
      String key = "once " + act.table();
      HttpResponse<String> first = keyed(act.by(), act.path(), act.body(), key);
      assertThat(first.statusCode()).as(act.path() + first.body()).isBetween(200, 299);
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> again = keyed(act.by(), act.path(), act.body(), key);
        assertThat(again.statusCode()).as(act.path()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "Content-Type")) {
          assertThat(again.headers().firstValue(header))
              .isEqualTo(first.headers().firstValue(header));
        }
      }
      assertThat(rows(world, act.table()) - before).as(act.path()).isLessThanOrEqualTo(1);
    }
    assertThat(rows(world, "call_key where status is null")).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aKeyStandsForOneCallOfOneOfficer(TestDatabase database) {
    World world = SHARED.world(database);
    Visitor head = head(world);
    int before = rows(world, "text_block");
    String body = block("Một");
    assertThat(keyed(head, BLOCKS, body, "k").statusCode()).isBetween(200, 299);
    for (String other :
        List.of(block("Hai"), body.replace(" ", ""), body + " ", body.replace("ông", "Ông"))) {
      refused(keyed(head, BLOCKS, other, "k"), 422, "key-of-another-call");
    }
    refused(keyed(head, "/api/v1/inbox/views", body, "k"), 422, "key-of-another-call");
    refused(keyed(head, BLOCKS + "?x=1", body, "k"), 422, "key-of-another-call");
    Visitor other = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    assertThat(keyed(other, BLOCKS, block("Ba"), "k").statusCode()).isBetween(200, 299);
    assertThat(rows(world, "text_block") - before).isEqualTo(2);
    refused(keyed(head, BLOCKS, body, " "), 400, "key-unreadable");
    refused(keyed(head, BLOCKS, body, "k".repeat(121)), 400, "key-unreadable");
    assertThat(
            json(post(head, BLOCKS, block("Hai"), KeyedCalls.HEADER, "k", "Accept-Language", "vi"))
                .path("detail")
                .asText())
        .contains("\"k\"", "chưa làm gì");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anAnswerIsNotGivenAgainToWhoeverMayNotReadItAnyMore(TestDatabase database) {
    World world = SHARED.world(database);
    OfficerId chief = City.officer(City.WARD, Role.HEAD_OF_AGENCY).id();
    OfficerId deputy = City.officer(City.POLICE, Role.HEAD_OF_AGENCY).id();
    LocalDate today = world.now().atZone(ZoneId.of("Asia/Ho_Chi_Minh")).toLocalDate();
    long order =
        world
            .get(Agencies.class)
            .add(
                new Delegation(
                    chief,
                    deputy,
                    City.WARD,
                    Role.HEAD_OF_AGENCY,
                    Delegation.Capacity.KT,
                    today,
                    today,
                    "12/QĐ"));
    Visitor visitor = Visitor.of(world, deputy);
    String notes = "/api/v1/dossiers/" + SHARED.city(database).receive(PROCEDURE).code() + "/notes";
    String body = "{\"text\": \"thay mặt chủ tịch\"}";
    HttpResponse<String> first = keyed(visitor, notes, body, "deputy");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(keyed(visitor, notes, body, "deputy").body()).isEqualTo(first.body());
    int before = rows(world, "dossier_note");
    world.get(Accounts.class).endDelegation(order, chief);
    HttpResponse<String> again = keyed(visitor, notes, body, "deputy");
    refused(again, 422, "key-of-another-call");
    assertThat(again.body()).doesNotContain(first.body());
    assertThat(keyed(visitor, notes, body, "deputy-2").statusCode()).isEqualTo(404);
    assertThat(rows(world, "dossier_note")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRefusedCallFreesItsKey(TestDatabase database) {
    World world = SHARED.world(database);
    Visitor head = head(world);
    int before = rows(world, "text_block");
    for (String wrong : List.of("{}", "{\"title\"", block(" "), block("t".repeat(5000)))) {
      assertThat(keyed(head, BLOCKS, wrong, "mended").statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(keyed(head, "/api/v1/absences", block("x"), "mended").statusCode()).isEqualTo(400);
    assertThat(keyed(head, BLOCKS, block("Sửa rồi"), "mended").statusCode()).isBetween(200, 299);
    assertThat(rows(world, "text_block") - before).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aCallAtWorkIsNotDoneASecondTimeAndADeadOneIsTakenOver(TestDatabase database) {
    World world = SHARED.world(database);
    Visitor head = head(world);
    String notes = "/api/v1/dossiers/" + SHARED.city(database).receive(PROCEDURE).code() + "/notes";
    String body = "{\"text\": \"đang chạy\"}";
    keyed(head, notes, body, "w");
    int before = rows(world, "dossier_note");
    sql(world, "update call_key set status = null, body = null where call_key = 'w'");
    refused(keyed(head, notes, body, "w"), 409, "key-at-work");
    refused(keyed(head, notes, "{\"text\": \"khác\"}", "w"), 422, "key-of-another-call");
    assertThat(rows(world, "dossier_note") - before).isZero();
    world.advanceTo(world.now().plus(CallKeys.LONGEST).plusSeconds(1));
    assertThat(keyed(head, notes, body, "w").statusCode()).isBetween(200, 299);
    assertThat(keyed(head, notes, body, "w").statusCode()).isBetween(200, 299);
    assertThat(rows(world, "dossier_note") - before).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anActWhoseAnswerIsNotKeptDidNothing(TestDatabase database) {
    World world = SHARED.world(database);
    Visitor head = head(world);
    String notes = "/api/v1/dossiers/" + SHARED.city(database).receive(PROCEDURE).code() + "/notes";
    List<List<String>> acts =
        List.of(
            List.of(BLOCKS, block("Không giữ"), "text_block"),
            List.of(notes, "{\"text\": \"không giữ\"}", "dossier_note"));
    for (List<String> act : acts) {
      int before = rows(world, act.get(2));
      sql(world, "delete from call_key");
      sql(
          world,
          "alter table call_key add constraint unanswered check (status is null or status = 1)");
      try {
        assertThat(keyed(head, act.get(0), act.get(1), "lost").statusCode())
            .isGreaterThanOrEqualTo(500);
      } finally {
        sql(world, "alter table call_key drop constraint unanswered");
      }
      assertThat(rows(world, act.get(2)) - before).as("the act").isZero();
      assertThat(rows(world, "call_key")).as("the key").isZero();
      assertThat(keyed(head, act.get(0), act.get(1), "lost").statusCode()).isBetween(200, 299);
      assertThat(rows(world, act.get(2)) - before).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoAtTheSameMomentActOnce(TestDatabase database) throws Exception {
    World world = SHARED.world(database);
    Visitor head = head(world);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      int before = rows(world, "text_block");
      for (int i = 0; i < 8; i++) {
        String body = block("Cùng lúc " + i);
        String key = "together-" + i;
        CyclicBarrier together = new CyclicBarrier(4);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
          calls.add(
              () -> {
                together.await();
                return keyed(head, BLOCKS, body, key).statusCode();
              });
        }
        List<Integer> statuses = new ArrayList<>();
        for (var call : threads.invokeAll(calls)) {
          statuses.add(call.get());
        }
        assertThat(statuses).anyMatch(status -> status < 300).allMatch(s -> s < 300 || s == 409);
      }
      assertThat(rows(world, "text_block") - before).isEqualTo(8);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aKeyIsForgottenAfterADay(TestDatabase database) {
    World world = SHARED.world(database);
    Visitor head = head(world);
    keyed(head, BLOCKS, block("Hôm qua"), "day");
    keyed(head, BLOCKS, block("Hôm qua nữa"), "swept");
    world.advanceTo(world.now().plus(CallKeys.KEPT).minus(Duration.ofMinutes(1)));
    refused(keyed(head, BLOCKS, block("Hôm nay"), "day"), 422, "key-of-another-call");
    world.advanceTo(world.now().plus(Duration.ofMinutes(2)));
    assertThat(keyed(head, BLOCKS, block("Hôm nay"), "day").statusCode()).isBetween(200, 299);
    world.get(CallKeys.class).sweep();
    assertThat(rows(world, "call_key where call_key = 'swept'")).isZero();
    assertThat(rows(world, "call_key where call_key = 'day'")).isOne();
  }
}
