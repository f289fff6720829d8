package onestop.web.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An act under If-Match is done if the tag is that of the thing as it is: for one item, for many,
 * and for a file in parts. An old tag and a weak one are refused, and nothing is done.
 */
@Tag("world")
class PartsUnderConditionTest {
  private static final String MARITAL_STATUS = "1.004873";

  private static World world;
  private static City city;
  private static Visitor desk;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    desk = Visitor.of(world, City.desk().id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static WorkItem waiting() {
    return city.dossierItems(city.receive(MARITAL_STATUS).code()).get(0);
  }

  private static String tag(String path) {
    return desk.api(path).headers().firstValue("ETag").orElseThrow();
  }

  private static int end(WorkItem item, String... condition) {
    String body =
        "{\"items\":[{\"id\":\"" + item.id() + "\"}],\"completion\":{\"outcome\":\"done\"}}";
    String path = "/api/v1/inbox/complete";
    return (condition.length == 0
            ? desk.postApi(path, body)
            : desk.callWith("POST", path, body, "If-Match", condition[0]))
        .statusCode();
  }

  private static boolean waits(WorkItem item) {
    return city.dossierItems(item.dossier()).stream().anyMatch(one -> one.id().equals(item.id()));
  }

  @Test
  void manyItemsEndUnderTheTagOfTheListOnly() {
    WorkItem item = waiting();
    String old = tag("/api/v1/inbox");
    WorkItem other = waiting();
    assertThat(end(item, old)).as("an old tag").isEqualTo(412);
    assertThat(end(item, "W/" + tag("/api/v1/inbox"))).as("a weak tag").isEqualTo(412);
    assertThat(end(item, "\"x\"")).as("no tag of the list").isEqualTo(412);
    assertThat(waits(item)).isTrue();
    assertThat(end(item, old + ", " + tag("/api/v1/inbox"))).as("one of two").isEqualTo(200);
    assertThat(waits(item)).isFalse();
    assertThat(end(other, "*")).as("whatever it is").isEqualTo(200);
    assertThat(waits(other)).isFalse();
    assertThat(end(waiting())).as("without a condition").isEqualTo(200);
  }

  @Test
  void anItemIsClaimedUnderItsTagOnly() {
    WorkItem item = waiting();
    String path = "/api/work-items/" + item.id();
    String seen = tag(path);
    for (String wrong : List.of("W/" + seen, "\"x\"")) {
      assertThat(desk.callWith("POST", path + "/claim", "", "If-Match", wrong).statusCode())
          .as(wrong)
          .isEqualTo(412);
    }
    assertThat(desk.api(path).body()).doesNotContain("\"assignee\":\"" + City.desk().id());
    assertThat(desk.callWith("POST", path + "/claim", "", "If-Match", "*").statusCode())
        .isEqualTo(204);
    assertThat(desk.callWith("POST", path + "/release", "", "If-Match", seen).statusCode())
        .as("it was free, and is held by now")
        .isEqualTo(412);
    assertThat(desk.callWith("POST", path + "/release", "", "If-Match", tag(path)).statusCode())
        .isEqualTo(204);
  }

  @Test
  void anUploadGoesAwayUnderItsTagOnly() {
    DossierCode code = city.receive(MARITAL_STATUS).code();
    String uploads = "/api/v1/dossiers/" + code + "/files/uploads";
    HttpResponse<String> begun =
        desk.postApi(
            uploads, "{\"name\":\"a.pdf\",\"bytes\":100,\"sha256\":\"" + "ab".repeat(32) + "\"}");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    String path =
        begun.headers().firstValue("Location").orElseThrow().replaceAll("^https?://[^/]*", "");
    String seen = tag(path);
    for (String wrong : List.of("W/" + seen, "\"x\"")) {
      assertThat(desk.callWith("DELETE", path, "", "If-Match", wrong).statusCode())
          .as(wrong)
          .isEqualTo(412);
    }
    assertThat(desk.api(path).statusCode()).isEqualTo(200);
    assertThat(desk.callWith("DELETE", path, "", "If-Match", seen).statusCode()).isEqualTo(204);
    assertThat(desk.api(path).statusCode()).isEqualTo(404);
  }
}
