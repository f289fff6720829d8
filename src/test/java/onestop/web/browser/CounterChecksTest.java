package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the counter's page says of a text while it is typed. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class CounterChecksTest {
  private static final String COPY = "2.000815";

  private final Stage stage;

  CounterChecksTest(Stage stage) {
    this.stage = stage;
  }

  private BrowserContext counter() {
    return stage.window(
        Objects.requireNonNull(Stage.officer(Role.DESK_OFFICER)), Languages.VIETNAMESE);
  }

  /** Types into a field and leaves it. */
  private static void type(Page page, String field, String text) {
    Locator typed = page.locator("form#typed [name=" + field + "]");
    typed.fill(text);
    typed.blur();
  }

  @Test
  void aSlipIsSaidAtItsFieldAndTheApplicationIsReceivedAllTheSame() {
    try (BrowserContext window = counter()) {
      Page page = window.newPage();
      page.navigate("/receive/" + COPY);
      Locator said = page.locator("#phone-check");
      type(page, "phone", "091234567");
      assertThat(said.textContent()).contains("thường có 10 chữ số");
      type(page, "phone", "091 234 5678");
      assertThat(said.textContent()).isEmpty();
      type(page, "idNumber", "00109901234");
      assertThat(page.locator("#idNumber-check").textContent()).contains("có 12 chữ số");
      type(page, "name", "Hà");
      assertThat(page.locator("#name-check").textContent()).contains("ít nhất hai chữ");
      page.locator("[name='p.original.originals']").fill("1");
      page.locator("[name='p.copy.copies']").fill("1");
      page.locator("[name='a.documents.0.document']").fill("Bằng tốt nghiệp");
      page.locator("[name='a.documents.0.pages']").fill("1");
      page.locator("[name='a.documents.0.sets']").fill("1");
      page.locator("form#typed button[name=act][value=receive]").click();
      page.waitForURL("**/receive/done/**");
    }
  }

  /** As copied from an address book, which wraps numbers in marks of the reading direction. */
  @Test
  void pastedMarksOfTheReadingDirectionAreLeftOut() {
    try (BrowserContext window = counter()) {
      Page page = window.newPage();
      page.navigate("/receive/" + COPY);
      Locator phone = page.locator("form#typed [name=phone]");
      type(page, "phone", "\u202a0912345678\u202c");
      assertThat(phone.inputValue()).isEqualTo("0912345678");
      assertThat(page.locator("#phone-check").textContent()).isEmpty();
    }
  }

  /**
   * A page that scrolls slowly moves what is to be pressed, and an old computer draws each step.
   */
  @Test
  void thePageJumpsWhereItIsToldAndDoesNotGlide() {
    try (BrowserContext window = counter()) {
      Page page = window.newPage();
      page.setViewportSize(1280, 600);
      page.navigate("/receive/" + COPY);
      page.evaluate("document.getElementById('feeReason').scrollIntoView({block: 'center'})");
      Object top =
          page.evaluate("document.getElementById('feeReason').getBoundingClientRect().top");
      assertThat(((Number) top).doubleValue()).isBetween(0.0, 600.0);
    }
  }
}
