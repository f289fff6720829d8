package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A key stands for one application: the same one again is answered again, another is refused. */
@Tag("world")
class IdempotencyTest {
  private static final String START = "2026-03-02T10:00";

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving(START);

  private static final String INTAKE = "/api/dossiers";
  private static final String FIRST =
      """
      {"idempotencyKey":"%s","procedure":"1.004873","receivingAgency":"H26.12.03",
       "applicant":{"name":"Trần Thị An","address":"Số 5 ngõ 7","idNumber":"001123456789"},
       "subject":"Xác nhận tình trạng hôn nhân","channel":"DESK","papers":["form","divorce"],
       "submittedAt":"2026-03-02T02:00:00Z"}
      """;

  /** The same application, written down in another way. */
  private static final List<String> ALIKE =
      List.of(
          FIRST.replace("\n", "").replace(" \"", "\t\""),
          FIRST.replace("Trần", "Tr\\u1ea7n"),
          FIRST.replace("Trần", "Tra\\u0302\\u0300n"),
          FIRST.replace("02:00:00Z", "09:00:00.000+07:00"),
          FIRST.replace("[\"form\",\"divorce\"]", "[\"divorce\",\"form\"]"),
          FIRST
              .replace("\"channel\":\"DESK\",", "")
              .replace("{\"idem", "{\"channel\":\"DESK\",\"idem"),
          FIRST.replace("\"applicant\"", "\"resolvingAgency\":\"H26.12.03\",\"applicant\""),
          FIRST.replace("\"address\"", "\"phone\":\"\",\"address\""));

