package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import onestop.agencies.Role;
import onestop.kernel.DossierCode;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many steps ended together in a real browser, which sends them in portions. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class FinishingTest {
  private static final int ITEMS = 60;

  private final Stage stage;

  FinishingTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aWholeListEndsInPortionsAndTheFormGoesWithEach() {
    List<DossierCode> codes = new ArrayList<>(stage.city().receive("1.004873", ITEMS));
    Page desk = stage.window(Stage.officer(Role.DESK_OFFICER), Languages.VIETNAMESE).newPage();
    List<String> portions = new ArrayList<>();
    desk.onRequest(
        request -> {
          if (request.method().equals("POST") && request.url().endsWith("/my-work/finish")) {
            portions.add(request.postData());
          }
        });
    desk.navigate("/my-work?tab=unassigned&sort=newest&step=transfer_dossier");
    desk.check("input[name='whole']");
    desk.locator("button", new Page.LocatorOptions().setHasText("Hoàn tất các việc đã chọn"))
        .click();
    desk.waitForSelector("#typed");
    desk.fill("[name='plain-note']", "x".repeat(4001));
    desk.evaluate("document.querySelector('[name=plain-note]').value = 'x'.repeat(4001)");
    desk.press("[name='plain-note']", "Enter");
    desk.waitForSelector("#typed .wrong");
    assertThat(desk.locator("#typed input[name='id']:checked").count())
        .as("the choice is kept")
        .isGreaterThanOrEqualTo(ITEMS);
    desk.fill("[name='plain-note']", "chuyển cả tập");
    portions.clear();
    desk.press("[name='plain-note']", "Enter");
    desk.waitForSelector("#bulk .notice.good");
    assertThat(portions).hasSizeGreaterThan(1).allMatch(sent -> sent.contains("plain-note="));
    assertThat(desk.innerText("#bulk")).contains("Đã hoàn tất");
    for (DossierCode code : codes) {
      assertThat(stage.city().dossierItems(code).get(0).step()).isEqualTo("assign_dossier");
    }
    desk.context().close();
  }

  @Test
  void rowsGoWithTheirPortionAndAnErrorIsSaidBeforeTheFirst() {
    List<DossierCode> codes = new ArrayList<>(stage.city().receive("1.004873", ITEMS));
    codes.forEach(code -> stage.city().workUntil(code, "issue_result"));
    Page clerk = stage.window(Stage.officer(Role.RECORDS_CLERK), Languages.VIETNAMESE).newPage();
    Inspection inspection = new Inspection(clerk);
    List<String> sent = new ArrayList<>();
    clerk.onRequest(
        request -> {
          if (request.method().equals("POST") && request.url().endsWith("/my-work/finish")) {
            sent.add(request.postData());
          }
        });
    clerk.navigate("/my-work?tab=unassigned&sort=newest&step=issue_result");
    clerk.check("input[name='whole']");
    clerk
        .locator("button", new Page.LocatorOptions().setHasText("Hoàn tất các việc đã chọn"))
        .click();
    clerk.waitForSelector("table.own-rows");
    assertThat(inspection.findings()).isEmpty();
    Locator first = clerk.locator("[data-of=resultCode]").first();
    first.fill("KQ-1");
    clerk.locator("[data-of=resultDocument]").first().fill("Giấy xác nhận");
    clerk.locator("[data-fill=resultCode]").press("Enter");
    assertThat(clerk.locator("[data-of=resultCode]").last().inputValue()).isEqualTo("KQ-1");
    first.press("Enter");
    assertThat(
            clerk.evaluate(
                "document.activeElement === document.querySelectorAll('[data-of=resultCode]')[1]"))
        .as("Enter goes to the next row")
        .isEqualTo(true);
    clerk.locator("[data-of=resultCode]").last().press("Enter");
    assertThat(
            clerk.evaluate(
                "document.activeElement === document.querySelector('[data-of=resultDocument]')"))
        .as("after the last row, Enter goes to the first row of the next field")
        .isEqualTo(true);
    clerk.locator("#typed [data-of]").last().press("Enter");
    assertThat(clerk.evaluate("document.activeElement.matches('#typed button[data-act]')"))
        .as("after the last field, Enter goes to the button that ends the items")
        .isEqualTo(true);
    clerk.locator("#typed button[data-act]").click();
    clerk.waitForSelector("td.own .wrong");
    assertThat(clerk.locator("[data-of=resultCode]").last().inputValue()).isEqualTo("KQ-1");
    assertThat(stage.city().dossierItems(codes.get(0)).get(0).step())
        .as("nothing was done")
        .isEqualTo("issue_result");
    sent.clear();
    clerk.locator("[data-fill=resultDocument]").click();
    clerk.locator("#typed button[data-act]").click();
    clerk.waitForSelector("#bulk .notice.good");
    assertThat(sent).hasSizeGreaterThan(2);
    assertThat(sent.get(0)).contains("part=check");
    String other = sent.get(2).replaceAll("(?s).*&id=([^&]+).*", "$1");
    assertThat(sent.get(1)).doesNotContain(other);
    for (DossierCode code : codes) {
      assertThat(stage.city().dossierItems(code).get(0).step()).isNotEqualTo("issue_result");
    }
    clerk.context().close();
  }
}
