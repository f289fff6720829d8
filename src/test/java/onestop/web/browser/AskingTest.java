package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A specialist asks for an opinion and a head of the unit gives it, in a real browser. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class AskingTest {
  private final List<String> findings = new ArrayList<>();

  private void look(Inspection inspection, String what) {
    inspection.findings().forEach(finding -> findings.add(what + ": " + finding));
  }

  @Test
  void aQuestionIsAskedAndAnswered(Stage stage) {
    DossierCode code = stage.city().receive("1.004873").code();
    stage.city().workUntil(code, "appraise_dossier");
    WorkItem item = stage.city().dossierItems(code).get(0);
    Page asking = page(stage, Role.SPECIALIST);
    Inspection asked = new Inspection(asking);
    stage.world().get(Dossiers.class).claim(item.id(), City.officer(City.WARD, Role.SPECIALIST));
    asking.navigate("/my-work/" + item.id());
    asking.locator("a[href$='/opinion']").click();
    look(asked, "ask");
    asking.locator("form[action$='/opinion'] button").click();
    assertThat(asking.locator("#agency-wrong").textContent()).contains("Chưa chọn cơ quan");
    look(asked, "refused");
    asking.locator("#agency").selectOption("H26.12.03");
    asking.locator("#role").selectOption("unit_head");
    asking.locator("#question").fill("Đề nghị cho ý kiến về nơi thường trú của người nộp.");
    asking.locator("form[action$='/opinion'] button").click();
    look(asked, "work-item");

    Page answering = page(stage, Role.UNIT_HEAD);
    Inspection answered = new Inspection(answering);
    answering.navigate("/opinions");
    look(answered, "list");
    answering.locator("a[href*='" + code + "']").first().click();
    look(answered, "question");
    answering.locator("#answer").fill("Người nộp thường trú tại phường.");
    answering.locator("form[action$='/answer'] button").click();
    look(answered, "answered");
    asking.navigate("/dossiers/" + code + "#opinions");
    assertThat(asking.locator("#opinion-1").textContent()).contains("thường trú tại phường");
    look(asked, "dossier");
    assertThat(findings).isEmpty();
  }

  private static Page page(Stage stage, Role role) {
    return stage.window(Stage.officer(role), Languages.VIETNAMESE).newPage();
  }
}
