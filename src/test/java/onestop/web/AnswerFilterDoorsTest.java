package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.agencies.Role;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.InboxRebuild;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of work by the answers of a procedure's form, through page and API, on both databases. */
@Tag("world")
class AnswerFilterDoorsTest {
  private static final String BIRTH = "1.001193";
  private static final String PERMIT = "1.009994";
  private static final String MARITAL_STATUS = "1.004873";

  @RegisterExtension static final SharedWorld WORLD = SharedWorld.serving("2026-03-02T08:30");

  private static Visitor desk(World world) {
    return Visitor.of(world, City.desk().id());
  }

  /** Two births and a permit; the marked answers differ. */
  private record Case(DossierCode an, DossierCode binh, DossierCode permit) {
    static Case in(City city) {
      return new Case(
          city.receive(
              BIRTH,
              Map.of(
                  "child_name", "Đặng Bảo Ân",
                  "child_born", "2026-02-27",
                  "mother_name", "Hoàng Thị Lụa")),
          city.receive(
              BIRTH,
              Map.of(
                  "child_name", "Đặng Quốc Bình",
                  "child_born", "2026-02-28",
                  "mother_name", "Bùi Bảo Châu")),
          city.receive(
              PERMIT,
              Map.of(
                  "plot_no", "125/3",
                  "map_sheet", "12-B",
                  "kind", "repair",
                  "works_repaired", "Mái nhà")));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void oneListShowsTheDossiersWhoseAnswersBeginSo(TestDatabase database) {
    World world = WORLD.world(database);
    Case made = Case.in(WORLD.city(database));
    Visitor desk = desk(world);
    Map<Map<String, String>, List<DossierCode>> cases = new LinkedHashMap<>();
    cases.put(Map.of("child_name", "Đặng Bảo Ân"), List.of(made.an));
    cases.put(Map.of("child_name", "dang bao"), List.of(made.an));
    cases.put(Map.of("child_name", "ÂN  ĐẶNG"), List.of(made.an));
    cases.put(Map.of("child_name", "dang"), List.of(made.an, made.binh));
    cases.put(Map.of("child_name", "bao"), List.of(made.an));
    cases.put(Map.of("mother_name", "bao"), List.of(made.binh));
    cases.put(Map.of("child_born", "2026-02-28"), List.of(made.binh));
    cases.put(Map.of("child_born", "27/2/2026"), List.of(made.an));
    cases.put(Map.of("child_name", "dang", "mother_name", "lua"), List.of(made.an));
    cases.put(Map.of("child_name", "an", "mother_name", "bui"), List.of());
    cases.put(Map.of("child_name", "%"), List.of());
    cases.put(Map.of("child_name", "  "), List.of(made.an, made.binh));
    cases.forEach(
        (answers, expected) -> {
          String list = list(BIRTH, answers);
          assertThat(shown(desk, list, made)).as(list).isEqualTo(expected);
          if (!answers.containsValue("%")) {
            assertThat(sent(desk, list, made)).as(list).isEqualTo(expected);
          }
        });
    assertThat(sent(desk, list(PERMIT, Map.of("plot_no", "125")), made))
        .containsExactly(made.permit);
    assertThat(sent(desk, list(PERMIT, Map.of("plot_no", "3 125", "map_sheet", "12b")), made))
        .isEmpty();
    assertThat(sent(desk, list(PERMIT, Map.of("kind", "repair")), made))
        .containsExactly(made.permit);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void thePageOffersTheMarkedFieldsOfTheChosenProcedureAndKeepsThem(TestDatabase database) {
    World world = WORLD.world(database);
    Case made = Case.in(WORLD.city(database));
    Visitor desk = desk(world);
    assertThat(desk.page("/my-work?tab=unit").body())
        .contains("Chọn thủ tục rồi bấm")
        .doesNotContain("name=\"answer[");
    String list = list(BIRTH, Map.of("child_name", "Ân", "child_born", "2026-02-27"));
    String page = desk.page(list).body();
    assertThat(InboxPagesTest.words(page))
        .contains("Người được khai sinh – Họ, chữ đệm, tên", "Người mẹ – Họ, chữ đệm, tên")
        .contains("hồ sơ nhận theo phiên bản cũ hơn có thể không có giá trị ở đây");
    assertThat(page)
        .contains("name=\"answer[child_name]\" type=\"text\" maxlength=\"100\" value=\"Ân\"")
        .contains(
            "name=\"answer[child_born]\" type=\"date\" maxlength=\"100\" value=\"2026-02-27\"")
        .doesNotContain("answer[plot_no]");
    WorkItem waiting = world.get(WorkItems.class).of(made.an).get(0);
    String item = waiting.id();
    Role role = Role.ofCode(waiting.role()).orElseThrow();
    Visitor holder = Visitor.of(world, City.officer(City.WARD, role).id());
    String way =
        "/my-work/" + item + "?back=" + encoded(list).replace("%2F", "/").replace("%3F", "?");
    assertThat(holder.page(list).body()).as("kept when an item is opened").contains(way);
    assertThat(holder.page(way).body()).contains("href=\"" + list.replace("&", "&amp;") + "\"");
    assertThat(desk.page("/my-work/ids?" + list.substring(list.indexOf('?') + 1)).body())
        .as("the whole list, for an act on many")
        .contains(item)
        .doesNotContain(world.get(WorkItems.class).of(made.binh).get(0).id());

    String other = list.replace(BIRTH, PERMIT);
    assertThat(shown(desk, other, made))
        .as("fields of another procedure are left over, and are no choice")
        .containsExactly(made.permit);
    String choices = desk.page(list(PERMIT, Map.of("kind", "repair"))).body();
    assertThat(choices).contains("<option value=\"repair\" selected=\"selected\">");

    String wrong = desk.page(list(BIRTH, Map.of("child_born", "sắp tới"))).body();
    assertThat(wrong).contains("aria-invalid=\"true\"", "id=\"f-answer-child_born-wrong\"");
    assertThat(shown(desk, list(BIRTH, Map.of("child_born", "sắp tới")), made)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aViewIsSavedWithItsAnswersAndCountsByThem(TestDatabase database) {
    World world = WORLD.world(database);
    Case made = Case.in(WORLD.city(database));
    Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    String list = list(BIRTH, Map.of("child_name", "quoc binh"));
    String query = list.substring(list.indexOf('?') + 1);
    assertThat(shown(clerk, list, made)).containsExactly(made.binh);
    assertThat(
            clerk.post("/my-work/views", Map.of("name", "Cháu Bình", "query", query)).statusCode())
        .isEqualTo(302);
    long there = clerk.page(list).body().split("data-row=").length - 1;
    assertThat(InboxPagesTest.words(clerk.page(list).body()))
        .contains("Cháu Bình " + there, "Danh sách đã lưu: Cháu Bình");
    assertThat(clerk.api("/api/v1/inbox/views").body()).contains("\"count\":" + there);
    for (String refused : List.of("answer[plot_no]=1", "answer[child_born]=x")) {
      String given = "procedure=" + BIRTH + "&" + refused;
      assertThat(clerk.post("/my-work/views", Map.of("name", "Sai", "query", given)).statusCode())
          .as(refused)
          .isEqualTo(400);
      HttpResponse<String> answer =
          clerk.api("/api/v1/inbox?" + given.replace("[", "%5B").replace("]", "%5D"));
      assertThat(answer.statusCode()).as(refused).isEqualTo(400);
      assertThat(answer.body()).containsAnyOf("plot_no", "Ngày sinh");
    }
    clerk.post("/my-work/views/1/delete", Map.of());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void answersAreColumnsOfTheListsOfTheirProcedure(TestDatabase database) {
    World world = WORLD.world(database);
    Case.in(WORLD.city(database));
    Visitor finance = Visitor.of(world, City.officer(City.WARD, Role.FINANCE_OFFICER).id());
    String births = list(BIRTH, Map.of());
    String permits = list(PERMIT, Map.of());
    assertThat(finance.page(births).body())
        .contains("value=\"answer[child_name]\"")
        .doesNotContain("value=\"answer[plot_no]\"", "Đặng Bảo Ân");
    String columns = "holder,answer[child_name],answer[child_born]";
    finance.post("/my-work/columns", Map.of("column", columns, "back", births));
    assertThat(finance.page(births).body())
        .contains("data-label=\"Người được khai sinh – Họ, chữ đệm, tên\">Đặng Bảo Ân<")
        .contains(">27/02/2026<", "data-label=\"Người giữ\"")
        .doesNotContain("Hoàng Thị Lụa", "class=\"applicant\"");
    String permit = finance.page(permits).body();
    assertThat(permit)
        .as("kept, though the permits have none")
        .contains("type=\"hidden\" name=\"column\" value=\"answer[child_name]\"")
        .doesNotContain("data-label=\"Người được khai sinh");
    assertThat(finance.page("/my-work?tab=unit").body()).doesNotContain("Đặng Bảo Ân");
    finance.post("/my-work/columns", Map.of("column", columns + ",answer[kind]", "back", permits));
    assertThat(finance.page(permits).body()).containsPattern("data-label=\"[^\"]+\">Sửa chữa");
    assertThat(finance.api("/api/v1/inbox/columns").body())
        .isEqualTo(
            "{\"columns\":[\"holder\",\"answer[child_born]\",\"answer[child_name]\","
                + "\"answer[kind]\"]}");
    assertThat(
            finance
                .call("PUT", "/api/v1/inbox/columns", "{\"columns\": [\"answer[mother_id]\"]}")
                .statusCode())
        .as("a field that no form marks")
        .isEqualTo(400);
    finance.page("/language?to=en");
    assertThat(finance.page(births).body()).contains("Child – Family, middle and given name");
    assertThat(finance.api("/api/v1" + births.replace("/my-work", "/inbox")).body())
        .contains("\"child_name\":\"Đặng Bảo Ân\"", "\"mother_name\":\"Hoàng Thị Lụa\"")
        .doesNotContain("mother_id");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theSearchBoxFindsMarkedDaysAndNamesTheirField(TestDatabase database) {
    World world = WORLD.world(database);
    Case made = Case.in(WORLD.city(database));
    assertThat(
            InboxPagesTest.words(
                desk(world).page("/search?q=" + encoded("dang 27/02/2026")).body()))
        .contains(made.an.value(), "Người được khai sinh – ")
        .doesNotContain(made.binh.value());
    assertThat(desk(world).page("/search?q=" + encoded("lua hoang")).body())
        .contains("Người mẹ – Họ, chữ đệm, tên: Hoàng Thị Lụa");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void rowsOfAnOlderVersionAreFilledInAndOthersAreLeftAlone(TestDatabase database) {
    World world = WORLD.world(database);
    City city = WORLD.city(database);
    Case made = Case.in(city);
    DossierCode plain = city.receive(MARITAL_STATUS).code();
    JdbcClient jdbc = world.get(JdbcClient.class);
    List<String> written = rows(jdbc);
    assertThat(written)
        .anyMatch(row -> row.startsWith(made.an.value()) && row.contains("child_name=bao"))
        .contains(plain.value() + " | |");
    jdbc.sql("update inbox_item set answers = null, answer_words = null where dossier_code = ?")
        .param(made.an.value())
        .update();
    assertThat(shown(desk(world), list(BIRTH, Map.of()), made))
        .as("is shown meanwhile")
        .contains(made.an);
    InboxRebuild rebuild = world.get(InboxRebuild.class);
    assertThat(rebuild.fill().differences()).isEqualTo(1);
    assertThat(rows(jdbc)).isEqualTo(written);
    assertThat(rebuild.fill().dossiers()).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nobodyFindsAnswersOfDossiersThatWaitElsewhere(TestDatabase database) {
    World world = WORLD.world(database);
    Case made = Case.in(WORLD.city(database));
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.SPECIALIST).id());
    String list = list(BIRTH, Map.of("child_name", "dang"));
    assertThat(shown(police, list, made)).isEmpty();
    assertThat(sent(police, list, made)).isEmpty();
    assertThat(police.api("/api/v1" + list.replace("/my-work", "/inbox")).body())
        .doesNotContain("Đặng");
  }

  /** As a step that an agency from above decides on: the row is there, and names nobody. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void answersAreHiddenWhereTheApplicantsNameIs(TestDatabase database) {
    World world = WORLD.world(database);
    DossierCode code = WORLD.city(database).receive(BIRTH, Map.of("child_name", "Vũ Kín Đáo"));
    Visitor desk = desk(world);
    String list = list(BIRTH, Map.of("child_name", "kin dao"));
    desk.post("/my-work/columns", Map.of("column", "answer[child_name]", "back", list));
    String api = "/api/v1" + list.replace("/my-work", "/inbox");
    assertThat(desk.page(list).body()).contains(code.value(), "Vũ Kín Đáo");
    assertThat(desk.api(api).body()).contains(code.value(), "Vũ Kín Đáo");
    world
        .get(JdbcClient.class)
        .sql(
            """
            update inbox_item set receiving_agency = :other, resolving_agency = :other
             where dossier_code = :code
            """)
        .param("other", City.POLICE.value())
        .param("code", code.value())
        .update();
    assertThat(desk.page(list).body()).contains(code.value()).doesNotContain("Vũ Kín Đáo");
    assertThat(desk.api(api).body()).contains(code.value()).doesNotContain("Vũ Kín Đáo");
    desk.post("/my-work/columns", Map.of("column", "applicant", "back", list));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestDatabase.class,
      names = {"H2"})
  void parametersThatAreNoAnswerChangeNothing(TestDatabase database) {
    Visitor desk = desk(WORLD.world(database));
    for (String odd :
        List.of("answer%5B=x", "answer%5B%5D=x", "answer=x", "answer%5Ba=x", "answer%5Ba%5Db=x")) {
      int status = desk.page("/my-work?tab=unit&" + odd).statusCode();
      assertThat(status).as(odd).isIn(200, 400);
      assertThat(desk.api("/api/v1/inbox?" + odd).statusCode()).as(odd).isIn(200, 400);
    }
  }

  private static List<String> rows(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select dossier_code || ' |' || answers || ' |' || answer_words from inbox_item
             order by work_item_id
            """)
        .query(String.class)
        .list();
  }

  private static String list(String procedure, Map<String, String> answers) {
    return "/my-work?tab=unit&procedure="
        + procedure
        + answers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                one ->
                    "&" + encoded("answer[" + one.getKey() + "]") + "=" + encoded(one.getValue()))
            .collect(Collectors.joining());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Those of the case that the page shows. */
  private static List<DossierCode> shown(Visitor visitor, String list, Case made) {
    HttpResponse<String> page = visitor.page(list);
    assertThat(page.statusCode()).as(list).isEqualTo(200);
    return of(page.body(), "class=\"code\" href=\"/dossiers/([^\"]+)\"", made);
  }

  /** Those of the case that the API sends. */
  private static List<DossierCode> sent(Visitor visitor, String list, Case made) {
    HttpResponse<String> answer = visitor.api("/api/v1" + list.replace("/my-work", "/inbox"));
    assertThat(answer.statusCode()).as(list + answer.body()).isEqualTo(200);
    return of(answer.body(), "\"dossier\":\"([^\"]+)\"", made);
  }

  private static List<DossierCode> of(String text, String pattern, Case made) {
    List<String> found =
        Pattern.compile(pattern)
            .matcher(text)
            .results()
            .map((MatchResult one) -> one.group(1))
            .toList();
    return List.of(made.an, made.binh, made.permit).stream()
        .filter(code -> found.contains(code.value()))
        .toList();
  }
}
