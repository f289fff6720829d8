package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onestop.agencies.AccountEvent;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.kernel.AgencyCode;
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

/** Agencies on pages: the hierarchy, office hours and delegations, and who changes them. */
@Tag("world")
class AgencyDoorsTest {
  private static final OfficerId HEAD = City.officer(City.WARD, Role.HEAD_OF_AGENCY).id();
  private static final String WARD = "/agencies/" + City.WARD;

  private static World world;
  private static City city;
  private static Visitor administrator;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-04-06T10:00");
    city = City.in(world);
    world
        .get(Agencies.class)
        .add(
            new Agency(
                new AgencyCode("H26.12.03.CA"),
                "Công an phường Văn Miếu",
                "Văn Miếu police",
                City.WARD,
                Agency.Kind.POLICE,
                "000.00.09.H26",
                "",
                "",
                "",
                ""),
            LocalDate.of(2020, 1, 1));
    administrator = Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
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

  private static void speak(Locale language) {
    administrator.page("/language?to=" + language.getLanguage() + "&back=/");
  }

  private static String read(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    String to = answer.headers().firstValue("Location").orElseThrow();
    return HtmlUtils.htmlUnescape(
        administrator.page(to.replaceFirst("^https?://[^/]+", "")).body());
  }

  /** The form shown again with its errors. */
  private static String refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return HtmlUtils.htmlUnescape(answer.body());
  }

  private static String shown(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return HtmlUtils.htmlUnescape(answer.body());
  }

  private static String deputy(Locale language) {
    OfficerId id = new OfficerId("pho." + language.getLanguage());
    world
        .get(Agencies.class)
        .add(
            new Officer(id, "Phạm Quốc Việt", "Phó Chủ tịch", City.WARD, Set.of(Role.UNIT_HEAD)),
            null);
    return id.value();
  }

  @Test
  void showsTheHierarchyWithItsOfficers() {
    String tree = HtmlUtils.htmlUnescape(administrator.page("/agencies").body());
    assertThat(tree)
        .contains("UBND thành phố Hà Nội", "href=\"" + WARD + "\"", "/people?agency=" + City.WARD)
        .contains("Công an phường Văn Miếu");
    assertThat(tree.indexOf("UBND phường Văn Miếu"))
        .isLessThan(tree.indexOf("Công an phường Văn Miếu"));
    Visitor head = Visitor.of(world, HEAD);
    assertThat(head.page("/agencies").body())
        .contains("Công an phường Văn Miếu")
        .doesNotContain("UBND thành phố Hà Nội");
    assertThat(head.page("/agencies/" + City.CENTRE).statusCode()).isEqualTo(404);
    assertThat(head.page(WARD).body())
        .contains("Giờ làm việc")
        .doesNotContain("method=\"post\" action=\"/agencies");
    assertThat(administrator.page("/agencies/NOWHERE").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void newHoursAreTriedThenRecordedOnce(Locale language) {
    speak(language);
    Calendars calendars = world.get(Calendars.class);
    int revision = calendars.hours(City.WARD).revision();
    city.receive("1.001612");
    boolean english = language.equals(Languages.ENGLISH);
    Map<String, String> hours =
        Map.of(
            "hoursFrom", english ? "2026-04-08" : "2026-04-07",
            "processing", english ? "08:00-12:00 13:00-16:00" : "07:30-11:30 13:00-16:30",
            "saturday", "08:00-11:30");
    String tried = shown(administrator.post(WARD + "/hours/try", hours));
    assertThat(tried)
        .contains(text("agencies.outlook", language))
        .contains(english ? "9 Apr 2026, 16:00" : "08/04/2026 16:30")
        .contains("name=\"saturday\" value=\"08:00-11:30\"")
        .as("an example of the desk on Saturday")
        .contains(english ? "11 Apr 2026, 08:00" : "11/04/2026 08:00");
    assertThat(calendars.hours(City.WARD).revision()).as("tried only").isEqualTo(revision);
    for (Map.Entry<String, String> bad :
        List.of(
            Map.entry("hoursFrom", ""),
            Map.entry("hoursFrom", "2026-04-05"),
            Map.entry("hoursFrom", "gần đây"),
            Map.entry("processing", "cả ngày"),
            Map.entry("processing", ""),
            Map.entry("processing", "12:00-08:00"),
            Map.entry("saturday", "sáng"),
            Map.entry("saturday", "08:00-11:30;SUNDAY 08:00-09:00"),
            Map.entry("sunday", "11:30-08:00"))) {
      Map<String, String> typed = new HashMap<>(hours);
      typed.put(bad.getKey(), bad.getValue());
      for (String path : List.of("/hours/try", "/hours/apply")) {
        assertThat(refused(administrator.post(WARD + path, typed)))
            .as("%s %s", path, bad)
            .contains("id=\"" + bad.getKey() + "-wrong\"", "value=\"" + bad.getValue() + "\"");
      }
    }
    assertThat(calendars.hours(City.WARD).revision()).isEqualTo(revision);
    String token = administrator.token();
    assertThat(administrator.post(WARD + "/hours/apply", hours, "forged").statusCode())
        .isEqualTo(403);
    assertThat(read(administrator.post(WARD + "/hours/apply", hours, token)))
        .contains(text("agencies.said.hours", language))
        .contains(hours.get("processing"));
    assertThat(shown(administrator.page(WARD)))
        .as("what is planned is shown as planned, and is what the form begins with")
        .contains(text("agencies.hours-to-come", language))
        .contains("value=\"" + hours.get("hoursFrom") + "\"")
        .contains("name=\"saturday\" maxlength=\"200\" value=\"08:00-11:30\"");
    assertThat(read(administrator.post(WARD + "/hours/apply", hours, token)))
        .contains(text("agencies.said.hours.so", language));
    assertThat(calendars.hours(City.WARD).revision()).isEqualTo(revision + 1);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aDelegationIsRecordedAndEndedOnce(Locale language) {
    speak(language);
    String deputy = deputy(language);
    Agencies agencies = world.get(Agencies.class);
    int before = agencies.delegations(City.WARD).size();
    Map<String, String> order = new HashMap<>();
    order.put("from", HEAD.value());
    order.put("to", deputy);
    order.put("role", "head-of-agency");
    order.put("capacity", "kt");
    order.put("validFrom", "2026-04-06");
    order.put("validTo", "2026-05-06");
    order.put("document", "Quyết định 12/QĐ-UBND");
    for (Map.Entry<String, String> bad :
        List.of(
            Map.entry("from", ""),
            Map.entry("from", deputy),
            Map.entry("to", ""),
            Map.entry("to", HEAD.value()),
            Map.entry("to", "nobody.here"),
            Map.entry("validFrom", ""),
            Map.entry("validTo", "2026-04-05"),
            Map.entry("validTo", "gần đây"),
            Map.entry("document", "  "),
            Map.entry("document", "x".repeat(201)))) {
      Map<String, String> typed = new HashMap<>(order);
      typed.put(bad.getKey(), bad.getValue());
      if (bad.getKey().equals("from") && !bad.getValue().isEmpty()) {
        typed.put("to", HEAD.value());
      }
      assertThat(refused(administrator.post(WARD + "/delegations/add", typed)))
          .as("%s", bad)
          .contains("id=\"" + bad.getKey() + "-wrong\"");
    }
    assertThat(agencies.delegations(City.WARD)).hasSize(before);
    String token = administrator.token();
    String add = WARD + "/delegations/add";
    assertThat(administrator.post(add, order, "forged").statusCode()).isEqualTo(403);
    assertThat(read(administrator.post(add, order, token)))
        .contains(text("agencies.said.delegated", language), "Quyết định 12/QĐ-UBND", "KT.");
    assertThat(read(administrator.post(add, order, token)))
        .contains(text("agencies.said.delegated.so", language));
    assertThat(agencies.delegations(City.WARD)).hasSize(before + 1);
    long number = agencies.delegations(City.WARD).get(0).id();
    String end = WARD + "/delegations/" + number + "/end";
    assertThat(
            administrator
                .post("/agencies/" + City.POLICE + "/delegations/" + number + "/end", Map.of())
                .statusCode())
        .isEqualTo(404);
    assertThat(read(administrator.post(end, Map.of(), token)))
        .contains(text("agencies.said.ended", language));
    assertThat(read(administrator.post(end, Map.of(), token)))
        .contains(text("agencies.said.ended.so", language));
    assertThat(world.get(Accounts.class).history(new OfficerId(deputy)))
        .extracting(AccountEvent::kind)
        .containsExactly(AccountEvent.Kind.DELEGATION_GIVEN, AccountEvent.Kind.DELEGATION_ENDED);
  }

  @Test
  void nobodyElseChangesAnything() {
    for (Role role : Role.values()) {
      if (role == Role.ADMINISTRATOR) {
        continue;
      }
      Visitor visitor = Visitor.of(world, City.officer(City.WARD, role).id());
      boolean sees = role == Role.HEAD_OF_AGENCY;
      assertThat(visitor.page("/agencies").statusCode())
          .as(role.name())
          .isEqualTo(sees ? 200 : 403);
      for (String act :
          List.of("/hours/try", "/hours/apply", "/delegations/add", "/delegations/1/end")) {
        assertThat(visitor.post(WARD + act, Map.of()).statusCode())
            .as("%s %s", role, act)
            .isEqualTo(403);
      }
    }
  }
}
