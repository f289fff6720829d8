package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Role;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.procedures.StepForm;
import onestop.testing.City;
import onestop.testing.FilledForm;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.util.HtmlUtils;

/** The register of results: opened by an administrator, numbered by the officers who record. */
@Tag("world")
class RegisterDoorsTest {
  private static final String PROCEDURE = "1.004873";
  private static final String OTHER = "2.000815";
  private static final String PAGE = "/agencies/" + City.WARD + "/registers";
  private static final String API = "/api/v1" + PAGE;

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T08:30");

  private record Scene(World world, City city, Visitor administrator, Visitor clerk) {
    static Scene on(TestDatabase database) {
      World world = SHARED.world(database);
      return new Scene(
          world,
          SHARED.city(database),
          Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id()),
          Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id()));
    }

    HttpResponse<String> keep(String procedure, String pattern, String next) {
      return administrator.post(
          PAGE,
          Map.of("procedure", procedure, "name", "Sổ xác nhận", "pattern", pattern, "next", next));
    }

    WorkItem result() {
      DossierCode code = city.receive(PROCEDURE).code();
      city.workUntil(code, "issue_result");
      return city.dossierItems(code).get(0);
    }

    HttpResponse<String> complete(WorkItem item, String number) {
      Map<String, String> form = new HashMap<>();
      form.put("outcome", "done");
      form.put("resolution-resultCode", "KQ-1");
      form.put("resolution-resultDocument", "12/XN");
      form.put("resolution-registerNumber", number);
      return clerk.post("/my-work/" + item.id() + "/complete", form);
    }

    String handover(WorkItem item) throws IOException {
      Visitor desk = Visitor.of(world, City.desk().id());
      try (PDDocument pdf =
          Loader.loadPDF(desk.file("/dossiers/" + item.dossier().value() + "/handover.pdf"))) {
        return new PDFTextStripper().getText(pdf).replaceAll("[\\s:]+", " ");
      }
    }

    String form(WorkItem item) {
      return html(clerk.page("/my-work/" + item.id()));
    }

    String proposed(WorkItem item) {
      return form(item)
          .replaceAll("(?s).*name=\"resolution-registerNumber\"[^>]*value=\"([^\"]*)\".*", "$1");
    }
  }

  private static String html(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aResultGetsTheNextNumberOfItsRegisterOnce(TestDatabase database) throws Exception {
    Scene scene = Scene.on(database);
    WorkItem first = scene.result();
    assertThat(scene.form(first)).doesNotContain("registerNumber");
    HttpResponse<String> none = scene.complete(first, "1");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(html(none)).contains("Cơ quan chưa mở sổ", "value=\"1\"");

    assertThat(scene.keep(PROCEDURE, "{số}/{năm}/GXN", "7").statusCode()).isEqualTo(302);
    assertThat(html(scene.administrator.page(PAGE))).contains("7/2026/GXN", "{số}/{năm}/GXN");
    assertThat(scene.proposed(first)).isEqualTo("7/2026/GXN");
    assertThat(scene.complete(first, "7/2026/GXN").statusCode()).isEqualTo(302);
    assertThat(html(scene.clerk.page("/dossiers/" + first.dossier().value())))
        .contains("Số đăng ký: 7/2026/GXN");

    scene.city.complete(
        first.dossier(),
        "return_result",
        "done",
        FilledForm.of(StepForm.HANDOVER, LocalDate.of(2026, 3, 2)));
    assertThat(scene.handover(first)).contains("Số đăng ký 7/2026/GXN");

    WorkItem second = scene.result();
    for (String same : List.of("7/2026/GXN", "07/2026/gxn", " 7 / 2026 / GXN ")) {
      HttpResponse<String> taken = scene.complete(second, same);
      assertThat(taken.statusCode()).as(same).isEqualTo(409);
      assertThat(html(taken))
          .as(same)
          .contains("đã cấp cho hồ sơ " + first.dossier().value(), "hãy dùng số 8/2026/GXN");
    }
    HttpResponse<String> problem =
        scene.clerk.call(
            "POST",
            "/api/work-items/" + second.id() + "/complete",
            """
            {"outcome": "done", "resolution": {"resultCode": "KQ-1", "resultDocument": "12/XN",
              "registerNumber": "7/2026/GXN"}}
            """);
    assertThat(problem.statusCode()).isEqualTo(409);
    assertThat(problem.body())
        .contains("desk:number-taken-by", "\"field\":\"registerNumber\"", first.dossier().value());
    assertThat(scene.proposed(second)).as("a refusal takes none").isEqualTo("8/2026/GXN");
    assertThat(scene.complete(second, "9/2026/GXN").statusCode()).isEqualTo(302);
    WorkItem third = scene.result();
    assertThat(scene.proposed(third)).as("no gap").isEqualTo("8/2026/GXN");
    assertThat(scene.clerk.api("/api/work-items/" + third.id() + "/register-number").body())
        .contains("\"number\":\"8/2026/GXN\"", "\"register\":\"Sổ xác nhận\"");
    WorkItem fourth = scene.result();
    assertThat(race(scene, third, fourth, "8/2026/GXN")).containsExactlyInAnyOrder(302, 409);
    assertThat(scene.administrator.api(API).body()).contains("\"proposed\":\"10/2026/GXN\"");
  }

  private static List<Integer> race(Scene scene, WorkItem one, WorkItem other, String number)
      throws Exception {
    scene.clerk.token();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Integer>> calls =
          List.of(
              () -> scene.complete(one, number).statusCode(),
              () -> scene.complete(other, number).statusCode());
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : both.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      both.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void anAdministratorKeepsRegisters(TestDatabase database) {
    Scene scene = Scene.on(database);
    for (String pattern :
        List.of("", "{năm}/GXN", "{số}/{số}", "{số}/{tháng}", "{số}/{năm}/{năm}")) {
      HttpResponse<String> refused = scene.keep(OTHER, pattern, "3");
      assertThat(refused.statusCode()).as(pattern).isEqualTo(400);
      assertThat(html(refused)).as(pattern).contains("Cách ghi số \"", "value=\"3\"");
    }
    for (String next : List.of("", "0", "-1", "x", "99999999")) {
      HttpResponse<String> refused = scene.keep(OTHER, "{số}/GXN", next);
      assertThat(refused.statusCode()).as(next).isEqualTo(400);
      assertThat(html(refused)).as(next).contains("id=\"next-wrong\"", "Sổ xác nhận");
    }
    assertThat(html(scene.keep("", "{số}/GXN", "3"))).contains("Thủ tục: hãy chọn.", "Sổ xác nhận");
    String body = "{\"name\": \"Sổ\", \"pattern\": \"{number}/X\", \"next\": 5}";
    assertThat(scene.administrator.call("PUT", API + "/" + OTHER, body).statusCode())
        .isEqualTo(204);
    assertThat(html(scene.administrator.page(PAGE + "?procedure=" + OTHER)))
        .contains("value=\"{số}/X\"", "value=\"5\"");
    for (String next : List.of("", ", \"next\": 0", ", \"next\": null", ", \"next\": 99999999")) {
      HttpResponse<String> refused =
          scene.administrator.call(
              "PUT",
              API + "/" + OTHER,
              "{\"name\": \"Sổ\", \"pattern\": \"{number}/Y\"" + next + "}");
      assertThat(refused.statusCode()).as(next).isEqualTo(400);
      assertThat(refused.body()).as(next).contains("\"field\":\"next\"");
    }
    assertThat(scene.administrator.call("PUT", API + "/9.999999", body).statusCode())
        .isEqualTo(400);
    assertThat(scene.clerk.page(PAGE).statusCode()).isEqualTo(403);
    assertThat(scene.clerk.call("PUT", API + "/" + OTHER, body).statusCode()).isEqualTo(403);
    assertThat(scene.administrator.post(PAGE + "/" + OTHER + "/remove", Map.of()).statusCode())
        .isEqualTo(302);
    assertThat(scene.administrator.api(API).body()).doesNotContain("{number}/X");
  }
}
