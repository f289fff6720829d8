package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.engine.WorkItems;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of work as a browser uses it, and the same through the API. */
@Tag("world")
class WorkListDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final int DOSSIERS = 25;

  private static World world;
  private static Visitor desk;
  private static Visitor specialist;
  private static Visitor clerk;

  /** Monday morning: a desk with more free items than fit on a page. */
  @BeforeAll
  static void receive() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    City city = City.in(world);
    for (int i = 0; i < DOSSIERS; i++) {
      city.receive(MARITAL_STATUS);
    }
    desk = Visitor.of(world, City.desk().id());
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void pagesFollowOneAnotherForthAndBackWithTheFilterKept() {
    String list = "/my-work?tab=unassigned&q=anh&urgency=calm";
    String first = desk.page(list).body();
    assertThat(InboxPagesTest.words(first))
        .contains("Chưa có người nhận 25", "Việc của tôi 0", "Của cả đơn vị 25", "Chờ bên khác 0")
        .contains("Trần Thị Ngọc Ánh", "Bước này: 02/03/2026 10:30 Còn 2 giờ làm việc")
        .contains("25 việc");
    assertThat(first)
        .contains("value=\"anh\"", "<option value=\"calm\" selected")
        .doesNotContain("rel=\"prev\"");
    String next = link(first, "next");
    assertThat(next).startsWith("/my-work?tab=unassigned&urgency=calm&q=anh&after=");
    String second = desk.page(next).body();
    assertThat(items(second)).hasSize(5).doesNotContainAnyElementsOf(items(first));
    assertThat(second).doesNotContain("rel=\"next\"");
    assertThat(items(desk.page(link(second, "prev")).body())).isEqualTo(items(first));
    String none = desk.page("/my-work?tab=unit&q=zzz").body();
    assertThat(InboxPagesTest.words(none)).contains("Không có việc nào khớp với điều kiện lọc");
    assertThat(InboxPagesTest.words(desk.page("/my-work?tab=waiting").body()))
        .contains("Không có hồ sơ nào chờ người nộp");
    assertThat(InboxPagesTest.words(specialist.page("/my-work").body()))
        .as("nothing held and nothing free")
        .contains("Mọi việc thuộc vai trò của bạn đều đã có người nhận");
  }

  @Test
  void theWayBackLeadsToTheSameListAndNowhereElse() {
    String list = "/my-work?tab=unassigned&q=anh&sort=newest";
    String page = desk.page(list).body();
    String open =
        Pattern.compile("href=\"(/my-work/[^\"?]+\\?back=[^\"]+)\"")
            .matcher(page)
            .results()
            .map(found -> plain(found.group(1)))
            .findFirst()
            .orElseThrow();
    String item = desk.page(open).body();
    assertThat(plain(item))
        .contains("<a href=\"" + list + "\">")
        .contains("name=\"back\" value=\"" + list + "\"");
    String id = open.substring("/my-work/".length(), open.indexOf('?'));
    HttpResponse<String> claimed =
        desk.post("/my-work/" + id + "/claim", Map.of("back", list), desk.token());
    assertThat(target(claimed)).startsWith("/my-work/" + id + "?back=");
    HttpResponse<String> released = desk.post("/my-work/" + id + "/release", Map.of("back", list));
    assertThat(target(released)).isEqualTo(list);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/my-work?",
        "/my-work/../logout",
        "/my-work?x=\r\nSet-Cookie: a=b",
        "/my-works",
        "javascript:alert(1)",
        "/my-work?{x}",
        "/my-work#//evil.example"
      })
  void aWayBackToAnywhereElseIsIgnored(String back) {
    assertThat(target(clerk.post("/my-work/claim", Map.of("back", back)))).isEqualTo("/my-work");
  }

  @Test
  void theNextItemIsTheMostUrgentAndSaysWhy() {
    String list = "/my-work?tab=unassigned";
    List<String> before = items(desk.page(list).body());
    HttpResponse<String> given = desk.post("/my-work/next", Map.of("back", list));
    String to = target(given);
    assertThat(to).startsWith("/my-work/" + before.get(0) + "?back=");
    String page = InboxPagesTest.words(desk.page(to).body());
    assertThat(page).contains("Đã nhận việc gấp nhất chưa có người nhận: còn");
    assertThat(world.get(WorkItems.class).get(before.get(0)).assignee())
        .isEqualTo(City.desk().id());
    assertThat(items(desk.page("/my-work").body())).contains(before.get(0));
    desk.post("/my-work/" + before.get(0) + "/release", Map.of());

    HttpResponse<String> none = specialist.post("/my-work/next", Map.of());
    assertThat(target(none)).isEqualTo("/my-work");
    assertThat(InboxPagesTest.words(specialist.page("/my-work").body()))
        .contains("Không còn việc nào chưa có người nhận");
    assertThat(specialist.apiPost("/api/v1/inbox/next", "application/json", "").statusCode())
        .isEqualTo(204);
  }

  @Test
  void chosenItemsAreTakenAndGivenBackTogetherAndRefusalsAreCounted() {
    List<String> ids = items(desk.page("/my-work?tab=unassigned&sort=newest").body()).subList(0, 3);
    String many = "{\"ids\": [\"" + String.join("\",\"", ids) + "\", \"none\"]}";
    HttpResponse<String> claimed = desk.postApi("/api/v1/inbox/claim", many);
    assertThat(claimed.statusCode()).isEqualTo(200);
    assertThat(claimed.body()).contains("work-item-gone").doesNotContain("work-item-held");
    assertThat(specialist.postApi("/api/v1/inbox/claim", many).body())
        .as("not at that desk")
        .contains("not-your-desk");
    specialist.post("/my-work/claim", Map.of("id", ids.get(0)));
    assertThat(InboxPagesTest.words(specialist.page("/my-work").body()))
        .contains("1 việc không thực hiện được");
    desk.post("/my-work/release", Map.of("id", ids.get(0)));
    assertThat(InboxPagesTest.words(desk.page("/my-work").body())).contains("Đã trả lại 1 việc");
    desk.post("/my-work/claim", Map.of("id", ids.get(0)));
    assertThat(InboxPagesTest.words(desk.page("/my-work").body())).contains("Đã nhận 1 việc");
    desk.post("/my-work/claim", Map.of());
    assertThat(InboxPagesTest.words(desk.page("/my-work").body()))
        .contains("Hãy chọn ít nhất một việc");
    assertThat(desk.postApi("/api/v1/inbox/release", many).body()).contains("work-item-gone");
    assertThat(desk.postApi("/api/v1/inbox/claim", "{\"ids\": []}").statusCode()).isEqualTo(400);
  }

  @Test
  void aViewIsSavedCountedShownAndDeleted() {
    String query = "tab=unit&urgency=calm&q=%C3%A1nh";
    assertThat(said("/my-work/views", Map.of("name", "Ánh, còn thời gian", "query", query)))
        .contains("Đã lưu danh sách “Ánh, còn thời gian”.");
    String page = desk.page("/my-work?" + query).body();
    assertThat(InboxPagesTest.words(page))
        .contains("Ánh, còn thời gian 25", "Danh sách đã lưu: Ánh, còn thời gian");
    assertThat(specialist.page("/my-work").body())
        .as("of its officer alone")
        .doesNotContain("Ánh,");
    assertThat(refusedView(Map.of("name", "Ánh, còn thời gian", "query", query)))
        .contains("hãy đặt tên khác");
    assertThat(refusedView(Map.of("name", "x", "query", "urgency=soonish")))
        .contains("soonish", "hãy chọn lại trong danh sách")
        .doesNotContain("overdue");
    String views = desk.api("/api/v1/inbox/views").body();
    assertThat(views).contains("\"count\":25", "\"no\":1").doesNotContain("soonish");
    assertThat(said("/my-work/views/1/delete", Map.of())).contains("Đã xóa danh sách đã lưu.");
    assertThat(desk.api("/api/v1/inbox/views").body()).isEqualTo("[]");
    HttpResponse<String> saved =
        desk.postApi("/api/v1/inbox/views", "{\"name\": \"a\", \"query\": \"tab=mine\"}");
    assertThat(saved.statusCode()).isEqualTo(201);
    assertThat(desk.call("DELETE", "/api/v1/inbox/views/1", "").statusCode()).isEqualTo(204);
    assertThat(desk.call("DELETE", "/api/v1/inbox/views/1", "").statusCode()).isEqualTo(404);
  }

  @Test
  void columnsAreChosenForTheListAndForEachView() {
    Visitor finance = Visitor.of(world, City.officer(City.WARD, Role.FINANCE_OFFICER).id());
    String list = "/my-work?tab=unit";
    String usual = finance.page(list).body();
    assertThat(usual)
        .contains("data-label=\"Người giữ\"", "class=\"applicant\"", "chờ từ ")
        .doesNotContain("data-label=\"Hình thức nộp\"", "data-label=\"Ngày tiếp nhận\"");
    finance.post("/my-work/views", Map.of("name", "Gọn", "query", "tab=unit&sort=newest"));
    String view = "/my-work?tab=unit&sort=newest&view=1";
    Map<String, String> columns = Map.of("column", "received,channel,agency", "back", list);
    finance.post("/my-work/columns", columns);
    for (String address : List.of(list, view)) {
      assertThat(finance.page(address).body())
          .as(address)
          .contains("data-label=\"Hình thức nộp\"", "data-label=\"Ngày tiếp nhận\"")
          .contains("data-label=\"Cơ quan\"")
          .doesNotContain("data-label=\"Người giữ\"", "class=\"applicant\"", "chờ từ ");
    }
    finance.post("/my-work/columns", Map.of("column", "holder", "view", "1", "back", view));
    assertThat(finance.page(view).body())
        .contains("data-label=\"Người giữ\"")
        .doesNotContain("data-label=\"Ngày tiếp nhận\"");
    assertThat(finance.page(list).body()).contains("data-label=\"Ngày tiếp nhận\"");
    assertThat(desk.page(list).body()).as("of its officer alone").contains("class=\"applicant\"");

    finance.post("/my-work/columns", Map.of("column", "", "back", list));
    assertThat(finance.page(list).body())
        .as("step, dossier and time are always there")
        .contains("class=\"urgency\"", "class=\"code\"")
        .doesNotContain("data-label=\"Người giữ\"", "class=\"applicant\"");
    finance.post("/my-work/columns", Map.of("column", "salary", "back", list));
    assertThat(InboxPagesTest.words(finance.page(list).body()))
        .contains("salary", "hãy chọn lại trong danh sách");
    finance.post("/my-work/columns", Map.of("column", "holder", "view", "9", "back", list));
    assertThat(InboxPagesTest.words(finance.page(list).body()))
        .contains("Không có danh sách đã lưu nào mang số 9");
    desk.post("/my-work/views", Map.of("name", "Của quầy", "query", "tab=unit&sort=newest"));
    finance.post("/my-work/views/1/delete", Map.of());
    assertThat(desk.page(list).body()).as("of its officer alone").contains("Của quầy");
    desk.post("/my-work/views/1/delete", Map.of());
    finance.post("/my-work/views", Map.of("name", "Gọn", "query", "tab=unit&sort=newest"));
    assertThat(finance.page(view).body())
        .as("a new view of the same number has no columns of its own")
        .doesNotContain("data-label=\"Người giữ\"");
    finance.post("/my-work/views/1/delete", Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"next", "claim", "release", "views", "views/1/delete"})
  void nothingIsWrittenWithoutTheTokenOrByWhoDoesNotWorkOnDossiers(String act) {
    String path = "/my-work/" + act;
    Map<String, String> form = Map.of("name", "x", "query", "tab=unit");
    assertThat(specialist.post(path, form, "forged").statusCode()).isEqualTo(403);
    Visitor administrator = Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
    assertThat(administrator.post(path, form).statusCode()).isEqualTo(403);
    assertThat(specialist.api("/api/v1/inbox/views").body()).isEqualTo("[]");
  }

  @Test
  void speaksEnglishToWhoChoseIt() {
    Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    head.page("/language?to=en");
    head.post("/my-work/next", Map.of());
    assertThat(InboxPagesTest.words(head.page("/my-work?tab=unit").body()))
        .contains("There is no free item at your desks.")
        .contains("My work 0 Free 0 Whole unit 25 Waiting for others 0")
        .contains("25 items", "This step: 2 Mar 2026, 10:30 2 working hours left");
    assertThat(InboxPagesTest.words(head.page("/my-work?tab=mine").body()))
        .contains("You hold no item.", "No items");
  }

  @Test
  void theApiTurnsPagesByPlacesAndRefusesNonsense() {
    String first = desk.api("/api/v1/inbox?tab=unassigned&size=20").body();
    assertThat(first)
        .contains("\"tab\":\"unassigned\"", "\"applicant\":\"Trần Thị Ngọc Ánh\"")
        .contains("\"urgency\":\"CALM\"", "\"limit\":\"STEP\"", "\"after\":")
        .doesNotContain("\"before\":");
    String after = first.replaceFirst("(?s).*\"after\":\"([^\"]+)\".*", "$1");
    assertThat(desk.api("/api/v1/inbox?tab=unassigned&size=20&after=" + after).body())
        .contains("\"before\":")
        .doesNotContain("\"after\":");
    for (String nonsense :
        List.of(
            "tab=everything",
            "urgency=soon",
            "sort=best",
            "channel=fax",
            "dueFrom=31/12/2026",
            "receivedTo=9999-12-31",
            "after=yesterday",
            "before=2026-03-02T08:30",
            "size=0")) {
      HttpResponse<String> refused = desk.api("/api/v1/inbox?" + nonsense);
      assertThat(refused.statusCode()).as(nonsense).isEqualTo(400);
      assertThat(desk.page("/my-work?" + nonsense).statusCode())
          .as("page: " + nonsense)
          .isEqualTo(nonsense.startsWith("size") ? 200 : 400);
    }
  }

  /** What the desk reads after a form was sent. */
  /** The words of the list that answers a refused view, with the typed name in its field. */
  private static String refusedView(Map<String, String> form) {
    HttpResponse<String> answer = desk.post("/my-work/views", form);
    assertThat(answer.statusCode()).isIn(400, 409);
    assertThat(answer.body())
        .containsPattern("value=\"%1$s\"|>%1$s</textarea>".formatted(form.get("name")));
    return InboxPagesTest.words(answer.body());
  }

  private static String said(String path, Map<String, String> form) {
    return InboxPagesTest.words(desk.page(target(desk.post(path, form))).body());
  }

  private static List<String> items(String html) {
    return Pattern.compile("name=\"id\" value=\"([^\"]+)\"")
        .matcher(html)
        .results()
        .map(MatchResult::group)
        .map(found -> found.substring(found.indexOf("value=\"") + 7, found.length() - 1))
        .toList();
  }

  private static String link(String html, String rel) {
    return Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"")
        .matcher(html)
        .results()
        .map(found -> plain(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static String plain(String html) {
    return html.replace("&amp;", "&");
  }

  private static String target(HttpResponse<String> redirect) {
    assertThat(redirect.statusCode()).isEqualTo(302);
    return redirect.headers().firstValue("Location").orElseThrow().replaceFirst("http://[^/]+", "");
  }
}
