package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.OfficerId;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The line to the server is cut while somebody works: nothing typed is lost, nothing else is done.
 */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class LostConnectionTest {
  private static final String COPY = "2.000815";

  private final Stage stage;

  LostConnectionTest(Stage stage) {
    this.stage = stage;
  }

  private BrowserContext window(Role role) {
    OfficerId officer = Objects.requireNonNull(Stage.officer(role));
    return stage.window(officer, Languages.VIETNAMESE);
  }

  private static void isHidden(Locator notice) {
    notice.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  @Test
  void theCounterKeepsItsPageAndSendsItWhenTheLineIsBack() {
    try (BrowserContext window = window(Role.DESK_OFFICER)) {
      Page page = window.newPage();
      page.navigate("/receive/" + COPY);
      Locator name = page.locator("form#typed [name=name]");
      Locator send = page.locator("form#typed button[name=act][value=receive]");
      Locator cut = page.locator("[data-cut]");
      name.fill("Lý Văn Tài");
      window.setOffline(true);
      send.click();
      cut.waitFor();
      assertThat(cut.textContent()).contains("vẫn còn trên trang");
      assertThat(name.inputValue()).isEqualTo("Lý Văn Tài");
      window.setOffline(false);
      isHidden(cut);
      send.click();
      page.locator("main .notice.bad").first().waitFor();
      assertThat(name.inputValue()).isEqualTo("Lý Văn Tài");
    }
  }

  /**
   * The server is away though the line is not; the act beside the list is not turned into another.
   */
  @Test
  void anActBesideTheListIsKeptAndSentAgain() {
    WorkItem item = stage.city().dossierItems(stage.city().receive(COPY).code()).get(0);
    try (BrowserContext window = window(Role.SPECIALIST)) {
      Page page = window.newPage();
      page.navigate("/my-work?tab=unit&q=" + item.dossier().value());
      page.locator("tr[data-row='" + item.id() + "'] a.button").click();
      Locator form = page.locator("[data-panel-body] form[data-draft]");
      form.waitFor();
      form.locator("[name=outcome][value='" + item.normalOutcome() + "']").check();
      List<String> asked = new ArrayList<>();
      page.route(
          "**/my-work/" + item.id() + "/complete",
          route -> {
            asked.add(route.request().method());
            route.abort();
          });
      form.locator("button[data-act]").click();
      Locator cut = page.locator("[data-cut]");
      cut.waitFor();
      assertThat(asked).as("sent once, and not as a page of its own").containsExactly("POST");
      assertThat(form.isVisible()).isTrue();
      assertThat(stage.world().get(WorkItems.class).find(item.id())).isPresent();
      page.unroute("**/my-work/" + item.id() + "/complete");
      form.locator("button[data-act]").click();
      page.locator("main .notice.good").first().waitFor();
      isHidden(cut);
    }
    assertThat(stage.world().get(WorkItems.class).find(item.id())).isEmpty();
  }
}
