package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.World;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A head and the officers of the unit, in a real browser: an absence, and a rescue. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class SupervisingTest {
  private static final OfficerId NAM = new OfficerId("nam.thay");
  private static final OfficerId HOA = Objects.requireNonNull(Stage.officer(Role.SPECIALIST));

  private final Stage stage;

  SupervisingTest(Stage stage) {
    this.stage = stage;
    Agencies agencies = stage.world().get(Agencies.class);
    if (agencies.find(NAM).isEmpty()) {
      agencies.add(
          new Officer(NAM, "Trần Văn Nam", "Chuyên viên", City.WARD, Set.of(Role.SPECIALIST)),
          null);
    }
  }

  private Page page(Role role) {
    return stage.window(Stage.officer(role), Languages.VIETNAMESE).newPage();
  }

  private WorkItem free() {
    DossierCode code = stage.city().receive("1.004873").code();
    stage.city().workUntil(code, "appraise_dossier");
    return stage.city().dossierItems(code).get(0);
  }

  private OfficerId holder(WorkItem item) {
    return stage.world().get(WorkItems.class).get(item.id()).assignee();
  }

  @Test
  void anAbsenceHandsTheWorkOverAndBack() {
    WorkItem item = free();
    stage.world().get(WorkItems.class).claim(item.id(), HOA);
    Page hoa = page(Role.SPECIALIST);
    hoa.navigate("/my-work");
    hoa.click("main a[href='/absences']");
    String today = LocalDate.ofInstant(stage.world().now(), World.HANOI).toString();
    hoa.selectOption("#substitute", new SelectOption().setLabel("Trần Văn Nam"));
    hoa.fill("#firstOn", today);
    hoa.fill("#lastOn", today);
    hoa.click("#typed button");
    assertThat(hoa.innerText("main .notice.good")).contains("đã chuyển cho Trần Văn Nam");
    assertThat(holder(item)).isEqualTo(NAM);
    hoa.navigate("/my-work");
    assertThat(hoa.innerText("main .notice.warn")).contains("đang được ghi là vắng");
    hoa.click("main .notice.warn a");
    hoa.locator("button", new Page.LocatorOptions().setHasText("Đã trở lại")).first().click();
    assertThat(hoa.innerText("main .notice.good")).contains("trở lại");
    assertThat(holder(item)).isEqualTo(HOA);
    hoa.context().close();
  }

  @Test
  void aHeadRescuesFromTheBoardAndTheOfficerIsTold() {
    WorkItem item = free();
    Page head = page(Role.UNIT_HEAD);
    head.navigate("/board");
    head.click("section[aria-labelledby='load-title'] a[href*='/my-work']");
    Locator row = head.locator("tr[data-row='" + item.id() + "']");
    row.locator("input[name=id]").check();
    head.click("button[formaction='/assignments/choose']");
    head.selectOption("#to", HOA.value());
    head.click("#typed button[data-act]");
    assertThat(head.innerText("main .notice.good")).contains("Đã giao 1 việc");
    assertThat(holder(item)).isEqualTo(HOA);

    Page hoa = page(Role.SPECIALIST);
    hoa.navigate("/calendar");
    hoa.click("[data-bell]");
    Locator told =
        hoa.locator("li", new Page.LocatorOptions().setHasText(item.dossier().value())).first();
    assertThat(told.innerText()).contains("giao cho bạn một việc");
    told.locator("button").click();
    assertThat(hoa.url()).endsWith("/my-work/" + item.id());
    hoa.context().close();
    head.context().close();
  }
}
