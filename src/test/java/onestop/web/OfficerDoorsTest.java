package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import onestop.agencies.AccountEvent.Kind;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import onestop.web.words.Languages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;

/** Officers and their rights, changed on pages by an administrator and by nobody else. */
@Tag("world")
class OfficerDoorsTest {
  private static final OfficerId ADMIN = City.officer(City.WARD, Role.ADMINISTRATOR).id();
  private static final String GIVEN = "copper lantern 58 drizzle";
  private static final Pattern EPOCH = Pattern.compile("name=\"epoch\" value=\"(\\d+)\"");
  private static final Pattern SUGGESTED =
      Pattern.compile("name=\"password\"[^>]* value=\"([a-z0-9-]+)\"");

  private static World world;
  private static Visitor administrator;
  private static int officers;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-04-06T10:00");
    City.in(world);
    administrator = Visitor.of(world, ADMIN);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static Stream<Locale> languages() {
    return Stream.of(Languages.VIETNAMESE, Languages.ENGLISH);
  }

  private static String text(String key, Locale language, Object... values) {
    return world.get(MessageSource.class).getMessage(key, values, language);
  }

  private static void speak(Visitor visitor, Locale language) {
    visitor.page("/language?to=" + language.getLanguage() + "&back=/");
  }

  private static String officer() {
    String login = "lan." + ++officers;
    world
        .get(Agencies.class)
        .add(
            new Officer(
                new OfficerId(login),
                "Lê Thị Lan",
                "Công chức",
                City.WARD,
                Set.of(Role.DESK_OFFICER)),
            null);
    return login;
  }

  private static String read(Visitor visitor, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    String to = answer.headers().firstValue("Location").orElseThrow();
    return HtmlUtils.htmlUnescape(visitor.page(to.replaceFirst("^https?://[^/]+", "")).body());
  }

