package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.models.ModelState;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.testing.City;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scenarios of a version in a real browser: written, corrected, run, read, and published. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class TrialTest {
  private static final OfficerId DESIGNER = Objects.requireNonNull(Stage.officer(Role.DESIGNER));
  private static final OfficerId SECOND = Objects.requireNonNull(Stage.officer(Role.ADMINISTRATOR));
  private static final String MODEL = "certified_copy";
  private static final double LONGEST = 240_000;

  private final Stage stage;

  TrialTest(Stage stage) {
    this.stage = stage;
  }

  private BrowserContext window(OfficerId who, Locale language) {
    return stage.window(who, language, new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  private ModelVersion draft() {
    Models models = stage.world().get(Models.class);
    String shipped = new String(models.bytes(MODEL, 1), StandardCharsets.UTF_8);
    String changed =
        shipped.replaceFirst("(<bpmn:process [^>]*name=\")[^\"]+\"", "$1Chứng thực, mới\"");
    return models.draft(
        MODEL + ".bpmn",
        changed.getBytes(StandardCharsets.UTF_8),
        City.officer(City.WARD, Role.SPECIALIST),
        "thử");
  }

  private static void waitForResult(Page page) {
    page.waitForSelector("#trial[data-await]");
    page.waitForSelector(
        "#trial:not([data-await])", new Page.WaitForSelectorOptions().setTimeout(LONGEST));
  }

  @Test
  void whatWasNeverTakenIsMarkedAndKeepsTheVersionFromBeingPublished() {
    ModelVersion draft = draft();
    String path = "/bench/" + MODEL + "/versions/" + draft.version();
    try (BrowserContext window = window(DESIGNER, Languages.ENGLISH)) {
      Page page = window.newPage();
      Inspection inspection = new Inspection(page);
      page.navigate(path);
      page.click("text=Write the scenarios");
      String shipped = page.inputValue("#scenarios-text");
      String one =
          """
          procedure: "2.000815"
          scenarios:
            - name: {vi: "Không ai làm", en: "Nobody acts"}
              received: 2026-02-12T08:00
              pace: %s
              expect: {state: RECEIVED}
          """;
      page.fill("#scenarios-text", one.formatted("soon"));
      page.click("text=Save the scenarios");
      assertThat(page.locator("#wrong").innerText()).contains("Line 5", "scenarios[0].pace");
      assertThat(page.inputValue("#scenarios-text")).isEqualTo(one.formatted("soon"));
      assertThat(inspection.findings())
          .as("the text with its faults")
          .allMatch(found -> found.contains("400"));
      page.fill("#scenarios-text", one.formatted("never"));
      page.click("text=Save the scenarios");
      page.click("text=Run the scenarios");
      waitForResult(page);
      assertThat(page.locator("#trial .chip.good").count()).as("the scenario holds").isEqualTo(1);
      int missed = page.locator(".model polyline.missed").count();
      assertThat(missed).isPositive();
      assertThat(page.locator("#trial").innerText()).contains("No scenario took these");
      assertThat(page.locator("#trial a:has-text('PDF')").count()).isPositive();
      assertThat(inspection.findings()).as("with flows that were missed").isEmpty();

      page.click("text=Write the scenarios");
      page.fill("#scenarios-text", shipped);
      page.click("text=Save the scenarios");
      page.click("text=Check and submit");
      waitForResult(page);
      assertThat(page.locator(".model polyline.missed").count()).isZero();
      assertThat(page.locator("#trial").innerText())
          .contains("Every scenario comes out as written");
      assertThat(inspection.findings()).as("a trial that holds").isEmpty();
    }
    try (BrowserContext window = window(SECOND, Languages.VIETNAMESE)) {
      Page page = window.newPage();
      page.navigate(path);
      assertThat(new Inspection(page).findings()).as("in Vietnamese").isEmpty();
      page.fill("#reason-publish", "QĐ 12/2026");
      page.click("button:has-text('Đưa vào áp dụng')");
      page.waitForSelector(".notice.good");
      assertThat(stage.world().get(Models.class).of(MODEL).get(draft.version() - 1).state())
          .isEqualTo(ModelState.PUBLISHED);
    }
  }
}
