package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a new calendar can move the city's due dates, by whom, and what stays on record. */
@Tag("world")
class CalendarDoorsTest {
  private static final String DECREE = "12729/VPCP-KGVX";

  /** Friday 10 April is off, and worked for on Saturday the 18th. */
  private static final String SWAP =
      "2026-04-10,SWAP_OFF,GIO_TO_HUNG_VUONG\n2026-04-18,MAKEUP,GIO_TO_HUNG_VUONG\n";

  private static final Map<TestDatabase, Scene> SCENES = new LinkedHashMap<>();

  /** One city on one database, in whose calendar nothing is changed for good but by one test. */
  private static final class Scene {
    private final World world;
    private final City city;
    private final Visitor administrator;

    Scene(TestDatabase database) {
      world = World.serving(database, "2026-04-06T10:00");
      city = City.in(world);
      administrator = Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
    }

    int version() {
      return world.get(Calendars.class).current(Calendars.VIETNAM).version().version();
    }

    HttpResponse<String> page(String act, String csv, String source) {
      return administrator.post("/calendar/" + act, Map.of("csv", csv, "source", source));
    }

    HttpResponse<String> api(String act, String csv, String source) {
      return administrator.apiPost(
          "/api/calendars/VN/"
              + act
              + "?source="
              + URLEncoder.encode(source, StandardCharsets.UTF_8),
          "text/csv",
          csv);
    }
  }

  private static Scene in(TestDatabase database) {
    return SCENES.computeIfAbsent(database, Scene::new);
  }

  @AfterAll
  static void close() {
    SCENES.values().forEach(scene -> scene.world.close());
  }

