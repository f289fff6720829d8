package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a sender wrote is what is understood and kept, or the sender is told what is not. */
@Tag("world")
class StrictInputTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T10:00");

  private static final String INTAKE = "/api/dossiers";
  private static final String GOOD =
      """
      {"idempotencyKey":"%KEY%","procedure":"1.004873","receivingAgency":"H26.12.03",\
      "applicant":{"name":"Trần Thị Mẫu","address":"1 Phố Mẫu","phone":"0912345678",\
      "email":"mau@example.org","idNumber":"001123456789"},"subject":"Xác nhận","channel":"DESK",\
      "papers":["form"],"submittedAt":"2026-03-02T02:00:00Z"}""";

  /** One change to a good application, and how it is refused. */
  private record Bad(String problem, String field, String from, String to) {
    String body() {
      assertThat(GOOD).contains(from);
      return GOOD.replace(from, to);
    }

    static Bad moment(String written) {
      return new Bad("web:moment-unreadable", "submittedAt", "\"2026-03-02T02:00:00Z\"", written);
    }

    static Bad text(String problem, String field, String value, String escaped) {
      return new Bad(problem, field, "\"" + value + "\"", "\"" + escaped + "\"");
    }
  }

  private static List<Bad> bad() {
    List<Bad> all = new ArrayList<>();
    all.addAll(badNames());
    all.addAll(badKinds());
    all.addAll(badMoments());
    all.addAll(badTexts());
    return all;
  }

  private static List<Bad> badNames() {
    List<Bad> all = new ArrayList<>();
    String twice = "web:field-twice";
    all.add(
        new Bad(twice, "applicant", "\"subject\"", "\"applicant\":{\"name\":\"X\"},\"subject\""));
    all.add(new Bad(twice, "applicant.name", "\"address\"", "\"name\":\"X\",\"address\""));
    all.add(new Bad(twice, "channel", "\"subject\"", "\"channel\":\"POST\",\"subject\""));
    all.add(new Bad(twice, "papers", "\"subject\"", "\"papers\":[],\"subject\""));
    all.add(
        new Bad(twice, "idempotencyKey", "\"subject\"", "\"idempotencyKey\":\"b\",\"subject\""));
    all.add(
        new Bad(
            "web:field-unknown", "applicant.colour", "\"address\"", "\"colour\":1,\"address\""));
    all.add(new Bad("web:body-unreadable", "", "}", "} {}"));
    all.add(new Bad("web:body-too-deep", "", "\"2026-03-02T02:00:00Z\"", "1".repeat(100)));
    all.add(new Bad("web:body-too-deep", "", "\"subject\"", "\"" + "x".repeat(300) + "\""));
    all.add(new Bad("web:papers-unknown", "papers", "[\"form\"]", "[\"form\",\"fomr\"]"));
    return all;
  }

  private static List<Bad> badKinds() {
    List<Bad> all = new ArrayList<>();
    String unreadable = "web:field-unreadable";
    all.add(new Bad(unreadable, "applicant.idNumber", "\"001123456789\"", "79012345678"));
    all.add(new Bad(unreadable, "applicant.phone", "\"0912345678\"", "912345678.0"));
    all.add(new Bad(unreadable, "applicant.name", "\"Trần Thị Mẫu\"", "true"));
    all.add(new Bad(unreadable, "subject", "\"Xác nhận\"", "1"));
    all.add(new Bad(unreadable, "subject", "\"Xác nhận\"", "[\"Xác nhận\"]"));
    all.add(new Bad(unreadable, "subject", "\"Xác nhận\"", "{}"));
    all.add(new Bad(unreadable, "channel", "\"DESK\"", "0"));
    all.add(new Bad(unreadable, "channel", "\"DESK\"", "\"\""));
    all.add(new Bad(unreadable, "channel", "\"DESK\"", "\"desk\""));
    all.add(new Bad(unreadable, "channel", "\"DESK\"", "\"DESK \""));
    all.add(new Bad(unreadable, "channel", "\"DESK\"", "\"\\tDESK\""));
    all.add(new Bad(unreadable, "papers", "[\"form\"]", "\"form\""));
    all.add(new Bad(unreadable, "papers.[0]", "[\"form\"]", "[7]"));
    return all;
  }

  private static List<Bad> badMoments() {
    List<Bad> all = new ArrayList<>();
    for (String written :
        List.of(
            "1700000000",
            "1700000000.5",
            "\"1700000000\"",
            "\"2026-02-31T09:00:00Z\"",
            "\"2026-03-02\"",
            "\"2026-03-02T09:00:00\"",
            "\"2026-03-01T24:00:00Z\"",
            "\"+12026-03-02T09:00:00Z\"",
            "\"-0001-03-02T09:00:00Z\"",
            "\"0000-03-02T09:00:00Z\"",
            "\"2026-03-02 09:00:00Z\"",
            "\"Mon, 2 Mar 2026 09:00:00 GMT\"",
            "[2026,3,2]")) {
      all.add(Bad.moment(written));
    }
    for (String moment :
        List.of("2026-03-02T03:00:00.001Z", "2026-03-03T00:00:00Z", "9999-12-31T23:59:59Z")) {
      all.add(Bad.text("dossiers:submitted-later", "submittedAt", "2026-03-02T02:00:00Z", moment));
    }
    for (String moment :
        List.of("1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1899-12-31T23:59:59Z")) {
      all.add(
          Bad.text(
              "dossiers:submitted-outside-calendar",
              "submittedAt",
              "2026-03-02T02:00:00Z",
              moment));
    }
    return all;
  }

  private static List<Bad> badTexts() {
    List<Bad> all = new ArrayList<>();
    Map<String, String> texts =
        Map.of(
            "applicant.name", "Trần Thị Mẫu",
            "applicant.address", "1 Phố Mẫu",
            "applicant.phone", "0912345678",
            "applicant.idNumber", "001123456789",
            "subject", "Xác nhận",
            "procedure", "1.004873",
            "receivingAgency", "H26.12.03",
            "idempotencyKey", "%KEY%",
            "papers.[0]", "form");
    texts.forEach(
        (field, value) -> {
          for (String unsound :
              List.of(
                  "\\u0000",
                  "\\u0008",
                  "\\u009f",
                  "\\ud800",
                  "\\udc00x",
                  "\\u202e",
                  "\\u2066",
                  "\\ufffe",
                  "\\ufdd0",
                  "\\ufffd")) {
            all.add(Bad.text("forms:unsound", field, value, value + unsound));
          }
          for (String invisible :
              List.of("\\u200b\\u200b", "\\u3164", "\\u00ad\\ufeff", "\\u00a0")) {
            all.add(Bad.text("forms:invisible", field, value, invisible));
          }
        });
    all.add(Bad.text("dossiers:applicant-name", "", "Trần Thị Mẫu", "…!"));
    return all;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesByFieldWhatItCannotUnderstandOrKeep(TestDatabase database) {
    World world = SHARED.world(database);
    int before = dossiers(world);
    Visitor desk = Visitor.of(world, City.desk().id());
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Bad bad : bad()) {
      HttpResponse<String> answer = desk.postApi(INTAKE, bad.body());
      assertRefused(bad, json(answer.body()));
      assertThat(answer.statusCode()).as(bad.body()).isEqualTo(400);
      lines.writeBytes((bad.body() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    lines.writeBytes(GOOD.replace("%KEY%", "good").getBytes(StandardCharsets.UTF_8));
    List<JsonNode> results =
        desk.apiPost("/api/dossiers/bulk", "application/x-ndjson", lines.toByteArray())
            .body()
            .lines()
            .map(StrictInputTest::json)
            .toList();
    assertThat(results).hasSize(bad().size() + 1);
    for (int i = 0; i < bad().size(); i++) {
      assertRefused(bad().get(i), results.get(i).get("problem"));
    }
    assertThat(results.get(bad().size()).at("/receipt/repeated").asBoolean(true)).isFalse();
    assertThat(dossiers(world) - before).isEqualTo(1);
  }

  private static void assertRefused(Bad bad, JsonNode problem) {
    assertThat(problem.path("type").asText()).as(bad + " " + problem).endsWith(bad.problem());
    String said = problem.path("detail").asText() + problem.path("errors");
    assertThat(said).as(bad.toString()).contains(bad.field());
    assertThat(said).doesNotContain("onestop.", "java.", "failure.", "{0}", "{1}");
  }

  /** Whoever sends it, with a login or without: it is no incident of ours. */
  @Test
  void aFormInPartsThatIsNoneIsTheSendersMistake() {
    World world = SHARED.world(TestDatabase.H2);
    Visitor visitor = Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
    String token = visitor.token();
    List<String> bodies =
        List.of(
            "", "abc", "--x\r\n", "--x\r\nContent-Disposition: form-data; name=\"csv\"\r\n\r\na");
    for (String type :
        List.of(
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=" + "x".repeat(5000),
            "multipart/mixed; boundary=x",
            "multipart/form-data; boundary=x; charset=none")) {
      for (String path : List.of("/login", "/language", "/calendar/dry-run", "/api/dossiers")) {
        for (String body : bodies) {
          String what = type + " " + path + " " + body;
          assertThat(visitor.apiPost(path, type, body).statusCode()).as(what).isBetween(400, 499);
        }
      }
      for (String body : bodies) {
        HttpResponse<String> page =
            visitor.apiPost("/calendar/dry-run", type, body, "X-CSRF-TOKEN", token);
        assertThat(page.statusCode()).as(type + body).isIn(200, 400);
        assertThat(page.body()).doesNotContain("Hệ thống gặp sự cố");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsWhatPeopleSeeAndDropsWhatNobodyDoes(TestDatabase database) {
    World world = SHARED.world(database);
    Visitor desk = Visitor.of(world, City.desk().id());
    String body =
        GOOD.replace("%KEY%", "seen")
            .replace("Trần Thị Mẫu", "\\ufeffTra\\u0302\\u0300n\\u200b Thị\\u00ad Mẫu\\u200e")
            .replace("1 Phố Mẫu", "1 Phố Mẫu,\\nHà Nội")
            .replace("2026-03-02T02:00:00Z", "2026-03-02T10:00:00.000+07:00");
    HttpResponse<String> receipt = desk.postApi(INTAKE, body);
    assertThat(receipt.statusCode()).isEqualTo(201);
    assertThat(
            world
                .get(JdbcClient.class)
                .sql(
                    """
                    select applicant_name || '|' || applicant_address from dossier
                     where dossier_code = ?
                    """)
                .param(json(receipt.body()).get("code").asText())
                .query(String.class)
                .single())
        .isEqualTo("Trần Thị Mẫu|1 Phố Mẫu,\nHà Nội");

    byte[] halfAPair = GOOD.replace("Xác nhận", "X?").getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (byte b : halfAPair) {
      raw.writeBytes(
          b == '?' ? new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80} : new byte[] {b});
    }
    assertThat(desk.apiPost(INTAKE, "application/json", raw.toByteArray()).statusCode())
        .isEqualTo(400);
    String yaml = "idempotencyKey: y\nidempotencyKey: z\n";
    for (String type : List.of("application/yaml", "application/x-yaml", "application/cbor")) {
      assertThat(desk.apiPost(INTAKE, type, yaml.getBytes(StandardCharsets.UTF_8)).statusCode())
          .isEqualTo(415);
    }
  }

  /** Parameters, paths, headers and the fields of forms, which both databases would choke on. */
  /** A parameter given twice or without sense: its sentence is onestop's own and shows no Java. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dossiers?size=eight&size=9           | eight, 9
          dossiers?offset=&offset=NaN          | NaN
          dossiers?standing=soon               | soon
          dossiers?standing=x&standing=OPEN    | x,OPEN
          dossiers?state=open                  | open
          apologies?state=1&state=2            | 1, 2
          work-items?size=1e3                  | 1e3
          ledger/entries?from=ten&from=0       | ten, 0
          calendars/vietnam?year=MMXXVI&year=1 | MMXXVI, 1
          """)
  void saysInItsOwnWordsWhatAParameterCannotBe(String call, String shown) {
    World world = SHARED.world(TestDatabase.H2);
    Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    Map.of("vi", "Không đọc được tham số", "en", "cannot be read")
        .forEach(
            (language, words) -> {
              HttpResponse<String> answer = head.api("/api/" + call, "Accept-Language", language);
              assertThat(answer.statusCode()).isEqualTo(400);
              assertThat(answer.body())
                  .contains(words, shown)
                  .doesNotContain("java", "[L", "Failed to convert");
            });
  }

  /** A body has one type; a range of types is one in {@code Accept} only. */
  @ParameterizedTest
  @ValueSource(
      strings = {"*/*", "application/*", "*/*; charset=utf-8", "text/*", "application/*+json", "*"})
  void refusesABodyOfNoOneType(String type) {
    Visitor desk = Visitor.of(SHARED.world(TestDatabase.H2), City.desk().id());
    for (String path : List.of("/api/lookup", INTAKE, "/api/v1/inbox/next", "/api/dossiers/bulk")) {
      HttpResponse<String> answer =
          desk.apiPost(path, type, "{\"code\": \"x\", \"digits\": \"1\"}");
      assertThat(answer.statusCode()).as(path).isIn(400, 415);
      assertThat(answer.body()).contains("urn:onestop:problem:web:");
    }
    for (String nothing : List.of("/api/audit/ledger.none", "/api/none", "/ledger/none", "/none")) {
      HttpResponse<String> answer = desk.api(nothing, "Content-Type", type);
      assertThat(answer.statusCode()).as(nothing).isEqualTo(400);
      assertThat(answer.body()).contains("urn:onestop:problem:web:content-type-open");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesUnsoundTextInEveryPartOfACall(TestDatabase database) {
    World world = SHARED.world(database);
    City city = SHARED.city(database);
    String code = city.receive("1.004873").code().value();
    Visitor desk = Visitor.of(world, City.desk().id());
    for (String text : List.of("%00", "a%00b", "%E2%80%AE", "%EF%BF%BE", "%01", "%E2%80%8B")) {
      assertThat(desk.page("/dossiers?text=" + text).statusCode()).as(text).isEqualTo(400);
      assertThat(desk.page("/dossiers?" + text + "=x").statusCode()).as(text).isEqualTo(400);
      assertThat(desk.api("/api/dossiers?text=" + text).statusCode()).as(text).isEqualTo(400);
      assertThat(desk.api("/api/dossiers?agency=" + text).statusCode()).as(text).isEqualTo(400);
      assertThat(desk.page("/dossiers/" + text).statusCode()).as(text).isBetween(400, 404);
      assertThat(desk.api("/api/dossiers/" + text).statusCode()).as(text).isBetween(400, 404);
    }
    for (String text : List.of("\u0000", "x\u0000", "x\u202ey", "x\u0007", "\u200b")) {
      HttpResponse<String> page =
          desk.post(
              "/audit/facts/explain", Map.of("trait", "LATE_PAUSE", "code", code, "text", text));
      assertThat(page.statusCode()).as("%s", page.body()).isEqualTo(400);
      assertThat(page.body()).contains("text");
      assertThat(desk.post("/login", Map.of("username", text, "password", text)).statusCode())
          .isBetween(300, 499);
    }
    assertThat(
            desk.post(
                    "/audit/facts/explain",
                    Map.of("trait", "LATE_PAUSE", "code", code, "text", "đủ"))
                .statusCode())
        .isEqualTo(302);

    Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
    for (String text : List.of("%00", "a%00b", "%E2%80%AE", "%EF%BF%BF", "%80")) {
      HttpResponse<String> answer =
          auditor.api(
              "/api/dossiers/" + code, "Onestop-Purpose", "OTHER", "Onestop-Purpose-Text", text);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    for (String moment :
        List.of("12345", "2026-02-31T00:00:00Z", "%2B1000000000-01-01T00:00:00Z", "2026-03-02")) {
      HttpResponse<String> answer = head.api("/api/apologies?limitBefore=" + moment);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(json(answer.body()).get("detail").asText()).contains("limitBefore");
    }
    assertThat(head.api("/api/apologies?limitBefore=2026-03-02T00:00:00%2B07:00").statusCode())
        .isEqualTo(200);
  }

  /** A moment that an earlier version let in is named where it is asked for, and hides nothing. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void showsEveryListInSpiteOfARowThatCannotBeReckoned(TestDatabase database) {
    try (World world = World.serving(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      String waited = city.receive("1.004873").code().value();
      String wild = city.receive("1.004873").code().value();
      JdbcClient jdbc = world.get(JdbcClient.class);
      String submit = "update dossier set submitted_at = ? where dossier_code = ?";
      jdbc.sql(submit)
          .params(World.at("2026-02-02T08:00").atOffset(ZoneOffset.UTC), waited)
          .update();
      jdbc.sql(submit).params(Instant.EPOCH.atOffset(ZoneOffset.UTC), wild).update();
      world.outageUntil("2026-03-20T10:00");
      Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
      HttpResponse<String> facts = auditor.page("/audit/facts?trait=received_later&period=2026-03");
      assertThat(facts.statusCode()).isEqualTo(200);
      assertThat(facts.body()).contains("Không tính được: 1", wild, waited);
      for (String page : List.of("/", "/dossiers", "/dossiers/" + wild, "/my-work")) {
        assertThat(head.page(page).statusCode()).as(page).isEqualTo(200);
      }
      for (String page : List.of("/audit", "/audit/hearing?period=2026", "/audit/ledger")) {
        assertThat(auditor.page(page).statusCode()).as(page).isIn(200, 302);
      }
      for (String report : List.of("settlement", "city-summary", "service-index")) {
        String page = "/reports/" + report + "?period=2026-03";
        assertThat(auditor.page(page).statusCode()).as(page).isEqualTo(200);
      }
      assertThat(head.api("/api/dossiers").body()).contains(wild, waited);
    }
  }

  private static int dossiers(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from dossier")
        .query(Integer.class)
        .single();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
