package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.integrity.FsckRuns;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operators' page on a phone, after a check of the evidence. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class OperationsPageTest {
  private final Stage stage;

  OperationsPageTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void theDigestOfTheLastCheckIsNotWiderThanThePage() {
    assertThat(stage.world().get(FsckRuns.class).check().ledgerHead()).hasSizeGreaterThan(40);
    try (BrowserContext window =
        stage.window(
            Objects.requireNonNull(Stage.officer(Role.OPERATOR)),
            Languages.VIETNAMESE,
            new Browser.NewContextOptions().setViewportSize(390, 900))) {
      Page page = window.newPage();
      page.navigate("/operations");
      page.locator("dd.code").waitFor();
      assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
    }
  }
}
