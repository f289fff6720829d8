package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierState;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.procedures.StepForm;
import onestop.testing.City;
import onestop.testing.FilledForm;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.HtmlUtils;

/** The result is handed over through the page: to whom, how, and what became of the receipt. */
@Tag("world")
class HandoverDoorsTest {
  private static final String COPY = "2.000815";
  private static World world;
  private static City city;
  private static Visitor desk;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-04-01T10:00");
    city = City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void handsTheResultToTheApplicantWithoutAnythingFilledIn() throws IOException {
    WorkItem item = returning();
    assertThat(text(desk.page("/my-work/" + item.id())))
        .contains("Người nhận", "Người được ủy quyền", "Giấy tiếp nhận và hẹn trả");
    HttpResponse<String> answer =
        desk.post("/my-work/" + item.id() + "/complete", Map.of("outcome", "done"));
    assertThat(answer.statusCode()).isEqualTo(302);
    String code = item.dossier().value();
    assertThat(text(desk.page("/dossiers/" + code)))
        .contains("Người nộp hồ sơ đã nhận", "Giấy tiếp nhận: Đã thu lại");
    assertThat(pdf("/dossiers/" + code + "/handover.pdf"))
        .contains("GIẤY XÁC NHẬN TRẢ KẾT QUẢ", "Người nộp hồ sơ trực tiếp nhận")
        .contains("Đã thu lại Giấy tiếp nhận", code);
  }

  @Test
  void recordsAProxyAndMasksThePaperOnThePage() throws IOException {
    WorkItem item = returning();
    Map<String, String> form = form("proxy");
    form.put("handover-receiver", "Phạm Văn Thay");
    form.put("handover-receiverPaper", "001190054321");
    form.put("handover-authority", "true");
    form.put("handover-receipt", "lost");
    assertThat(desk.post("/my-work/" + item.id() + "/complete", form).statusCode()).isEqualTo(302);
    String code = item.dossier().value();
    assertThat(text(desk.page("/dossiers/" + code)))
        .contains("Phạm Văn Thay", "•••321", "Báo mất")
        .doesNotContain("001190054321");
    assertThat(pdf("/dossiers/" + code + "/handover.pdf"))
        .contains("Phạm Văn Thay, giấy tờ tùy thân số 001190054321", "báo mất Giấy tiếp nhận");
    assertThat(desk.api("/api/v1/dossiers/" + code + "/handover").body())
        .contains("\"to\":\"PROXY\"", "\"receiver\":\"Phạm Văn Thay\"", "\"receipt\":\"LOST\"");
    assertThat(world.get(Dossiers.class).events(item.dossier()).toString())
        .as("events name nobody")
        .doesNotContain("Phạm Văn Thay", "001190054321");
  }

  @Test
  void recordsAParcel() {
    WorkItem item = returning();
    Map<String, String> form = form("post");
    form.put("handover-address", "Số 5 ngõ 7 Văn Miếu");
    form.put("handover-parcel", "EB123456789VN");
    form.put("handover-receipt", "kept");
    assertThat(desk.post("/my-work/" + item.id() + "/complete", form).statusCode()).isEqualTo(302);
    assertThat(text(desk.page("/dossiers/" + item.dossier().value())))
        .contains("Đã gửi qua bưu chính", "EB123456789VN", "Số 5 ngõ 7 Văn Miếu");
  }

  @ParameterizedTest
  @CsvSource({
    "proxy,receiver,Hãy điền trường này",
    "proxy,receiverPaper,Hãy điền trường này",
    "proxy,authority,Hãy xem rồi đánh dấu ô này",
    "post,address,Hãy điền trường này",
    "post,parcel,Hãy điền trường này",
    "nobody,to,Hãy chọn một mục trong danh sách",
  })
  void refusesWhatIsNotWhole(String to, String lacking, String sentence) {
    WorkItem item = returning();
    Map<String, String> form = form(to);
    form.put("handover-receiver", "Phạm Văn Thay");
    form.put("handover-receiverPaper", "001190054321");
    form.put("handover-authority", "true");
    form.put("handover-address", "Số 5 ngõ 7");
    form.put("handover-parcel", "EB1");
    if (!lacking.equals("to")) {
      form.put("handover-" + lacking, " ");
    }
    HttpResponse<String> answer = desk.post("/my-work/" + item.id() + "/complete", form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer))
        .containsPattern("id=\"handover-" + lacking + "-wrong\">[^<]*" + sentence);
    assertThat(world.get(Dossiers.class).get(item.dossier()).state())
        .isEqualTo(DossierState.RESOLVED);
  }

  @Test
  void takesTheSameFormThroughTheApi() {
    WorkItem item = returning();
    String path = "/api/work-items/" + item.id() + "/complete";
    HttpResponse<String> lacking =
        desk.apiPost(
            path, "application/json", "{\"outcome\": \"done\", \"handover\": {\"to\": \"post\"}}");
    assertThat(lacking.statusCode()).isEqualTo(400);
    assertThat(lacking.body()).contains("handover.parcel");
    HttpResponse<String> right =
        desk.apiPost(
            path,
            "application/json",
            """
            {"outcome": "done", "handover": {"to": "proxy", "receiver": "Phạm Văn Thay",
             "receiverPaper": "001190054321", "authority": true}}
            """);
    assertThat(right.statusCode()).as(right.body()).isLessThan(300);
    assertThat(desk.api("/api/v1/dossiers/" + item.dossier().value() + "/handover").body())
        .contains("\"authority\":true");
  }

  @Test
  void warnsOfAFeeThatIsOwedAndLetsTheResultGo() {
    WorkItem item = returning();
    String code = item.dossier().value();
    HttpResponse<String> charged =
        desk.apiPost(
            "/api/v1/dossiers/" + code + "/fees",
            "application/json",
            "{\"amount\": 4000, \"rate\": \"pages\"}");
    assertThat(charged.statusCode()).as(charged.body()).isEqualTo(201);
    assertThat(text(desk.page("/my-work/" + item.id())))
        .contains("Hồ sơ còn nợ 4.000 đ phí, lệ phí");
    assertThat(
            desk.post("/my-work/" + item.id() + "/complete", Map.of("outcome", "done"))
                .statusCode())
        .isEqualTo(302);
  }

  /** A dossier whose result waits at the desk. */
  private static WorkItem returning() {
    DossierCode code = city.receive(COPY).code();
    for (int i = 0; i < 15; i++) {
      List<WorkItem> items = world.get(WorkItems.class).of(code);
      WorkItem item = items.get(0);
      if (item.step().equals("return_result")) {
        return item;
      }
      StepForm form = StepForm.of(item, item.normalOutcome());
      city.complete(
          code,
          item.step(),
          item.normalOutcome(),
          FilledForm.of(form, world.now().atZone(World.HANOI).toLocalDate()));
    }
    throw new AssertionError(code + " does not come to its result");
  }

  private static Map<String, String> form(String to) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("outcome", "done");
    form.put("handover-to", to);
    return form;
  }

  private static String text(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }

  private static String pdf(String path) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(desk.file(path))) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }
}
