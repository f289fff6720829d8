package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierState;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.models.Models;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A designer calls the last step {@code publish_result} and lets it end with {@code published}: all
 * that knows it by the model works, from the page to the papers.
 */
@Tag("world")
class RenamedStepTest {
  private static final Path MODEL = Path.of("bpmn/justice/certified_copy.bpmn");
  private static final String PROCEDURE = "2.000815";
  private static final String STEP = "publish_result";
  private static final String LABEL = "Trao bản sao có dấu";

  private static World world;
  private static City city;
  private static Visitor clerk;

  @BeforeAll
  static void publish() throws IOException {
    world = World.serving(TestDatabase.H2, "2026-04-01T09:00");
    city = City.in(world);
    clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    String model =
        Files.readString(MODEL)
            .replace("issue_result", STEP)
            .replaceFirst("(id=\"" + STEP + "\" name=\")[^\"]*", "$1" + LABEL)
            .replaceFirst("(?s)(id=\"" + STEP + "\".*?)value=\"done\"", "$1value=\"published\"")
            .replaceFirst("(?s)(id=\"" + STEP + "\".*?)form.done", "$1form.published");
    assertThat(
            world
                .get(Models.class)
                .publish(
                    "certified_copy.bpmn",
                    model.getBytes(StandardCharsets.UTF_8),
                    City.officer(City.WARD, Role.DESIGNER),
                    "Đổi tên bước cuối"))
        .isPresent();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static WorkItem waiting() {
    DossierCode code = city.receive(PROCEDURE).code();
    city.workUntil(code, STEP);
    WorkItem item = city.dossierItems(code).get(0);
    assertThat(item.step()).isEqualTo(STEP);
    assertThat(item.outcomes()).containsExactly("published");
    return item;
  }

  private static Dossier dossier(WorkItem item) {
    return world.get(Dossiers.class).get(item.dossier());
  }

  @Test
  void asksForItsResultOnThePage() {
    WorkItem item = waiting();
    assertThat(clerk.page("/my-work/" + item.id()).body())
        .contains("name=\"resolution-resultCode\"", "name=\"resolution-resultDocument\"")
        .doesNotContain("plain-note");
    String path = "/my-work/" + item.id() + "/complete";
    assertThat(clerk.post(path, Map.of("outcome", "published")).body())
        .contains("id=\"resolution-resultCode-wrong\"");
    Map<String, String> right =
        Map.of(
            "outcome", "published",
            "resolution-resultCode", "KQ-1",
            "resolution-resultDocument", "ban-sao.pdf");
    assertThat(clerk.post(path, right).statusCode()).isEqualTo(302);
    assertThat(dossier(item).state()).isEqualTo(DossierState.RESOLVED);
    assertThat(dossier(item).result().code()).isEqualTo("KQ-1");
    assertThat(dossier(item).result().signer())
        .as("signed as ever")
        .contains("Nguyễn Văn head_of_agency");
  }

  @Test
  void takesItsResultFromTheApi() {
    WorkItem item = waiting();
    String path = "/api/work-items/" + item.id();
    assertThat(clerk.api(path + "/forms").body())
        .isEqualTo(
            "[{\"outcome\":\"published\",\"form\":\"resolution\",\"fields\":["
                + "{\"name\":\"resultCode\",\"kind\":\"TEXT\",\"required\":true,"
                + "\"longest\":300,\"most\":0},"
                + "{\"name\":\"resultDocument\",\"kind\":\"TEXT\",\"required\":true,"
                + "\"longest\":300,\"most\":0},"
                + "{\"name\":\"registerNumber\",\"kind\":\"TEXT\",\"required\":false,"
                + "\"longest\":300,\"most\":0}]}]");
    HttpResponse<String> other =
        clerk.postApi(
            path + "/complete",
            """
            {"outcome": "published", "stop": {"reason": "Không đủ điều kiện", "document": "TB-1"}}
            """);
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(dossier(item).state()).isEqualTo(DossierState.IN_PROGRESS);
    HttpResponse<String> right =
        clerk.postApi(
            path + "/complete",
            """
            {"outcome": "published",
             "resolution": {"resultCode": "KQ-1", "resultDocument": "ban-sao.pdf"}}
            """);
    assertThat(right.statusCode()).as(right.body()).isEqualTo(204);
    assertThat(dossier(item).state()).isEqualTo(DossierState.RESOLVED);
  }

  @Test
  void standsOnThePapersAndInTheHistory() throws IOException {
    WorkItem item = waiting();
    city.complete(item.dossier(), STEP, "published", City.resolution());
    assertThat(clerk.page("/dossiers/" + item.dossier()).body())
        .contains("Xong bước: " + LABEL)
        .doesNotContain("publish result");
    try (var pdf =
        Loader.loadPDF(clerk.file("/dossiers/" + item.dossier() + "/papers/control-slip-1.pdf"))) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
          .contains(LABEL, "published")
          .doesNotContain("publish result");
    }
  }
}
