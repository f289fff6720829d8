package onestop.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.files.FileHash;
import onestop.kernel.DossierCode;
import onestop.testing.Scans;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A large file over a line that breaks: what has arrived is not sent again. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class ResumedUploadTest {
  private static final int PART = 256 * 1024;
  private static final Pattern PARTS = Pattern.compile(".*/files/uploads/\\w+\\?offset=\\d+");

  private final List<String> sent = new ArrayList<>();

  /** Cuts the line of that window when a part with that offset is about to be sent. */
  private void cutAt(BrowserContext window, Page page, int offset) {
    page.route(
        PARTS,
        route -> {
          Request request = route.request();
          if (request.url().endsWith("offset=" + offset)) {
            window.setOffline(true);
            route.abort("connectionreset");
          } else {
            sent.add(request.url().replaceFirst(".*offset=", ""));
            route.resume();
          }
        });
  }

  private void mended(BrowserContext window, Page page) {
    page.unroute(PARTS);
    page.onRequest(
        request -> {
          if (PARTS.matcher(request.url()).matches()) {
            sent.add(request.url().replaceFirst(".*offset=", ""));
          }
        });
    window.setOffline(false);
  }

  private static void choose(Page page, byte[] bytes) {
    page.locator("#handed-files")
        .setInputFiles(new FilePayload("bản vẽ.pdf", "application/pdf", bytes));
    page.locator("#handed-paper").selectOption("original");
    page.locator("form[action$='/files/add'] button").first().click();
  }

  private static Page files(BrowserContext window, DossierCode code) {
    Page page = window.newPage();
    page.navigate("/dossiers/" + code + "/files");
    page.locator("#handed details.act summary").last().click();
    return page;
  }

  private static HandedFile only(Stage stage, DossierCode code) {
    List<HandedFile> files = stage.world().get(HandedFiles.class).of(code);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  @Test
  void goesOnByItselfWhenTheLineIsBack(Stage stage) {
    DossierCode code = stage.city().receive("2.000815").code();
    byte[] bytes = Scans.pdfOf(4 * PART);
    try (BrowserContext window =
        stage.window(Stage.officer(Role.DESK_OFFICER), Languages.VIETNAMESE)) {
      Page page = files(window, code);
      cutAt(window, page, 2 * PART);
      choose(page, bytes);
      assertThat(page.locator("[data-progress]").first()).containsText("Đã nhận 50 %");
      assertThat(new Inspection(page).findings()).isEmpty();
      mended(window, page);
      assertThat(page.locator("#handed [data-said]")).containsText("1");
      assertThat(page.locator("[data-files]")).containsText("bản vẽ.pdf");
    }
    assertThat(sent).containsExactly("0", "" + PART, "" + 2 * PART, "" + 3 * PART);
    assertThat(only(stage, code).file().sha256()).isEqualTo(FileHash.of(bytes));
  }

  @Test
  void goesOnAfterAReloadWhenTheSameFileIsChosenAgain(Stage stage) {
    DossierCode code = stage.city().receive("2.000815").code();
    byte[] bytes = Scans.pdfOf(4 * PART - 7);
    try (BrowserContext window =
        stage.window(Stage.officer(Role.DESK_OFFICER), Languages.VIETNAMESE)) {
      Page page = files(window, code);
      cutAt(window, page, 3 * PART);
      choose(page, bytes);
      assertThat(page.locator("[data-progress]").first()).containsText("Đã nhận 75 %");
      page.close();
      window.setOffline(false);
      sent.clear();
      Page fresh = files(window, code);
      fresh.onRequest(
          request -> {
            if (PARTS.matcher(request.url()).matches()) {
              sent.add(request.url().replaceFirst(".*offset=", ""));
            }
          });
      choose(fresh, bytes);
      assertThat(fresh.locator("#handed [data-said]")).containsText("1");
      assertThat(fresh.locator("[data-unfinished]")).hasCount(0);
    }
    assertThat(sent).containsExactly("" + 3 * PART);
    assertThat(only(stage, code).file().sha256()).isEqualTo(FileHash.of(bytes));
  }
}