  /** The form shown again with its errors. */
  private static String refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return HtmlUtils.htmlUnescape(answer.body());
  }

  private static List<Kind> history(String login) {
    return world.get(Accounts.class).history(new OfficerId(login)).stream()
        .map(event -> event.kind())
        .toList();
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyActIsPerformedOnceSaidAndOnRecord(Locale language) {
    speak(administrator, language);
    String login = officer();
    String page = "/people/" + login;
    String name = "Lê Thị Lan";
    String auditor = text("role.auditor", language);
    twice(page + "/grant", Map.of("role", "auditor"), language, "GRANT", name, auditor);
    assertThat(world.get(Accounts.class).get(new OfficerId(login)).officer().roles())
        .containsExactlyInAnyOrder(Role.DESK_OFFICER, Role.AUDITOR);
    twice(page + "/revoke", Map.of("role", "auditor"), language, "REVOKE", name, auditor);
    twice(page + "/give-password", Map.of("password", GIVEN), language, "GIVE_PASSWORD", name);
    Visitor officer = Visitor.stranger(world, new OfficerId(login));
    officer.logIn(GIVEN);
    assertThat(officer.page("/my-work").headers().firstValue("Location").orElseThrow())
        .endsWith("/account/password");
    String epoch = found(EPOCH, administrator.page(page).body());
    twice(page + "/end-sessions", Map.of("epoch", epoch), language, "END_SESSIONS", name);
    assertThat(officer.page("/my-work").headers().firstValue("Location").orElseThrow())
        .endsWith("/login");
    twice(page + "/shut", Map.of("reason", "nghỉ hưu"), language, "SHUT", name);
    assertThat(administrator.page(page).body())
        .contains(text("people.state.shut", language), text("people.reopen", language));
    twice(page + "/reopen", Map.of("reason", "trở lại"), language, "REOPEN", name);
    assertThat(history(login))
        .containsExactly(
            Kind.ROLE_GRANTED,
            Kind.ROLE_REVOKED,
            Kind.PASSWORD_GIVEN,
            Kind.SESSIONS_ENDED,
            Kind.DISABLED,
            Kind.ENABLED);
    assertThat(HtmlUtils.htmlUnescape(administrator.page(page).body()))
        .contains(
            text("people.event.ROLE_GRANTED", language, auditor),
            text("people.event.DISABLED", language, "nghỉ hưu"),
            "Nguyễn Văn administrator")
        .doesNotContain("$2a$", GIVEN);
  }

  /** Sends the form twice: it acts once, and the second answer says so. */
  private static void twice(
      String path, Map<String, String> form, Locale language, String act, Object... said) {
    String token = administrator.token();
    assertThat(administrator.post(path, form, "forged").statusCode()).isEqualTo(403);
    assertThat(read(administrator, administrator.post(path, form, token)))
        .contains(text("people.said." + act, language, said));
    assertThat(read(administrator, administrator.post(path, form, token)))
        .contains(text("people.said." + act + ".so", language, said));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void wrongInputIsNamedAtItsFieldAndChangesNothing(Locale language) {
    speak(administrator, language);
    String page = "/people/" + officer();
    String wrong = "class=\"wrong\"";
    assertThat(refused(administrator.post(page + "/grant", Map.of("role", "")))).contains(wrong);
    assertThat(refused(administrator.post(page + "/grant", Map.of("role", "king"))))
        .contains(wrong, "king");
    assertThat(refused(administrator.post(page + "/shut", Map.of("reason", "  ")))).contains(wrong);
    String reason = "x".repeat(301);
    assertThat(refused(administrator.post(page + "/shut", Map.of("reason", reason))))
        .contains(wrong, "value=\"" + reason + "\"");
    for (String bad : List.of("", "ngắn", "123456789012", "Chữ có dấu dài ".repeat(8))) {
      assertThat(refused(administrator.post(page + "/give-password", Map.of("password", bad))))
          .as(bad)
          .contains(wrong, text("typed.field.first-password", language));
    }
    assertThat(administrator.post(page + "/crown", Map.of()).statusCode()).isEqualTo(400);
    assertThat(administrator.post("/people/nobody.here/shut", Map.of("reason", "x")).statusCode())
        .isEqualTo(404);
    assertThat(history(page.substring("/people/".length()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noAdministratorLocksItselfOut(Locale language) {
    speak(administrator, language);
    String own = "/people/" + ADMIN.value();
    String sentence = text("failure.desk.own-access", language);
    int before = history(ADMIN.value()).size();
    assertThat(refused(administrator.post(own + "/revoke", Map.of("role", "administrator"))))
        .contains(sentence);
    assertThat(refused(administrator.post(own + "/shut", Map.of("reason", "x"))))
        .contains(sentence);
    assertThat(
            refused(
                administrator.post(
                    "/people/" + ADMIN.value().toUpperCase(Locale.ROOT) + "/shut",
                    Map.of("reason", "x"))))
        .contains(sentence);
    assertThat(refused(administrator.post(own + "/give-password", Map.of("password", GIVEN))))
        .contains(text("failure.desk.own-password", language));
    assertThat(administrator.page(own).body())
        .contains(text("people.own-account", language))
        .doesNotContain(own + "/shut", own + "/give-password");
    assertThat(history(ADMIN.value())).hasSize(before);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void anOfficerIsAddedOnceWithTheSuggestedPassword(Locale language) {
    speak(administrator, language);
    String empty = administrator.page("/people/new?agency=" + City.WARD).body();
    String password = found(SUGGESTED, empty);
    assertThat(found(SUGGESTED, administrator.page("/people/new").body())).isNotEqualTo(password);
    assertThat(empty).contains("value=\"" + City.WARD + "\" selected");
    String login = "moi." + language.getLanguage();
    Map<String, String> form = new HashMap<>();
    form.put("login", login.toUpperCase(Locale.ROOT));
    form.put("name", "Đỗ Thị Mới");
    form.put("title", "Công chức");
    form.put("agency", City.WARD.value());
    form.put("roles", "records-clerk");
    form.put("password", password);
    for (Map.Entry<String, String> bad :
        List.of(
            Map.entry("login", ""),
            Map.entry("login", "có dấu"),
            Map.entry("login", "a/b"),
            Map.entry("login", "new"),
            Map.entry("login", ADMIN.value()),
            Map.entry("name", "  "),
            Map.entry("name", "x".repeat(201)),
            Map.entry("title", "Trưởng \u0e01"),
            Map.entry("agency", ""),
            Map.entry("agency", "NOWHERE"),
            Map.entry("roles", ""),
            Map.entry("roles", "king"),
            Map.entry("password", "ngắn"))) {
      Map<String, String> typed = new HashMap<>(form);
      typed.put(bad.getKey(), bad.getValue());
      assertThat(refused(administrator.post("/people/new/add", typed)))
          .as("%s", bad)
          .contains("id=\"" + bad.getKey() + "-wrong\"", "value=\"Công chức\"".substring(0, 6))
          .contains(text("people.new.refused", language, 1));
      assertThat(world.get(Agencies.class).find(new OfficerId(login))).isEmpty();
    }
    assertThat(read(administrator, administrator.post("/people/new/add", form)))
        .contains(text("people.said.ADD", language, "Đỗ Thị Mới", login, password));
    assertThat(administrator.page("/people/" + login).body()).doesNotContain(password);
    assertThat(read(administrator, administrator.post("/people/new/add", form)))
        .contains(text("people.said.ADD.so", language, "Đỗ Thị Mới", login));
    assertThat(history(login)).containsExactly(Kind.ADDED, Kind.PASSWORD_GIVEN);
    form.put("name", "Người Khác");
    assertThat(refused(administrator.post("/people/new/add", form)))
        .contains("id=\"login-wrong\"", "Người Khác");
    Visitor officer = Visitor.stranger(world, new OfficerId(login));
    officer.logIn(password);
    assertThat(officer.page("/my-work").headers().firstValue("Location").orElseThrow())
        .endsWith("/account/password");
  }

  @Test
  void aHeadReadsAndChangesNothing() {
    String login = officer();
    Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    assertThat(head.page("/people/" + login).body())
        .contains("Lê Thị Lan", "Công chức một cửa")
        .doesNotContain("method=\"post\" action=\"/people");
    assertThat(head.page("/people/" + City.officer(City.POLICE, Role.AUDITOR).id()).statusCode())
        .isEqualTo(404);
    for (String act : List.of("grant", "revoke", "shut", "reopen", "end-sessions")) {
      assertThat(
              head.post("/people/" + login + "/" + act, Map.of("role", "auditor", "reason", "x"))
                  .statusCode())
          .as(act)
          .isEqualTo(403);
    }
    assertThat(head.post("/people/new/add", Map.of("login", "x")).statusCode()).isEqualTo(403);
    assertThat(head.page("/people/new").statusCode()).isEqualTo(403);
    assertThat(history(login)).isEmpty();
  }
}
