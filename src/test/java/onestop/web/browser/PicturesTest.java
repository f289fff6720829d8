package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Draws the pictures of README and guides, {@code docs/pictures}, from a running demo city. Only
 * when asked: {@code ONESTOP_PICTURES} is the city's address, such as {@code
 * http://localhost:8080}.
 */
@Tag("browser")
@EnabledIfEnvironmentVariable(named = PicturesTest.ASKED, matches = "http.*")
class PicturesTest {
  static final String ASKED = "ONESTOP_PICTURES";

  private static final Path FOLDER = Path.of("docs", "pictures");
  private static final int LARGEST = 120 * 1024;

  @ParameterizedTest
  @CsvSource({
    "first-page, songto.chutich, /, ''",
    "work, songto.chuyenvien, /my-work?tab=unit, table.work a[data-item]",
    "receive, songto.motcua, /receive/2.000815, ''",
    "board, songto.chutich, /board, ''",
    "letter, songto.chutich, /letters?state=issued, main td a.code",
    "late-dossier, songto.chutich, /dossiers?lateness=open-overdue&side=resolving, main td a.code",
    "hearing, thanhpho.kiemtra, /audit/hearing, ''",
    "operations, thanhpho.vanhanh, /operations, ''"
  })
  void areDrawnFromTheDemoCity(String name, String login, String path, String press)
      throws IOException {
    String city = Objects.requireNonNull(System.getenv(ASKED));
    Chromium chromium = new Chromium(Chromium.installed().orElseThrow());
    try (BrowserContext window =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setBaseURL(city).setViewportSize(1280, 860))) {
      Page page = window.newPage();
      page.navigate("/login");
      page.fill("[name=username]", login);
      page.fill("[name=password]", "motcua-demo");
      page.press("[name=password]", "Enter");
      page.waitForURL(city + "/");
      page.navigate(path);
      if (!press.isEmpty()) {
        page.locator(press).first().click();
        page.waitForLoadState();
        if (name.equals("work")) {
          page.locator(".beside.open [data-panel-body]:not([aria-busy])").waitFor();
        }
      }
      assertThat(page.locator("main > .door").count()).as("%s is no error", page.url()).isZero();
      page.evaluate(
          "() => { scrollTo({ top: 0, behavior: 'instant' }); return document.fonts.ready; }");
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
      byte[] small = SmallPng.of(picture);
      assertThat(small.length).as("bytes of %s", name).isLessThan(LARGEST);
      Files.write(FOLDER.resolve(name + ".png"), small);
    } finally {
      chromium.close();
    }
  }
}
