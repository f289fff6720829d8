package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.desk.papers.DossierPapers;
import onestop.desk.papers.DossierPapers.Kind;
import onestop.desk.papers.DossierPapers.Sheet;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose name stands under a result, a refusal and a notice of stopping. */
@Tag("world")
class SigningDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final OfficerId CHAIR = new OfficerId("chu.tich");
  private static final OfficerId DEPUTY = new OfficerId("pho.chu.tich");
  private static final Map<TestDatabase, Scene> SCENES = new LinkedHashMap<>();

  /** A city whose ward has a chairwoman and a deputy, who stands in for her on the first days. */
  private static final class Scene {
    private final World world;
    private final City city;
    private final Visitor chair;
    private final Visitor deputy;

    Scene(TestDatabase database) {
      world = World.serving(database, "2026-04-01T10:00");
      city = City.in(world);
      Agencies agencies = world.get(Agencies.class);
      agencies.add(
          new Officer(CHAIR, "Lê Thu Hà", "Chủ tịch", City.WARD, Set.of(Role.HEAD_OF_AGENCY)),
          null);
      agencies.add(
          new Officer(DEPUTY, "Phạm Quốc Việt", "Phó Chủ tịch", City.WARD, Set.of(Role.UNIT_HEAD)),
          null);
      chair = Visitor.of(world, CHAIR);
      deputy = Visitor.of(world, DEPUTY);
    }

    private int orders;

    /** The deputy stands in for the chairwoman today, by an order of its own. */
    void standIn() {
      world
          .get(Agencies.class)
          .add(
              new Delegation(
                  CHAIR,
                  DEPUTY,
                  City.WARD,
                  Role.HEAD_OF_AGENCY,
                  Delegation.Capacity.KT,
                  today(),
                  today(),
                  "QĐ-" + ++orders));
    }

    WorkingCalendar calendar() {
      return world.get(Calendars.class).current(Calendars.VIETNAM);
    }

    LocalDate today() {
      return calendar().dateOf(world.now());
    }

    void daysLater(int days) {
      world.advanceTo(calendar().plusWorkingDays(today(), days).atTime(9, 0).toString());
    }

    DossierCode at(String step) {
      DossierCode code = city.receive(MARITAL_STATUS).code();
      city.workUntil(code, step);
      return code;
    }

    WorkItem item(DossierCode code) {
      return city.dossierItems(code).get(0);
    }

    Dossier dossier(DossierCode code) {
      return world.get(Dossiers.class).get(code);
    }

    String print(DossierCode code, Kind kind) {
      try (var pdf =
          Loader.loadPDF(world.get(DossierPapers.class).print(code, new Sheet(kind, 1)))) {
        return new PDFTextStripper()
            .getText(pdf)
            .replaceAll("\\s+", " ")
            .replace("(Ký, ghi rõ họ tên, đóng dấu) ", "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Scene in(TestDatabase database) {
    return SCENES.computeIfAbsent(database, Scene::new);
  }

  @AfterAll
  static void close() {
    SCENES.values().forEach(scene -> scene.world.close());
  }

  private static final Map<String, String> REFUSE =
      Map.of(
          "outcome",
          "refuse",
          "refusal-reason",
          "Không đủ điều kiện xác nhận",
          "refusal-document",
          "15/TB-UBND");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRefusalBearsTheNameOfWhoeverRefused(TestDatabase database) {
    Scene scene = in(database);
    scene.standIn();
    DossierCode byChair = scene.at("sign_result");
    String path = "/my-work/" + scene.item(byChair).id() + "/complete";
    assertThat(scene.chair.post(path, REFUSE).statusCode()).isEqualTo(302);
    assertThat(scene.print(byChair, Kind.REFUSAL))
        .containsIgnoringCase("Chủ tịch Lê Thu Hà")
        .doesNotContain("Phạm Quốc Việt", "KT.");
    DossierCode byDeputy = scene.at("sign_result");
    path = "/my-work/" + scene.item(byDeputy).id() + "/complete";
    assertThat(scene.deputy.post(path, REFUSE).statusCode()).isEqualTo(302);
    assertThat(scene.print(byDeputy, Kind.REFUSAL))
        .contains("KT. CHỦ TỊCH")
        .containsIgnoringCase("Phó Chủ tịch Phạm Quốc Việt")
        .doesNotContain("Lê Thu Hà");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDelegateSeesTakesAndSignsResultsOnHisDaysOnly(TestDatabase database) {
    Scene scene = in(database);
    scene.standIn();
    DossierCode code = scene.at("sign_result");
    WorkItem item = scene.item(code);
    assertThat(scene.deputy.page("/my-work").body()).contains(item.id());
    assertThat(scene.deputy.api("/api/work-items").body()).contains(item.id());
    assertThat(scene.deputy.post("/my-work/" + item.id() + "/claim", Map.of()).statusCode())
        .isEqualTo(302);
    assertThat(scene.deputy.page("/my-work/" + item.id()).body()).contains("name=\"outcome\"");
    assertThat(
            scene
                .deputy
                .post("/my-work/" + item.id() + "/complete", Map.of("outcome", "done"))
                .statusCode())
        .isEqualTo(302);
    WorkItem seal = scene.item(code);
    Visitor clerk = Visitor.of(scene.world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    assertThat(clerk.page("/my-work/" + seal.id()).body()).doesNotContain("resolution-signer");
    assertThat(
            clerk
                .postApi(
                    "/api/work-items/" + seal.id() + "/complete",
                    """
                    {"outcome": "done", "resolution": {"resultCode": "KQ-1",
                      "resultDocument": "12/XN", "signer": "Người khác"}}
                    """)
                .statusCode())
        .as("nobody names a signer")
        .isEqualTo(400);
    assertThat(
            clerk
                .post(
                    "/my-work/" + seal.id() + "/complete",
                    Map.of(
                        "outcome", "done",
                        "resolution-resultCode", "KQ-1",
                        "resolution-resultDocument", "12/XN"))
                .statusCode())
        .isEqualTo(302);
    assertThat(scene.dossier(code).result().signer())
        .isEqualTo("KT. CHỦ TỊCH, Phó Chủ tịch Phạm Quốc Việt");

    DossierCode later = scene.at("sign_result");
    scene.daysLater(1);
    WorkItem notHis = scene.item(later);
    assertThat(scene.deputy.page("/my-work").body()).doesNotContain(notHis.id());
    assertThat(
            scene
                .deputy
                .postApi("/api/work-items/" + notHis.id() + "/complete", "{\"outcome\": \"done\"}")
                .statusCode())
        .isEqualTo(403);
    scene.city.complete(
        notHis, new Actor.Officer(CHAIR, City.WARD), "done", new StepPayload.Note(""));
    scene.city.workUntil(later, "return_result");
    assertThat(scene.dossier(later).result().signer()).isEqualTo("CHỦ TỊCH Lê Thu Hà");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aStopIsSignedByTheHeadAndAWithdrawalByTheDesk(TestDatabase database) {
    Scene scene = in(database);
    DossierCode stopped = scene.at("appraise_dossier");
    scene.city.complete(
        stopped,
        "appraise_dossier",
        "supplement",
        new StepPayload.SupplementOrder(
            List.of("Giấy tờ gốc"),
            "Bản chụp không đọc được",
            scene.calendar().plusWorkingDays(scene.today(), 1),
            "Điều 17",
            "12/HDHS"));
    scene.daysLater(2);
    WorkItem waiting = scene.item(stopped);
    Map<String, String> stop =
        Map.of(
            "outcome", "stop", "stop-reason", "Người nộp không bổ sung", "stop-document", "TB-14");
    String path = "/my-work/" + waiting.id() + "/complete";
    Visitor desk = Visitor.of(scene.world, City.desk().id());
    assertThat(desk.post(path, stop).statusCode()).isEqualTo(302);
    assertThat(scene.chair.post(path, stop).statusCode()).isEqualTo(302);
    assertThat(scene.print(stopped, Kind.STOP_NOTICE)).containsIgnoringCase("Chủ tịch Lê Thu Hà");

    DossierCode withdrawn = scene.at("appraise_dossier");
    scene.world.get(Dossiers.class).withdraw(withdrawn, "Người nộp đổi ý", City.desk());
    assertThat(scene.print(withdrawn, Kind.STOP_NOTICE))
        .containsIgnoringCase("Công chức Nguyễn Văn desk_officer")
        .doesNotContain("Lê Thu Hà");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRefusalFromBeforeSignaturesWereKeptHasItsOwnOfficer(TestDatabase database) {
    Scene scene = in(database);
    scene.standIn();
    DossierCode code = scene.at("sign_result");
    int no = scene.dossier(code).eventCount() + 1;
    JdbcClient jdbc = scene.world.get(JdbcClient.class);
    jdbc.sql(
            """
            insert into dossier_event (dossier_code, no, kind, at, actor_kind, actor, actor_agency,
              agency, step, state_after, details, received_year)
            select dossier_code, ?, 'REFUSED', at, 'OFFICER', 'chu.tich', ?, null, null, 'REFUSED',
              '{"reason":"Không đủ điều kiện","document":"15/TB"}', received_year
             from dossier_event where dossier_code = ? and no = 1
            """)
        .params(no, City.WARD.value(), code.value())
        .update();
    jdbc.sql("update dossier set state = 'REFUSED', event_count = ? where dossier_code = ?")
        .params(no, code.value())
        .update();
    assertThat(scene.print(code, Kind.REFUSAL))
        .containsIgnoringCase("Chủ tịch Lê Thu Hà")
        .doesNotContain("Phạm Quốc Việt");
  }
}
