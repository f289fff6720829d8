package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.engine.WorkItem;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import onestop.web.conditions.Cursor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the API reads has an entity tag, and a call under If-Match changes nothing that another has
 * changed meanwhile. Every part of a list names the next one.
 */
@Tag("world")
class EntityTagsTest {
  private static final String MARITAL_STATUS = "1.004873";

  private static World world;
  private static City city;
  private static Visitor desk;
  private static Visitor administrator;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    desk = Visitor.of(world, City.desk().id());
    administrator = Visitor.of(world, City.officer(City.CENTRE, Role.ADMINISTRATOR).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String tag(HttpResponse<String> read) {
    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    return read.headers().firstValue("ETag").orElseThrow();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @Test
  void whatIsReadTwiceHasOneTagAndIsSentOnce() {
    String dossier = "/api/dossiers/" + city.receive(MARITAL_STATUS).code();
    String tag = tag(desk.api(dossier));
    assertThat(tag).matches("\"[\\w-]+\"");
    assertThat(tag(desk.api(dossier))).isEqualTo(tag);
    for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
      HttpResponse<String> again = desk.api(dossier, "If-None-Match", known);
      assertThat(again.statusCode()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
    assertThat(desk.api(dossier, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void aDossierThatAnotherHasChangedIsNotWithdrawnAndTheAnswerNamesWhatChanged() {
    var received = city.receive(MARITAL_STATUS);
    String dossier = "/api/dossiers/" + received.code();
    String seen = tag(desk.api(dossier));
    WorkItem item = city.dossierItems(received.code()).get(0);
    city.complete(
        received.code(),
        item.step(),
        item.normalOutcome(),
        city.filled(item, item.normalOutcome()));
    String body = "{\"reason\": \"Người nộp đổi ý\"}";
    HttpResponse<String> late =
        desk.callWith("POST", dossier + "/withdraw", body, "If-Match", seen);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(late).path("type").asText()).endsWith("web:tag-changed");
    assertThat(json(late).path("arguments").path("changed").asText()).isEqualTo("state");
    assertThat(json(desk.api(dossier)).has("closedAt")).isFalse();

    String now = json(late).path("arguments").path("etag").asText();
    assertThat(now).isEqualTo(tag(desk.api(dossier)));
    assertThat(desk.callWith("POST", dossier + "/withdraw", body, "If-Match", now).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aNoteIsChangedUnderTheTagOfTheNoteAndNotOfItsList() {
    String notes = "/api/v1/dossiers/" + city.receive(MARITAL_STATUS).code() + "/notes";
    desk.postApi(notes, "{\"text\": \"bản đầu\"}");
    desk.postApi(notes, "{\"text\": \"ghi chú khác\"}");
    String seen = tag(desk.api(notes + "/1"));
    assertThat(put(notes + "/1", "bản hai", seen).statusCode()).isEqualTo(204);
    HttpResponse<String> late = put(notes + "/1", "bản ba", seen);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(json(late).path("arguments").path("changed").asText()).contains("text", "earlier");
    assertThat(desk.api(notes + "/1").body()).contains("\"text\":\"bản hai\"");
    assertThat(put(notes + "/1", "bản bốn", tag(desk.api(notes)) + ", *").statusCode())
        .as("of the list, and something that is no tag")
        .isEqualTo(412);
    assertThat(put(notes + "/1", "bản bốn", "*").statusCode()).isEqualTo(204);
    assertThat(put(notes + "/9", "bản bốn", "*").statusCode()).isEqualTo(404);
    assertThat(desk.api(notes + "/9").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> put(String path, String text, String seen) {
    return desk.callWith("PUT", path, "{\"text\": \"" + text + "\"}", "If-Match", seen);
  }

  @Test
  void aWorkItemThatAnotherHoldsByNowIsNotClaimedUnderAnOldTag() {
    var received = city.receive(MARITAL_STATUS);
    WorkItem item = city.dossierItems(received.code()).get(0);
    String path = "/api/work-items/" + item.id();
    String seen = tag(desk.api(path));
    assertThat(desk.callWith("POST", path + "/claim", "", "If-Match", seen).statusCode())
        .isEqualTo(204);
    assertThat(
            desk.callWith(
                    "POST",
                    path + "/complete",
                    "{\"outcome\": \"" + item.normalOutcome() + "\"}",
                    "If-Match",
                    seen)
                .statusCode())
        .isEqualTo(412);
    assertThat(desk.api(path).body()).contains("\"assignee\":\"" + City.desk().id());
  }

  @Test
  void aCalendarHasOneTagForAllItsYears() {
    String calendar = "/api/calendars/" + Calendars.VIETNAM;
    String seen = tag(administrator.api(calendar + "?year=2026"));
    assertThat(tag(administrator.api(calendar + "?year=2027"))).isEqualTo(seen);
    assertThat(tag(administrator.api(calendar))).isEqualTo(seen);
    HttpResponse<String> tried =
        administrator.apiPost(
            calendar + "/dry-run?source=12/VPCP", "text/csv", "nonsense", "If-Match", "\"old\"");
    assertThat(tried.statusCode()).isEqualTo(412);
    assertThat(
            administrator
                .apiPost(
                    calendar + "/dry-run?source=12/VPCP", "text/csv", "nonsense", "If-Match", seen)
                .statusCode())
        .as("the condition holds, the calendar does not")
        .isEqualTo(400);
  }

  @Test
  void anAccountIsChangedUnderItsTag() {
    String officer = "/api/officers/" + City.officer(City.POLICE, Role.RECORDS_CLERK).id().value();
    String seen = tag(administrator.api(officer));
    assertThat(tag(administrator.api(officer + "/account"))).isEqualTo(seen);
    String role = officer + "/roles/FINANCE_OFFICER";
    assertThat(administrator.callWith("PUT", role, "", "If-Match", seen).statusCode())
        .isEqualTo(204);
    HttpResponse<String> late = administrator.callWith("DELETE", role, "", "If-Match", seen);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(json(late).path("arguments").path("changed").asText()).contains("roles", "history");
  }

  /**
   * Nothing is told of what the caller may not reach, and nothing is done without the condition.
   */
  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/inbox/next", "/api/delegations", "/api/operations/sweep"})
  void aConditionThatCannotBeJudgedIsNotPassedOver(String path) {
    HttpResponse<String> refused = administrator.callWith("POST", path, "{}", "If-Match", "\"x\"");
    assertThat(refused.statusCode()).isIn(403, 412);
    Visitor stranger = Visitor.of(world, City.officer(City.POLICE, Role.SPECIALIST).id());
    String dossier = "/api/dossiers/" + city.receive(MARITAL_STATUS).code();
    assertThat(
            stranger
                .callWith(
                    "POST", dossier + "/withdraw", "{\"reason\": \"x y\"}", "If-Match", "\"x\"")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aListGoesOnBehindItsCursorWhateverCameBeforeItMeanwhile() {
    for (int i = 0; i < 5; i++) {
      city.receive(MARITAL_STATUS);
    }
    String agency = "agency=" + City.WARD.value();
    long total = json(desk.api("/api/dossiers?" + agency)).path("total").asLong();
    List<String> codes = new ArrayList<>();
    String path = "/api/dossiers?size=2&" + agency;
    while (path != null) {
      HttpResponse<String> part = desk.api(path);
      json(part).path("rows").forEach(row -> codes.add(row.path("code").asText()));
      path = next(part);
      assertThat(path == null).isEqualTo(!json(part).has("next"));
    }
    assertThat(codes).doesNotHaveDuplicates().hasSize((int) total);
    String second = next(desk.api("/api/dossiers?size=2&offset=1&" + agency));
    assertThat(second).contains(agency, "cursor=").doesNotContain("offset");
    assertThat(json(desk.api(second)).path("rows").get(0).path("code").asText())
        .isEqualTo(codes.get(3));
    for (String wrong : List.of("x", "%00", "a".repeat(500), Cursor.of("1", "2"), Cursor.of("1"))) {
      HttpResponse<String> refused = desk.api("/api/dossiers?cursor=" + wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/work-items?size=1", "/api/v1/inbox?tab=unit&size=1"})
  void everyPartOfAListNamesTheNextOne(String list) {
    city.receive(MARITAL_STATUS);
    city.receive(MARITAL_STATUS);
    String first = json(desk.api(list)).path("items").get(0).path("id").asText();
    String next = next(desk.api(list));
    assertThat(next).startsWith(list.replaceFirst("\\?.*", "")).contains("size=1");
    assertThat(json(desk.api(next)).path("items").get(0).path("id").asText()).isNotEqualTo(first);
  }

  private static @Nullable String next(HttpResponse<String> part) {
    return part.headers()
        .firstValue("Link")
        .map(link -> link.replaceFirst("^<(.*)>; rel=\"next\"$", "$1"))
        .orElse(null);
  }

  @Test
  void pagesHaveNoConditions() {
    String code = city.receive(MARITAL_STATUS).code().value();
    HttpResponse<String> answer =
        desk.post(
            "/dossiers/" + code + "/notes",
            Map.of("text", "ghi chú"),
            desk.token(),
            "If-Match",
            "\"old\"");
    assertThat(answer.statusCode()).isEqualTo(302);
  }
}
