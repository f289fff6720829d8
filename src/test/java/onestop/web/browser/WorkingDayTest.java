package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.Catalogue;
import onestop.procedures.StepForm;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.FilledApplication;
import onestop.testing.FilledForm;
import onestop.testing.World;
import onestop.web.DoorScene;
import onestop.web.words.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.MessageSource;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What people do on a working day, done in a real browser. */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class WorkingDayTest {
  private static final String COPY = "2.000815";
  private static final String MARITAL_STATUS = "1.004873";
  private static final String GOOD = "main .notice.good";

  private final Stage stage;

  WorkingDayTest(Stage stage) {
    this.stage = stage;
  }

  /** How the browser is used. */
  private enum Way {
    MOUSE,
    KEYBOARD,
    WITHOUT_SCRIPTS
  }

  /** The officers of a ward at their own windows. */
  private final class Ward implements AutoCloseable {
    private final Way way;
    private final Map<Role, Page> pages = new EnumMap<>(Role.class);

    Ward(Way way) {
      this.way = way;
    }

    Page page(Role role) {
      return pages.computeIfAbsent(
          role,
          one ->
              stage
                  .window(
                      Objects.requireNonNull(Stage.officer(one)),
                      Languages.VIETNAMESE,
                      new Browser.NewContextOptions()
                          .setJavaScriptEnabled(way != Way.WITHOUT_SCRIPTS))
                  .newPage());
    }

    Hand hand(Page page) {
      return way == Way.KEYBOARD ? Hand.keyboard(page) : Hand.mouse();
    }

    @Override
    public void close() {
      pages.values().forEach(page -> page.context().close());
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aDossierGoesFromTheCounterToItsResult(Way way) {
    try (Ward ward = new Ward(way)) {
      DossierCode code = receive(ward);
      List<String> steps = new ArrayList<>();
      for (List<WorkItem> items = stage.city().dossierItems(code);
          !items.isEmpty();
          items = stage.city().dossierItems(code)) {
        WorkItem item = items.get(0);
        steps.add(item.step());
        assertThat(steps).as("steps").hasSizeLessThan(15);
        work(ward, item);
      }
      assertThat(steps).contains("return_result");
      assertThat(stage.world().get(Dossiers.class).get(code).closedAt()).isNotNull();
    }
  }

  /** An application for certified copies is received at the counter, and its receipt printed. */
  private DossierCode receive(Ward ward) {
    Page page = ward.page(Role.DESK_OFFICER);
    Hand hand = ward.hand(page);
    page.navigate("/receive");
    hand.type(page.locator("#q"), "chung thuc ban sao");
    hand.press(page.locator("main form[role=search] button"));
    page.locator("main a[href*='/receive/" + COPY + "'], main form#typed").first().waitFor();
    if (page.locator("form#typed").count() == 0) {
      hand.press(page.locator("main a[href*='/receive/" + COPY + "']").first());
    }
    page.locator("form#typed").waitFor();
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("name", "Lý Văn Tài");
    typed.put("phone", "0912345678");
    typed.put("address", "12 Hàng Bài");
    typed.put("subject", "Chứng thực bằng tốt nghiệp");
    typed.put("p.original.originals", "1");
    typed.put("p.copy.copies", "3");
    Catalogue catalogue = stage.world().get(Catalogue.class);
    typed.putAll(
        FilledApplication.typed(
            FilledApplication.of(catalogue.form(catalogue.current(COPY)).orElseThrow(), 0)));
    typed.forEach(
        (name, value) -> hand.fill(page.locator("form#typed [name='" + name + "']"), value));
    hand.press(page.locator("form#typed button[name=act][value=receive]"));
    if (ward.way == Way.WITHOUT_SCRIPTS) {
      // without a script the fee is shown before anything is received
      page.locator("[data-fee] .notice.warn").waitFor();
      hand.press(page.locator("form#typed button[name=act][value=receive]"));
    }
    page.waitForURL("**/receive/done/**");
    String receipt = page.locator("main a[href$='receipt-1.pdf']").getAttribute("href");
    assertThat(page.context().request().get(receipt, Stage.request()).text()).startsWith("%PDF");
    return new DossierCode(page.url().substring(page.url().lastIndexOf('/') + 1));
  }

  /** Its officer finds an item in the unit's list, opens it and ends the step. */
  private void work(Ward ward, WorkItem item) {
    Page page = ward.page(Role.ofCode(item.role()).orElseThrow());
    Hand hand = ward.hand(page);
    page.navigate("/my-work?tab=unit");
    hand.press(page.locator("[data-fold] > summary"));
    hand.type(page.locator("#f-q"), item.dossier().value());
    hand.press(page.locator("main form[role=search] button").first());
    Locator open = page.locator("main a.button[href*='/my-work/" + item.id() + "']");
    page.waitForURL("**q=**");
    hand.press(open.first());
    Locator form = page.locator("form[action$='/my-work/" + item.id() + "/complete']");
    form.waitFor();
    WorkingCalendar calendar = stage.world().get(Calendars.class).current(Calendars.VIETNAM);
    LocalDate day = calendar.plusWorkingDays(calendar.dateOf(stage.world().now()), 5);
    String outcome = item.normalOutcome();
    FilledForm.typed(StepForm.of(item, outcome), outcome, day)
        .forEach(
            (name, value) -> {
              Locator field = form.locator("[name='" + name + "']");
              if (!value.isEmpty() && !value.equals("false")) { // a box that is left empty
                hand.fill(field, value);
              }
            });
    hand.press(form.locator("button[data-act]"));
    page.locator(GOOD).first().waitFor();
    assertThat(page.locator(GOOD).first().textContent()).contains(item.dossier().value());
  }

  @Test
  void oneOfTwoClerksGetsTheItemAndTheOtherIsTold() {
    OfficerId first = Objects.requireNonNull(Stage.officer(Role.SPECIALIST));
    OfficerId second = colleague("chuyen.vien.hai");
    WorkItem item = stage.city().dossierItems(stage.city().receive(COPY).code()).get(0);
    try (BrowserContext one = stage.window(first, Languages.VIETNAMESE);
        BrowserContext two = stage.window(second, Languages.VIETNAMESE)) {
      String list = "/my-work?tab=unit&q=" + item.dossier().value();
      Page his = one.newPage();
      Page hers = two.newPage();
      String claim = "button[formaction$='/my-work/" + item.id() + "/claim']";
      his.navigate(list);
      hers.navigate(list);
      his.locator(claim).waitFor();
      hers.locator(claim).waitFor();
      his.locator(claim).click();
      his.locator(GOOD).first().waitFor();
      hers.locator(claim).click();
      Locator told = hers.locator("main .notice.bad");
      told.waitFor();
      assertThat(told.textContent()).contains("Nguyễn Văn specialist");
      assertThat(hers.locator(claim).count()).isZero();
    }
    assertThat(stage.world().get(WorkItems.class).get(item.id()).assignee()).isEqualTo(first);
  }

  @Test
  void theRowAnswersWhileTheServerStillReadsTheItem() {
    WorkItem item = stage.city().dossierItems(stage.city().receive(COPY).code()).get(0);
    OfficerId clerk = Objects.requireNonNull(Stage.officer(Role.SPECIALIST));
    List<Route> held = new ArrayList<>();
    try (BrowserContext window = stage.window(clerk, Languages.VIETNAMESE)) {
      Page page = window.newPage();
      page.navigate("/my-work?tab=unit&q=" + item.dossier().value());
      page.route("**/my-work/" + item.id() + "?back=**", held::add);
      Locator row = page.locator("tr[data-row='" + item.id() + "']");
      String name = row.locator("b").textContent();
      row.locator("a.button").click();
      Locator body = page.locator("[data-panel-body]");
      body.locator("h1").waitFor();
      assertThat(body.locator("h1").textContent()).isEqualTo(name);
      assertThat(body.getAttribute("aria-busy")).isEqualTo("true");
      assertThat(body.locator("form").count()).isZero();
      held.get(0).resume();
      body.locator("form[data-draft]").waitFor();
      assertThat(body.getAttribute("aria-busy")).isNull();
      assertThat(page.url()).contains("item=" + item.id());
    }
  }

  @Test
  void twoClerksWhoAskForTheNextItemGetTwo() {
    OfficerId second = colleague("chuyen.vien.ba");
    stage.city().receive(COPY);
    stage.city().receive(COPY);
    List<String> got = new ArrayList<>();
    for (OfficerId clerk :
        List.of(Objects.requireNonNull(Stage.officer(Role.SPECIALIST)), second)) {
      try (BrowserContext window = stage.window(clerk, Languages.ENGLISH)) {
        Page page = window.newPage();
        page.navigate("/my-work?tab=unit");
        page.locator("form[action='/my-work/next'] button").click();
        page.locator(GOOD).first().waitFor();
        String url = page.url();
        got.add(url.replaceAll(".*(/my-work/|item=)", "").replaceAll("[?&#].*", ""));
      }
    }
    assertThat(got).doesNotHaveDuplicates();
    assertThat(got)
        .allSatisfy(
            id -> assertThat(stage.world().get(WorkItems.class).get(id).assignee()).isNotNull());
  }

  private OfficerId colleague(String login) {
    OfficerId id = new OfficerId(login);
    World world = stage.world();
    if (world.get(Agencies.class).officers(City.WARD).stream().noneMatch(o -> o.id().equals(id))) {
      world
          .get(Agencies.class)
          .add(
              new Officer(id, "Vũ Thị Hai", "Công chức", City.WARD, Set.of(Role.SPECIALIST)), null);
      world
          .get(Accounts.class)
          .changePassword(id, world.get(PasswordEncoder.class).encode(DoorScene.PASSWORD));
    }
    return id;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aSpecialistDraftsTheLetterAndTheHeadSigns(Way way) {
    long id = letter();
    try (Ward ward = new Ward(way)) {
      Page desk = ward.page(Role.SPECIALIST);
      Hand hand = ward.hand(desk);
      desk.navigate("/letters/" + id);
      Locator draft = desk.locator("form[action$='/letters/" + id + "/draft']");
      hand.tick(draft.locator("[name=answer][value=late]"));
      hand.choose(draft.locator("[name=reason]"), "OVERLOAD");
      hand.type(draft.locator("[name=text]"), "Số hồ sơ tăng gấp đôi.");
      Locator send = draft.locator("button[data-act]").last();
      if (way == Way.WITHOUT_SCRIPTS) {
        send.press("Enter"); // the driver waits in vain for the page to rest, which has no scripts
      } else {
        hand.press(send);
      }
      desk.locator(GOOD).first().waitFor();

      Page head = ward.page(Role.HEAD_OF_AGENCY);
      Hand signing = ward.hand(head);
      head.navigate("/letters");
      signing.tick(head.locator("form[action$='/letters/sign'] [name=id][value='" + id + "']"));
      signing.press(head.locator("form[action$='/letters/sign'] button[value=marked]"));
      head.locator(GOOD).first().waitFor();
    }
    assertThat(stage.world().get(Apologies.class).get(id).isIssued()).isTrue();
  }

  /** The letter of a late dossier of the ward. */
  private long letter() {
    World world = stage.world();
    DossierCode code = stage.city().receive(MARITAL_STATUS).code();
    while (world.get(Apologies.class).of(code).isEmpty()) {
      world.advanceTo(world.get(SlaClocks.class).state(code).nextMarkAt());
    }
    return world.get(Apologies.class).of(code).get(0).id();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aCitizenLooksTheDossierUp(Way way) {
    DossierCode code = stage.city().receive(MARITAL_STATUS).code();
    try (BrowserContext window =
        stage.stranger(
            Languages.VIETNAMESE,
            new Browser.NewContextOptions().setJavaScriptEnabled(way != Way.WITHOUT_SCRIPTS))) {
      Page page = window.newPage();
      Hand hand = way == Way.KEYBOARD ? Hand.keyboard(page) : Hand.mouse();
      page.navigate("/login");
      hand.press(page.locator("main a[href='/lookup']"));
      page.locator("#code").waitFor();
      hand.type(page.locator("#code"), code.value().toLowerCase(Locale.ROOT));
      hand.type(page.locator("#digits"), "0000");
      hand.press(page.locator("main form button").first());
      page.locator("main .notice.bad").waitFor();
      hand.type(page.locator("#code"), code.value());
      hand.type(page.locator("#digits"), "5678");
      hand.press(page.locator("main form button").first());
      page.locator("main .figure").first().waitFor();
      assertThat(page.locator("main").textContent())
          .contains(code.value(), text("citizen.state.RECEIVED"))
          .doesNotContain("Ngọc Ánh");
    }
  }

  private String text(String key) {
    return stage.world().get(MessageSource.class).getMessage(key, null, Languages.VIETNAMESE);
  }

  /** The sheet of keys opens by its key, has no barrier, closes, and says who may switch it off. */
  @Test
  void theSheetOfKeysOpensAndCloses() {
    try (BrowserContext window =
        stage.window(Stage.officer(Role.SPECIALIST), Languages.VIETNAMESE)) {
      Page page = window.newPage();
      Inspection inspection = new Inspection(page);
      page.navigate("/");
      page.keyboard().press("?");
      page.locator("dialog#keys").waitFor();
      assertThat(inspection.findings()).isEmpty();
      page.keyboard().press("Escape");
      page.locator("dialog#keys")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
      page.keyboard().press("g");
      page.keyboard().press("w");
      page.waitForURL("**/my-work**");
    }
  }
}