  /** What a decree can say moves open due dates, and the page tells everybody which decree. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDecreeMovesDueDatesAndIsNamed(TestDatabase database) {
    try (World world = World.serving(database, "2026-04-06T10:00")) {
      DossierCode code = City.in(world).receive("1.001612").code(); // 3 wd
      SlaClocks clocks = world.get(SlaClocks.class);
      assertThat(clocks.state(code).dueCurrentAt()).isEqualTo(World.at("2026-04-09T17:00"));
      Visitor visitor = Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
      String csv = shipped() + SWAP.replace("2026-04-10", "2026-04-09");
      Map<String, String> form = Map.of("csv", csv, "source", DECREE);

      HttpResponse<String> tried = visitor.post("/calendar/dry-run", form);
      assertThat(tried.body()).contains(code.value()).doesNotContain("Phải ghi");
      assertThat(clocks.state(code).dueCurrentAt()).isEqualTo(World.at("2026-04-09T17:00"));

      HttpResponse<String> applied = visitor.post("/calendar/apply", form);
      assertThat(applied.headers().firstValue("Location").orElse("")).endsWith("/calendar");
      assertThat(clocks.state(code).dueCurrentAt()).isEqualTo(World.at("2026-04-10T17:00"));
      assertThat(Visitor.of(world, City.desk().id()).page("/calendar").body())
          .contains(DECREE, "Nguyễn Văn administrator");
      assertThat(world.get(Fsck.class).check().findings()).isEmpty();
    }
  }

  /** Each row: what is taken out of the calendar (a pattern), what is put in, how it is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        // days gone by
        "x!2026-04-03,SWAP_OFF,X;2026-04-11,MAKEUP,X!change-past-worked",
        "2026-01-02.*!2026-01-05,SWAP_OFF,TET_DUONG_LICH!change-past-free",
        "2026-01-10.*!2026-01-17,MAKEUP,TET_DUONG_LICH!change-past-worked",
        "2026-01-02.*!!csv-makeup-alone",
        "2026-01-(02|10).*!!change-past-free",
        "2019-04-29.*!2019-04-26,SWAP_OFF,NGAY_CHIEN_THANG_30_4!change-past-worked",
        // years
        "2017.*!!change-years",
        "201.*!!change-years",
        "2026-..-..,(PUBLIC|IN_LIEU|SWAP_OFF|MAKEUP).*!!change-years",
        "2026-..-..,(PUBLIC|IN_LIEU).*!!csv-year",
        // swaps without partner, too far, too many
        "x!2026-05-04,SWAP_OFF,X!csv-swap-alone",
        "x!2026-05-09,MAKEUP,X!csv-makeup-alone",
        "x!2026-05-04,SWAP_OFF,X;2026-06-13,MAKEUP,X!csv-swap-alone",
        "x!2026-05-04,SWAP_OFF,X;2026-05-09,MAKEUP,Y!csv-swap-alone",
        "x!2026-05-04,SWAP_OFF,X;2026-05-05,SWAP_OFF,X;2026-05-09,MAKEUP,X!csv-swap-alone",
        "x!2026-06-01,SWAP_OFF,X;2026-06-02,SWAP_OFF,X;2026-06-03,SWAP_OFF,X;2026-06-04,SWAP_OFF,X;"
            + "2026-06-06,MAKEUP,X;2026-06-07,MAKEUP,X;2026-06-13,MAKEUP,X;2026-06-14,MAKEUP,X"
            + "!csv-swaps",
        // more holidays than the law has
        "x!2026-06-01,PUBLIC,X;2026-06-02,PUBLIC,X;2026-06-03,PUBLIC,X!csv-year",
      })
  void aCalendarBeyondItsBoundsMovesNothing(String without, String with, String slug) {
    String csv =
        shipped().replaceAll("(?m)^" + without + "\\R", "")
            + (with == null ? "" : with.replace(';', '\n') + "\n");
    refused(csv, slug);
  }

  @ParameterizedTest
  @ValueSource(ints = {2028, 2035, 2199})
  void noDecreeSpeaksOfAFarYear(int year) {
    StringBuilder csv = new StringBuilder(shipped());
    for (int y = 2027; y <= year; y++) {
      csv.append(elevenDaysOff(y));
    }
    refused(csv.toString(), "change-far");
    assertThat(in(TestDatabase.H2).api("dry-run", shipped() + elevenDaysOff(2027), DECREE))
        .as("of next year one does")
        .returns(200, HttpResponse::statusCode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r", "decree", "Theo chỉ đạo", "1", "12/", "№ 4"})
  void aCalendarRestsOnADocumentWithANumber(String source) {
    Scene scene = in(TestDatabase.H2);
    assertThat(scene.api("apply", shipped() + SWAP, source).body())
        .contains("web:calendar-source-thin");
    assertThat(scene.page("apply", shipped() + SWAP, source).body()).contains("số, ký hiệu");
    assertThat(scene.version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ADMINISTRATOR"})
  void onlyAnAdministratorChangesTheCalendar(Role role) {
    Scene scene = in(TestDatabase.H2);
    Visitor visitor = Visitor.of(scene.world, City.officer(City.WARD, role).id());
    Map<String, String> form = Map.of("csv", shipped() + SWAP, "source", DECREE);
    for (String act : new String[] {"dry-run", "apply"}) {
      assertThat(visitor.post("/calendar/" + act, form).statusCode()).isEqualTo(403);
      String path = "/api/calendars/VN/" + act + "?source=" + DECREE;
      assertThat(visitor.apiPost(path, "text/csv", shipped() + SWAP).statusCode()).isEqualTo(403);
    }
    assertThat(visitor.page("/calendar").body()).doesNotContain("/calendar/apply");
    assertThat(scene.version()).isEqualTo(1);
  }

  private static void refused(String csv, String slug) {
    for (TestDatabase database : TestDatabase.values()) {
      Scene scene = in(database);
      DossierCode code = scene.city.receive("1.001612").code();
      var due = scene.world.get(SlaClocks.class).state(code).dueCurrentAt();
      for (String act : new String[] {"dry-run", "apply"}) {
        HttpResponse<String> answer = scene.api(act, csv, DECREE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("calendar:" + slug + "\"");
        HttpResponse<String> page = scene.page(act, csv, DECREE);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("role=\"alert\"");
      }
      assertThat(scene.version()).isEqualTo(1);
      assertThat(scene.world.get(SlaClocks.class).state(code).dueCurrentAt()).isEqualTo(due);
      assertThat(
              scene
                  .world
                  .get(JdbcClient.class)
                  .sql("select count(*) from calendar_change")
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }

  /** Eleven working days of the year, marked as holidays. */
  private static String elevenDaysOff(int year) {
    return Year.of(year)
        .atDay(1)
        .datesUntil(LocalDate.of(year, 12, 31))
        .filter(
            day ->
                day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
        .limit(11)
        .map(day -> day + ",PUBLIC,X\n")
        .collect(Collectors.joining());
  }

  private static String shipped() {
    try (InputStream in =
        CalendarDoorsTest.class.getResourceAsStream("/calendar/public-holidays-vn.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
