package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.testing.City;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The editor of models in a real browser, as a designer uses it. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class BenchTest {
  private static final OfficerId DESIGNER = Objects.requireNonNull(Stage.officer(Role.DESIGNER));
  private static final String MODEL = "birth_registration";

  /**
   * Steps, gateways and events that lie over one another or over the border of the work, and flows
   * that run through a step.
   */
  private static final String OVERLAPS =
      """
      () => {
        const all = window.onestopBench.modeler.get('elementRegistry').filter(e => e.parent && e.type !== 'label');
        const shapes = all.filter(e => !e.waypoints && e.type !== 'bpmn:BoundaryEvent');
        const faults = [];
        const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
        shapes.forEach((a, i) => shapes.slice(i + 1).forEach(b => {
          if (a.parent !== b && b.parent !== a && meet(a, b)) faults.push(a.id + ' / ' + b.id);
        }));
        all.filter(e => e.waypoints).forEach(line => line.waypoints.slice(1).forEach((to, i) => {
          const from = line.waypoints[i];
          const box = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
          shapes.filter(s => s !== line.source && s !== line.target && s.type !== 'bpmn:SubProcess')
            .filter(s => meet({ x: s.x + 1, y: s.y + 1, width: s.width - 2, height: s.height - 2 }, box))
            .forEach(s => faults.push(line.id + ' ' + line.source.id + ' → ' + line.target.id + ' through ' + s.id));
        }));
        return faults;
      }
      """;

  private final Stage stage;

  BenchTest(Stage stage) {
    this.stage = stage;
  }

  private BrowserContext window(Locale language) {
    return stage.window(
        DESIGNER, language, new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  /** Opens a model and waits until the first check is on the page. */
  private static void open(Page page, String path) {
    page.navigate(path);
    page.waitForSelector("[data-bench][data-ready=yes]");
  }

  private static void waitForCheck(Page page, int checks) {
    page.waitForFunction(
        "n => Number(document.querySelector('[data-bench]').dataset.checked || 0) >= n", checks);
  }

  private static int checks(Page page) {
    return ((Number)
            page.evaluate(
                "() => Number(document.querySelector('[data-bench]').dataset.checked || 0)"))
        .intValue();
  }

  @Test
  void theEditorHasNoBarrierInEitherLanguageWideAndNarrow() {
    for (Locale language : List.of(Languages.VIETNAMESE, Languages.ENGLISH)) {
      try (BrowserContext window = window(language)) {
        Page page = window.newPage();
        Inspection inspection = new Inspection(page);
        open(page, "/bench/marriage_registration");
        page.click(".djs-element[data-element-id=appraise_dossier]");
        assertThat(inspection.findings()).isEmpty();
        page.setViewportSize(390, 844);
        assertThat(page.locator(".bench-small svg").isVisible()).isTrue();
        assertThat(page.locator("[data-bench]").isVisible()).isFalse();
      }
    }
  }

  /** Chooses an element in the list beside the canvas, as a keyboard does. */
  private static void choose(Page page, String element) {
    page.selectOption("[data-bench-element]", element);
  }

  private static void insert(Page page, String template) {
    int before = checks(page);
    page.click("[data-template=" + template + "]");
    waitForCheck(page, before + 1);
    assertThat(page.locator("[data-bench-alert]").isVisible()).as(template).isFalse();
  }

  private static List<String> found(Page page) {
    return page.locator("[data-bench-findings] > li").all().stream()
        .map(
            line ->
                line.getAttribute("data-code")
                    + " "
                    + line.getAttribute("data-element")
                    + " "
                    + line.innerText())
        .toList();
  }

  private void begin(Page page, String process, String name) {
    page.navigate("/bench");
    page.fill("#new-name", name);
    page.fill("#new-process", process);
    page.click("form:has(#new-name) button");
    page.waitForSelector("[data-bench][data-ready=yes]");
  }

  @Test
  void everyTemplateIsDrawnWithoutAFindingAndWithoutAnOverlap() {
    try (BrowserContext window = window(Languages.VIETNAMESE)) {
      Page page = window.newPage();
      Inspection inspection = new Inspection(page);
      begin(page, "try_templates", "Thủ tục thử mẫu");
      insert(page, "frame");
      assertThat(found(page)).as("frame").isEmpty();
      for (String template :
          List.of("work", "approval", "consult", "legs", "supplement", "finance", "extension")) {
        choose(page, "appraise_dossier");
        insert(page, template);
        assertThat(found(page)).as(template).isEmpty();
        assertThat((List<?>) page.evaluate(OVERLAPS)).as(template).isEmpty();
      }
      assertThat(inspection.findings()).isEmpty();
    }
  }

  @Test
  void aFindingIsMarkedWhileDrawingAndMendedByOneClick() {
    try (BrowserContext window = window(Languages.VIETNAMESE)) {
      Page page = window.newPage();
      open(page, "/bench/certified_copy");
      choose(page, "appraise_dossier");
      assertThat(page.inputValue("#p-allotment")).isNotEmpty();
      String element = page.inputValue("[data-bench-element]");
      page.fill("#p-allotment", "hai ngày");
      page.press("#p-allotment", "Tab");
      waitForCheck(page, 1);
      assertThat(found(page))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("L006 " + element)
          .contains("hai ngày");
      assertThat(page.locator(".djs-overlay .bench-sign").count()).isEqualTo(1);
      assertThat(page.getAttribute("[data-bench-findings] a", "href"))
          .isEqualTo("/guides/designer#task");
      page.click("[data-do=undo]");
      waitForCheck(page, 2);
      assertThat(found(page)).isEmpty();

      choose(page, "record_resolution");
      page.evaluate(
          "() => { const m = window.onestopBench.modeler;"
              + " m.get('modeling').updateProperties(m.get('elementRegistry').get('record_resolution'),"
              + " { 'camunda:delegateExpression': undefined }); }");
      waitForCheck(page, 3);
      assertThat(found(page)).hasSize(1).first().asString().startsWith("L012 record_resolution");
      page.click("[data-fix=L012]");
      waitForCheck(page, 4);
      assertThat(found(page)).isEmpty();
    }
  }

  @Test
  void whatWasDrawnIsThereAgainAndAnotherWindowDoesNotWriteOverIt() {
    try (BrowserContext window = window(Languages.ENGLISH)) {
      Page first = window.newPage();
      Page second = window.newPage();
      open(first, "/bench/register_extract");
      open(second, "/bench/register_extract");
      choose(first, "record_return");
      first.fill("#p-name", "Ghi nhận đã giao");
      first.press("#p-name", "Tab");
      waitForCheck(first, 1);
      choose(second, "record_return");
      second.fill("#p-name", "Ghi nhận khác");
      second.press("#p-name", "Tab");
      waitForCheck(second, 1);
      assertThat(second.innerText("[data-bench-alert]")).contains("changed in another window");
      open(first, "/bench/register_extract");
      assertThat(first.innerText("main")).contains("your unsaved drawing");
      choose(first, "record_return");
      assertThat(first.inputValue("#p-name")).isEqualTo("Ghi nhận đã giao");
      Inspection inspection = new Inspection(first);
      first.navigate("/bench");
      assertThat(first.innerText("main")).contains("Go on drawing");
      assertThat(inspection.findings()).isEmpty();
      first.navigate("/bench/register_extract?version=1");
      assertThat(first.innerText("main")).contains("You have an unsaved drawing");
      assertThat(inspection.findings()).isEmpty();
      first.click("form[action$=discard] button");
      first.waitForSelector("[data-bench][data-ready=yes]");
      choose(first, "record_return");
      assertThat(first.inputValue("#p-name")).isEqualTo("Ghi nhận đã trả");
    }
  }

  @Test
  void aVersionSavedMeanwhileIsShownBesideOnesOwn() {
    try (BrowserContext window = window(Languages.VIETNAMESE)) {
      Page page = window.newPage();
      open(page, "/bench/household_business");
      choose(page, "sign_result");
      page.fill("#p-allotment", "1wd");
      page.press("#p-allotment", "Tab");
      waitForCheck(page, 1);
      Models models = stage.world().get(Models.class);
      models.draft(
          "household_business.bpmn",
          models.bytes("household_business", 1),
          City.desk(),
          "Bản của người khác");
      page.fill("#bench-reason", "Thêm giờ cho bước ký");
      page.click("[data-bench-save] button");
      page.waitForSelector("[data-bench-alert] [data-beside]:visible");
      assertThat(page.innerText("[data-bench-alert]"))
          .contains("Phiên bản 2", "Bản của người khác", "đổi: bước của cán bộ");
      assertThat(versions("household_business")).hasSize(2);
      page.click("[data-beside]");
      page.waitForURL("**/bench/household_business/versions/3");
      assertThat(page.innerText("#difference")).contains("Thời gian cho bước", "1 ngày làm việc");
    }
  }

  @Test
  void hostileFilesAreRefusedWithASentenceAndTheDrawingStays() {
    String bomb =
        "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
            + "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>&b;</definitions>";
    String many =
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
            + "<message/>".repeat(10_001)
            + "</definitions>";
    String shipped =
        new String(
            stage.world().get(Models.class).bytes("permanent_residence", 1),
            StandardCharsets.UTF_8);
    try (BrowserContext window = window(Languages.ENGLISH)) {
      Page page = window.newPage();
      Inspection inspection = new Inspection(page);
      open(page, "/bench/permanent_residence");
      refused(page, bomb, "not a valid BPMN 2.0 model");
      refused(page, many, "more than 10000 elements");
      refused(page, "x".repeat(2_000_001), "larger than 2 MB");
      refused(page, "not XML", "not a valid BPMN 2.0 model");
      choose(page, "sign_result");
      assertThat(page.inputValue("#p-name")).isNotEmpty();
      upload(page, shipped.replace("Ký ", "Duyệt, ký "));
      waitForCheck(page, 1);
      choose(page, "sign_result");
      assertThat(page.inputValue("#p-name")).startsWith("Duyệt, ký ");
      upload(
          page,
          shipped.replaceFirst(
              "<bpmn:userTask ",
              "<bpmn:scriptTask id=\"run_code\""
                  + " scriptFormat=\"groovy\"><bpmn:script>1</bpmn:script></bpmn:scriptTask><bpmn:userTask"
                  + " "));
      waitForCheck(page, 2);
      assertThat(found(page)).anyMatch(line -> line.startsWith("L010 run_code"));
      assertThat(inspection.findings()).isEmpty();
    }
  }

  private static void upload(Page page, String text) {
    page.setInputFiles(
        "#bench-file",
        new FilePayload("drawn.bpmn", "application/xml", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void refused(Page page, String file, String sentence) {
    upload(page, file);
    page.locator("[data-bench-alert]", new Page.LocatorOptions().setHasText(sentence)).waitFor();
  }

  private List<ModelVersion> versions(String model) {
    return stage.world().get(Models.class).of(model);
  }

  @Test
  void aShippedModelIsOpenedMovedAndSavedAsADraft() {
    try (BrowserContext window = window(Languages.VIETNAMESE)) {
      Page page = window.newPage();
      Inspection inspection = new Inspection(page);
      open(page, "/bench/" + MODEL);
      assertThat(page.innerText("[data-bench-count]")).isEqualTo("Không có gì phải sửa");
      assertThat(page.locator(".bjs-powered-by").isVisible()).isTrue();
      choose(page, "sign_result");
      var step = page.locator(".djs-element[data-element-id=sign_result]").boundingBox();
      page.mouse().move(step.x + step.width / 2, step.y + step.height / 2);
      page.mouse().down();
      page.mouse().move(step.x + step.width / 2 + 30, step.y + step.height / 2 + 30);
      page.mouse().move(step.x + step.width / 2 + 40, step.y + step.height / 2 + 40);
      page.mouse().up();
      waitForCheck(page, 1);
      page.fill("#bench-reason", "Dời bước ký cho dễ nhìn");
      page.click("[data-bench-save] button");
      page.waitForURL("**/bench/" + MODEL + "/versions/2");
      assertThat(page.innerText("#difference"))
          .contains("Chỉ đổi vị trí")
          .contains("Ký giấy khai sinh");
      assertThat(inspection.findings()).isEmpty();
    }
    ModelVersion draft = versions(MODEL).get(1);
    assertThat(draft.reason()).isEqualTo("Dời bước ký cho dễ nhìn");
    assertThat(draft.author().name()).isEqualTo(DESIGNER.value());
    assertThat(new String(stage.world().get(Models.class).bytes(MODEL, 2), StandardCharsets.UTF_8))
        .contains("Ký giấy khai sinh");
  }
}