  /** Another application under the same key. */
  private static final List<String> OTHERS =
      List.of(
          FIRST.replace("Trần Thị An", "Lê Văn Bình"),
          FIRST.replace("Số 5 ngõ 7", "Số 6 ngõ 7"),
          FIRST.replace(",\"idNumber\":\"001123456789\"", ""),
          FIRST.replace("001123456789", "001123456780"),
          FIRST.replace("\"address\"", "\"phone\":\"0912345678\",\"address\""),
          FIRST.replace("\"address\"", "\"email\":\"an@example.org\",\"address\""),
          FIRST.replace("hôn nhân", "hôn nhân lần hai"),
          FIRST.replace("DESK", "ONLINE"),
          FIRST.replace(",\"divorce\"]", "]"),
          FIRST.replace("02:00:00Z", "02:00:01Z"),
          FIRST.replace("\"applicant\"", "\"resolvingAgency\":\"H26\",\"applicant\""),
          FIRST
              .replace("1.004873", "2.000815")
              .replace("\"form\",\"divorce\"", "\"original\",\"copy\""));

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tellsARepetitionFromAnotherApplication(TestDatabase database) {
    World world = SHARED.world(database);
    int before = dossiers(world);
    Visitor desk = Visitor.of(world, City.desk().id());
    String first = FIRST.formatted("k");
    JsonNode receipt = json(desk.postApi(INTAKE, first), 201);
    for (String alike : ALIKE) {
      JsonNode again = json(desk.postApi(INTAKE, alike.formatted("k")), 200);
      assertThat(again.get("repeated").asBoolean()).as(alike).isTrue();
      assertThat(again.get("code")).isEqualTo(receipt.get("code"));
    }
    for (String other : OTHERS) {
      assertThat(other).isNotEqualTo(FIRST);
      JsonNode refused = json(desk.postApi(INTAKE, other.formatted("k")), 409);
      assertThat(refused.get("type").asText()).endsWith("web:idempotency-key-taken");
      assertThat(refused.at("/arguments/key").asText()).isEqualTo("k");
      assertThat(refused.get("detail").asText()).contains("\"k\"");
      assertThat(refused.toString()).doesNotContain(receipt.get("code").asText());
    }
    assertThat(dossiers(world) - before).isEqualTo(1);

    // the key is the caller's own: to another desk it is free, and says nothing of this one
    Visitor centre = Visitor.of(world, City.officer(City.CENTRE, Role.DESK_OFFICER).id());
    String theirs = first.replace("H26.12.03", "H26").replace("An", "Bình");
    assertThat(json(centre.postApi(INTAKE, theirs), 201).get("repeated").asBoolean()).isFalse();

    // a row from before digests were kept: every use of its key is a repetition, as it was
    world
        .get(JdbcClient.class)
        .sql("update dossier set submission_digest = null where dossier_code = ?")
        .param(receipt.get("code").asText())
        .update();
    assertThat(json(desk.postApi(INTAKE, OTHERS.get(0).formatted("k")), 200).get("code"))
        .isEqualTo(receipt.get("code"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void findsWhatWasReceivedUnderManyKeysAtOnce(TestDatabase database) {
    World world = SHARED.world(database);
    Visitor desk = Visitor.of(world, City.desk().id());
    String source = "api:" + City.desk().id().value();
    Map<String, DossierCode> received = new HashMap<>();
    for (String key : List.of("many-1", "many-2", "of 'mine'", "%", "khoá số 3")) {
      String code = json(desk.postApi(INTAKE, FIRST.formatted(key)), 201).get("code").asText();
      received.put(key, new DossierCode(code));
    }
    List<String> asked = new ArrayList<>(received.keySet());
    IntStream.range(0, 1_500).forEach(no -> asked.add("none-" + no));
    Dossiers dossiers = world.get(Dossiers.class);
    assertThat(dossiers.submitted(source, asked)).isEqualTo(received);
    assertThat(dossiers.submitted(source, List.of("MANY-1", "many", ""))).isEmpty();
    assertThat(dossiers.submitted(source, List.of())).isEmpty();
    assertThat(dossiers.submitted("api:another", asked)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesTheLineAndNoneOfItsNeighbours(TestDatabase database) {
    World world = SHARED.world(database);
    int before = dossiers(world);
    Visitor desk = Visitor.of(world, City.desk().id());
    json(desk.postApi(INTAKE, FIRST.formatted("k0")), 201);
    List<String> lines = new ArrayList<>();
    for (String key : List.of("k0", "k1", "k2")) {
      lines.add(OTHERS.get(0).formatted(key));
      lines.add(FIRST.formatted(key));
    }
    lines.add(FIRST.formatted("last"));
    String rows = String.join("\n", lines.stream().map(line -> line.replace("\n", "")).toList());
    HttpResponse<String> answer = desk.apiPost(INTAKE + "/bulk", "application/x-ndjson", rows);
    List<JsonNode> results = answer.body().lines().map(IdempotencyTest::json).toList();
    assertThat(results.stream().map(row -> row.at("/problem/status").asInt()))
        .containsExactly(409, 0, 0, 409, 0, 409, 0);
    assertThat(results.get(0).at("/problem/arguments/key").asText()).isEqualTo("k0");
    assertThat(results.get(1).at("/receipt/repeated").asBoolean()).isTrue();
    assertThat(dossiers(world) - before).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void givesAKeyToOneOfTwoApplicationsThatComeAtTheSameMoment(TestDatabase database)
      throws Exception {
    World node = SHARED.world(database);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (World other = World.serving(SHARED.where(database), START)) {
      int before = dossiers(node);
      List<Visitor> callers =
          List.of(Visitor.of(node, City.desk().id()), Visitor.of(other, City.desk().id()));
      for (int i = 0; i < 12; i++) {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int caller = 0; caller < 2; caller++) {
          Visitor by = callers.get(i % 3 == 0 ? 0 : caller);
          String body = (caller == 0 ? FIRST : OTHERS.get(i)).formatted("at-once-" + i);
          calls.add(
              () -> {
                together.await();
                return by.postApi(INTAKE, body).statusCode();
              });
        }
        List<Integer> statuses = new ArrayList<>();
        for (var call : threads.invokeAll(calls)) {
          statuses.add(call.get());
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
      }
      assertThat(dossiers(node) - before).isEqualTo(12);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void takesOneKeyFromHeaderAndBodyTogether() {
    World world = SHARED.world(TestDatabase.H2);
    Visitor desk = Visitor.of(world, City.desk().id());
    String body = FIRST.formatted("body");
    JsonNode differ =
        json(desk.apiPost(INTAKE, "application/json", body, "Idempotency-Key", "header"), 400);
    assertThat(differ.get("type").asText()).endsWith("web:idempotency-keys-differ");
    assertThat(differ.get("detail").asText()).contains("header", "body");
    json(desk.apiPost(INTAKE, "application/json", body, "Idempotency-Key", "body"), 201);
  }

  private static int dossiers(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from dossier")
        .query(Integer.class)
        .single();
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json(answer.body());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
