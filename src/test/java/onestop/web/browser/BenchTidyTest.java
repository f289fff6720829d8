package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the bench draws by itself: templates in a clear layout, and ids that follow names. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class BenchTidyTest {
  private static final OfficerId DESIGNER = Objects.requireNonNull(Stage.officer(Role.DESIGNER));

  /**
   * Shapes and names that lie over one another, flows that are slanted, that cross each other or
   * that run through a shape or a name.
   */
  private static final String FAULTS =
      """
      () => {
        const all = window.onestopBench.modeler.get('elementRegistry').filter(e => e.parent);
        const shapes = all.filter(e => !e.waypoints && !['label', 'bpmn:BoundaryEvent', 'bpmn:SubProcess'].includes(e.type));
        const labels = all.filter(e => e.type === 'label');
        const faults = [];
        const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
        const inner = s => ({ x: s.x + 1, y: s.y + 1, width: s.width - 2, height: s.height - 2 });
        const solid = [...shapes, ...labels];
        solid.forEach((a, i) => solid.slice(i + 1).filter(b => meet(inner(a), inner(b))).forEach(b => faults.push(a.id + ' / ' + b.id)));
        const parts = all.filter(e => e.waypoints).flatMap(line => line.waypoints.slice(1).map((to, i) => {
          const from = line.waypoints[i];
          return { line, x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
        }));
        parts.forEach((part, i) => {
          if (part.width > 1 && part.height > 1) faults.push('slanted ' + part.line.id);
          solid.filter(s => s !== part.line.source && s !== part.line.target && meet(inner(s), part)).forEach(s => faults.push(part.line.id + ' through ' + s.id));
          parts.slice(i + 1).filter(b => b.line !== part.line).forEach(b => {
            const [h, v] = part.height <= 1 && b.width <= 1 ? [part, b] : b.height <= 1 && part.width <= 1 ? [b, part] : [null, null];
            if (h && v.x > h.x + 1 && v.x < h.x + h.width - 1 && h.y > v.y + 1 && h.y < v.y + v.height - 1) faults.push(h.line.id + ' x ' + v.line.id);
          });
        });
        return faults;
      }
      """;

  private final Stage stage;

  BenchTidyTest(Stage stage) {
    this.stage = stage;
  }

  private BrowserContext window() {
    return stage.window(
        DESIGNER, Languages.VIETNAMESE, new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  private static void begin(Page page, String process) {
    page.navigate("/bench");
    page.fill("#new-name", "Thủ tục thử");
    page.fill("#new-process", process);
    page.click("form:has(#new-name) button");
    page.waitForSelector("[data-bench][data-ready=yes]");
  }

  private static void after(Page page, String step, String template) {
    int before = checks(page);
    if (!step.isEmpty()) {
      page.selectOption("[data-bench-element]", step);
    }
    page.click("[data-template=" + template + "]");
    waitForCheck(page, before + 1);
    assertThat(page.locator("[data-bench-alert]").isVisible()).as(template).isFalse();
    assertThat(found(page)).as(template).isEmpty();
    assertThat((List<?>) page.evaluate(FAULTS)).as(template).isEmpty();
  }

  private static void rename(Page page, String step, String id) {
    page.selectOption("[data-bench-element]", step);
    page.fill("#p-id", id);
    page.press("#p-id", "Tab");
  }

  private static int checks(Page page) {
    return Integer.parseInt(
        String.valueOf(
            page.evaluate("() => document.querySelector('[data-bench]').dataset.checked || '0'")));
  }

  private static void waitForCheck(Page page, int checks) {
    page.waitForFunction(
        "n => Number(document.querySelector('[data-bench]').dataset.checked || 0) >= n", checks);
  }

  private static List<String> found(Page page) {
    return page.locator("[data-bench-findings] > li").allInnerTexts();
  }

  private static String xml(Page page) {
    return String.valueOf(
        page.evaluate("async () => (await window.onestopBench.modeler.saveXML()).xml"));
  }

  private static String positions(Page page) {
    return String.valueOf(
        page.evaluate(
            "() => window.onestopBench.modeler.get('elementRegistry').filter(e => e.type !=="
                + " 'label' && !e.waypoints && e.parent).map(e => e.id + ' ' + e.x + ' ' +"
                + " e.y).join()"));
  }

  @Test
  void theTemplatesOfAProcedureStandClearOfEachOther() {
    try (BrowserContext window = window()) {
      Page page = window.newPage();
      begin(page, "try_procedure");
      after(page, "", "frame");
      after(page, "appraise_dossier", "supplement");
      after(page, "appraise_dossier", "signature");
      after(page, "start_work", "assignment");
      after(page, "appraise_dossier", "posting");
      after(page, "appraise_dossier", "verify");
      after(page, "appraise_dossier", "finance");
      after(page, "assign_dossier", "mirror");
    }
  }

  @Test
  void theFrameOfAPartReturnsNothingAndLinkedPartsTakeTheirNamesAlong() {
    try (BrowserContext window = window()) {
      Page page = window.newPage();
      begin(page, "try_part");
      after(page, "", "frame-part");
      assertThat(xml(page)).doesNotContain("return_result");
      after(page, "appraise_dossier", "linked");
      after(page, "split_legs", "leg");
      int before = checks(page);
      rename(page, "open_leg_part", "open_leg_identity");
      waitForCheck(page, before + 1);
      assertThat(xml(page))
          .contains(
              "id=\"await_leg_identity\"",
              "name=\"leg_finished_identity\"",
              "id=\"flow_open_leg_identity_to_await_leg_identity\"",
              "id=\"open_leg_identity_di\"")
          .doesNotContain("leg_part");
      after(page, "split_legs", "leg");
      after(page, "issue_result", "refusal");
    }
  }

  @Test
  void whatWasMovedByHandStaysUntilTheDrawingIsTidiedUp() {
    try (BrowserContext window = window()) {
      Page page = window.newPage();
      begin(page, "try_tidy");
      after(page, "", "frame");
      after(page, "appraise_dossier", "supplement");
      String tidy = positions(page);
      page.evaluate(
          "() => { const m = window.onestopBench.modeler;"
              + " m.get('modeling').moveElements([m.get('elementRegistry').get('issue_result')], {"
              + " x: 37, y: 21 }); }");
      String moved = positions(page);
      page.selectOption("[data-bench-element]", "record_resolution");
      page.click("[data-template=work]");
      assertThat(positions(page)).contains(at(moved, "issue_result"));
      page.click("[data-do=undo]");
      page.click("[data-do=tidy]");
      assertThat(positions(page)).isEqualTo(tidy);
      assertThat((List<?>) page.evaluate(FAULTS)).isEmpty();
      page.click("[data-do=undo]");
      assertThat(positions(page)).isEqualTo(moved);
    }
  }

  private static String at(String positions, String step) {
    return List.of(positions.split(",")).stream()
        .filter(one -> one.startsWith(step + " "))
        .findFirst()
        .orElseThrow();
  }
}
