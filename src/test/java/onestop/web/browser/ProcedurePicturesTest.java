package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.Catalogue;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pictures of the models as a browser draws them. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class ProcedurePicturesTest {
  private static final OfficerId READER = Objects.requireNonNull(Stage.officer(Role.SPECIALIST));

  /**
   * Texts that leave the picture or the block they name, that lie over another text or over a shape
   * that is not theirs.
   */
  private static final String FAULTS =
      """
      () => {
        const svg = document.querySelector('.model svg'), view = svg.viewBox.baseVal, faults = [];
        const texts = [...svg.querySelectorAll('text')];
        const common = (a, b) => [Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
          Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)];
        const inside = (a, b, rim) => a.x >= b.x + rim && a.y >= b.y && a.x + a.width <= b.x + b.width - rim
          && a.y + a.height <= b.y + b.height;
        const block = (t) => t.closest('.step, .automatic, .wait');
        texts.forEach((text, i) => {
          const box = text.getBBox();
          if (!inside(box, view, 0)) faults.push('outside: ' + text.textContent);
          if (block(text) && !inside(box, block(text).querySelector(':scope > rect').getBBox(), 2)) {
            faults.push('cut: ' + text.textContent);
          }
          texts.slice(i + 1).forEach((other) => {
            const [width, height] = common(box, other.getBBox());
            if (width > 1 && height > 4) faults.push('over: ' + text.textContent + ' / ' + other.textContent);
          });
          if (block(text)) return;
          svg.querySelectorAll('.step > rect, .automatic > rect, .wait > rect, .shape > circle').forEach((shape) => {
            const [width, height] = common(box, shape.getBBox());
            if (width > 1 && height > 3) faults.push('on a shape: ' + text.textContent);
          });
        });
        return faults;
      }
      """;

  private final Stage stage;

  ProcedurePicturesTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void noLabelOfAnyModelIsCutOrLiesOverAnotherInEitherLanguage() {
    List<String> faults = new ArrayList<>();
    for (Locale language : List.of(Languages.VIETNAMESE, Languages.ENGLISH)) {
      try (BrowserContext window = stage.window(READER, language)) {
        Page page = window.newPage();
        for (var procedure : stage.world().get(Catalogue.class).all()) {
          String code = procedure.key().code();
          page.navigate("/procedures/" + code);
          @SuppressWarnings("unchecked")
          List<String> found = (List<String>) page.evaluate(FAULTS);
          found.forEach(fault -> faults.add(code + " " + language + " " + fault));
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void theStepWhereADossierIsIsMarkedAndInSight() {
    DossierCode code = stage.city().receive("1.012783").code();
    stage.city().workUntil(code, "sign_result");
    try (BrowserContext window = stage.window(READER, Languages.VIETNAMESE)) {
      Page page = window.newPage();
      page.navigate("/dossiers/" + code);
      assertThat(page.locator(".model .step.now").getAttribute("data-step"))
          .isEqualTo("sign_result");
      assertThat(page.textContent(".model .step.now")).contains("đang ở đây");
      assertThat(page.locator(".model .step.good").all())
          .extracting(shape -> shape.getAttribute("data-step"))
          .contains("transfer_dossier", "assign_dossier", "appraise_dossier");
      page.waitForFunction("() => document.querySelector('.model').scrollLeft > 0");
      assertThat(
              page.evaluate(
                  """
                  () => {
                    const region = document.querySelector('.model').getBoundingClientRect();
                    const step = document.querySelector('.model .step.now').getBoundingClientRect();
                    return step.left >= region.left && step.right <= region.right && window.scrollY === 0;
                  }
                  """))
          .isEqualTo(true);
    }
  }

  @Test
  void withoutAScriptTheTableSaysItAll() {
    DossierCode code = stage.city().receive("1.012783").code();
    stage.city().workUntil(code, "sign_result");
    try (BrowserContext window =
        stage.window(
            READER,
            Languages.ENGLISH,
            new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = window.newPage();
      page.navigate("/dossiers/" + code);
      page.click("#course summary");
      assertThat(page.innerText("#course [aria-current=step]"))
          .contains("Sign the certificate", "here now");
      assertThat(page.innerText("#course table")).contains("Appraise the land dossier", "done");
    }
  }

  @Test
  void thePageHasNoBarrierWideAndNarrowAndTheArrowKeysScrollThePicture() {
    try (BrowserContext window =
        stage.window(
            READER,
            Languages.VIETNAMESE,
            new Browser.NewContextOptions().setViewportSize(390, 844))) {
      Page page = window.newPage();
      Inspection inspection = new Inspection(page);
      page.navigate("/procedures/1.009994");
      assertThat(inspection.findings()).isEmpty();
      page.focus(".model");
      page.keyboard().press("ArrowRight");
      page.waitForFunction("() => document.querySelector('.model').scrollLeft > 0");
      page.focus(".fit");
      page.keyboard().press("Space");
      page.waitForFunction(
          "() => document.querySelector('.model').scrollWidth <= document.querySelector('.model').clientWidth");
    }
  }
}
