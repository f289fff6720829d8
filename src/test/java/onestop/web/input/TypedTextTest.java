package onestop.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nobody writes a page twice because a session ended, a colleague was quicker or a link was hit.
 */
@Tag("world")
class TypedTextTest {
  private static final String WORDS = "Thiếu bản sao \"giấy khai sinh\" & <ảnh>";
  private static final String ESCAPED =
      "Thiếu bản sao &quot;giấy khai sinh&quot; &amp; &lt;ảnh&gt;";
  private static final String TOO_LONG = "có 100.001 ký tự nên không giữ lại được";
  private static final String[] HERE = {"Sec-Fetch-Site", "same-origin"};
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"(unsent[^\"]+)\" value=\"([^\"]*)\"");

  private static World world;
  private static City city;
  private static DossierCode code;
  private static Officer second;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T10:00");
    city = City.in(world);
    code = city.receive("1.004873").code();
    city.workUntil(code, "appraise_dossier");
    world.advanceTo("2026-03-04T15:00");
    second =
        new Officer(
            new OfficerId("second.specialist"),
            "Phạm Thị Hai",
            "Công chức",
            City.WARD,
            java.util.Set.of(Role.SPECIALIST));
    world.get(Agencies.class).add(second, null);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SPECIALIST, /my-work/{item}/complete, supplement-reason, /my-work/{item}",
    "SPECIALIST, /letters/{letter}/draft, text, /letters/{letter}",
    "HEAD_OF_AGENCY, /letters/{letter}/waive, document, /letters/{letter}",
    "DESK_OFFICER, /dossiers/{code}/withdraw, reason, /dossiers/{code}",
    "HEAD_OF_AGENCY, /dossiers/{code}/escalations/overdue/answer, text, /dossiers/{code}",
    "ADMINISTRATOR, /calendar/dry-run, csv, /calendar"
  })
  void comesBackAfterANewLogin(Role role, String action, String field, String page) {
    OfficerId officer = City.officer(City.WARD, role).id();
    Visitor.of(world, officer); // has a password
    Visitor visitor = Visitor.stranger(world, officer);
    HttpResponse<String> ended =
        visitor.post(filled(action), Map.of(field, WORDS, "outcome", "supplement"), "stale", HERE);
    assertThat(ended.statusCode()).isEqualTo(200);
    assertThat(ended.body()).contains("Phiên làm việc đã kết thúc", ESCAPED);

    HttpResponse<String> mistyped = visitor.logIn("wrong password", hidden(ended.body()));
    assertThat(mistyped.body()).as("a slip of the finger").contains(ESCAPED);

    HttpResponse<String> entered = visitor.logIn(Visitor.PASSWORD, hidden(mistyped.body()));
    assertThat(path(entered)).isEqualTo(filled(page));
    String shown = visitor.page(filled(page)).body();
    assertThat(shown).contains("chưa được gửi", ESCAPED).contains(filled(action));
    assertThat(visitor.page(filled(page)).body()).as("once").doesNotContain(ESCAPED);
    assertThat(itemWaits()).as("not sent without a person").isTrue();
  }

  @Test
  void comesBackWhenTheSessionWasEndedFromOutside() {
    OfficerId officer = City.officer(City.WARD, Role.SPECIALIST).id();
    Visitor visitor = Visitor.of(world, officer);
    String token = Visitor.token(visitor.page("/my-work").body());
    Visitor.of(world, officer); // a changed password ends the other sessions
    String action = filled("/my-work/{item}/complete");
    HttpResponse<String> ended =
        visitor.post(action, Map.of("supplement-reason", WORDS), token, HERE);
    assertThat(ended.body()).contains(ESCAPED);
    Map<String, String> form = hidden(ended.body());
    form.put("username", officer.value());
    form.put("password", Visitor.PASSWORD);
    HttpResponse<String> entered = visitor.post("/login", form, Visitor.token(ended.body()), HERE);
    assertThat(path(entered))
        .as("by the form of that very page")
        .isEqualTo(filled("/my-work/{item}"));
    assertThat(visitor.page(filled("/my-work/{item}")).body()).contains(ESCAPED);
  }

  @Test
  void isNeverTakenFromAnotherSite() {
    OfficerId officer = City.officer(City.WARD, Role.SPECIALIST).id();
    Visitor visitor = Visitor.of(world, officer);
    Map<String, String> form = Map.of("supplement-reason", WORDS);
    String action = filled("/my-work/{item}/complete");
    for (String[] headers :
        new String[][] {
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"},
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"X-Nothing", "said"}
        }) {
      HttpResponse<String> answer = visitor.post(action, form, "forged", headers);
      assertThat(answer.statusCode()).as(headers[1]).isEqualTo(403);
    }
    HttpResponse<String> own = visitor.post(action, form, "stale", "Origin", site(visitor));
    assertThat(path(own)).isEqualTo(filled("/my-work/{item}"));
  }

  @Test
  void carriesNoPasswordAndLeadsToNoOtherSite() {
    Visitor visitor = Visitor.stranger(world, City.officer(City.WARD, Role.SPECIALIST).id());
    HttpResponse<String> answer =
        visitor.post(
            "/my-work/1/complete",
            Map.of("note", WORDS, "newPassword", "secret-1", "password", "secret-2"),
            "stale",
            HERE);
    assertThat(answer.body()).contains(ESCAPED).doesNotContain("secret-1", "secret-2");

    Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    HttpResponse<String> led =
        visitor.logIn(
            Visitor.PASSWORD, Map.of("unsent.action", "//evil.example/x", "unsent:note", WORDS));
    assertThat(path(led)).isEqualTo("/");
  }

  @Test
  void staysWhenAColleagueIsQuicker() {
    DossierCode mine = city.receive("1.004873").code();
    city.workUntil(mine, "appraise_dossier");
    String id = item(mine).id();
    Visitor visitor = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    Dossiers dossiers = world.get(Dossiers.class);
    Actor.Officer colleague = new Actor.Officer(second.id(), City.WARD);
    dossiers.claim(id, colleague);
    Map<String, String> form = Map.of("outcome", "done", "plain-note", WORDS);
    String held = visitor.post("/my-work/" + id + "/complete", form).body();
    assertThat(held).contains(ESCAPED, "Phạm Thị Hai").doesNotContain("second.specialist");

    dossiers.complete(
        new onestop.dossiers.steps.StepCompletion(
            id, colleague, "done", new onestop.dossiers.steps.StepPayload.Note(""), null));
    HttpResponse<String> gone = visitor.post("/my-work/" + id + "/complete", form);
    assertThat(gone.statusCode()).as("a colleague was quicker").isEqualTo(409);
    assertThat(gone.body()).contains(ESCAPED);
  }

  @Test
  void staysWhenTheLanguageIsSwitched() {
    Visitor visitor = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    String page = filled("/my-work/{item}");
    String before = visitor.page(page).body();
    String to = filled("/language?to=en&amp;action=/my-work/{item}/complete");
    assertThat(before).contains("form=\"typed\"").contains("formaction=\"" + to + "\"");
    HttpResponse<String> switched =
        visitor.post(to.replace("&amp;", "&"), Map.of("supplement-reason", WORDS));
    assertThat(path(switched)).isEqualTo(page);
    assertThat(visitor.page(page).body()).contains("Not sent yet", ESCAPED);
    visitor.page("/language?to=vi");
  }

  @Test
  void isKeptBesideAFieldThatIsTooLong() {
    OfficerId officer = City.officer(City.WARD, Role.SPECIALIST).id();
    Visitor.of(world, officer); // has a password
    String note = "plain-note";
    for (String letter : new String[] {"a", "ữ"}) { // nine bytes of a form
      Visitor visitor = Visitor.stranger(world, officer);
      Map<String, String> form =
          Map.of("supplement-reason", letter.repeat(100_001), note, WORDS, "outcome", "done");
      HttpResponse<String> ended =
          visitor.post(filled("/my-work/{item}/complete"), form, "stale", HERE);
      assertThat(ended.statusCode()).isEqualTo(200);
      assertThat(hidden(ended.body()))
          .containsEntry("unsent:" + note, WORDS)
          .containsEntry("unsent:outcome", "done")
          .doesNotContainKey("unsent:supplement-reason");
      assertThat(ended.body()).contains("phần còn lại bạn đã nhập vẫn được giữ", TOO_LONG);
      HttpResponse<String> mistyped = visitor.logIn("wrong password", hidden(ended.body()));
      assertThat(mistyped.body()).as("a slip of the finger").contains(TOO_LONG);
      visitor.logIn(Visitor.PASSWORD, hidden(mistyped.body()));
      assertThat(visitor.page(filled("/my-work/{item}")).body())
          .contains("chưa được gửi", ESCAPED, TOO_LONG)
          .doesNotContain("vẫn còn nguyên");
    }
  }

  @Test
  void aFieldThatIsTooLongIsNamedAlsoWhereNothingElseWasTyped() {
    Visitor visitor = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    HttpResponse<String> ended =
        visitor.post(
            "/dossiers/H26.0-000000-0000/notes",
            Map.of("text", "a".repeat(100_001)),
            Visitor.token(visitor.page("/my-work").body()),
            HERE);
    assertThat(ended.statusCode()).isBetween(400, 404);
    assertThat(ended.body()).contains("có 100.001 ký tự nên không giữ lại được");
  }

  @Test
  void aFormOfManyFieldsComesBackWhole() {
    OfficerId officer = City.officer(City.WARD, Role.SPECIALIST).id();
    Visitor.of(world, officer); // has a password
    Map<String, String> form = new LinkedHashMap<>(Map.of("supplement-reason", WORDS));
    for (int row = 0; row < 300; row++) {
      form.put("row-" + row, "x");
    }
    HttpResponse<String> ended =
        Visitor.stranger(world, officer)
            .post(filled("/my-work/{item}/complete"), form, "stale", HERE);
    assertThat(hidden(ended.body()))
        .containsEntry("unsent:supplement-reason", WORDS)
        .containsEntry("unsent:row-299", "x");
  }

  private static boolean itemWaits() {
    return world.get(WorkItems.class).find(item(code).id()).isPresent();
  }

  private static String filled(String path) {
    return path.replace("{item}", item(code).id())
        .replace("{code}", code.value())
        .replace("{letter}", String.valueOf(world.get(Apologies.class).of(code).get(0).id()));
  }

  private static WorkItem item(DossierCode dossier) {
    return world.get(WorkItems.class).of(dossier).stream()
        .filter(item -> item.step().equals("appraise_dossier"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> hidden(String html) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = HIDDEN.matcher(html);
    while (field.find()) {
      fields.put(
          field.group(1), org.springframework.web.util.HtmlUtils.htmlUnescape(field.group(2)));
    }
    return fields;
  }

  private static String site(Visitor visitor) {
    return "http://localhost:" + world.port();
  }

  private static String path(HttpResponse<?> redirect) {
    assertThat(redirect.statusCode()).isEqualTo(302);
    return URI.create(redirect.headers().firstValue("Location").orElseThrow()).getPath();
  }
}
