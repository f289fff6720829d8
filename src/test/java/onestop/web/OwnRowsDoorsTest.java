package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.registers.ResultRegister;
import onestop.dossiers.registers.ResultRegisters;
import onestop.engine.WorkItem;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many steps ended together whose form has values of each dossier alone: a row for each. */
@Tag("world")
class OwnRowsDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String MORNING = "2026-03-02T08:30";
  private static final String COMPLETE = "/api/v1/inbox/complete";

  private static List<WorkItem> at(City city, String step, int count) {
    List<WorkItem> items = new ArrayList<>();
    for (DossierCode code : city.receive(MARITAL_STATUS, count)) {
      city.workUntil(code, step);
      items.add(city.dossierItems(code).get(0));
    }
    return items;
  }

  private static void register(World world) {
    world
        .get(ResultRegisters.class)
        .keep(
            new ResultRegister(
                City.WARD, MARITAL_STATUS, "Sổ giấy xác nhận", "{number}/{year}/GXN", 2026, 1),
            City.officer(City.WARD, Role.ADMINISTRATOR).id());
  }

  private static List<DossierEvent> ends(World world, WorkItem item) {
    return world.get(Dossiers.class).events(item.dossier()).stream()
        .filter(event -> event.kind().equals("STEP_COMPLETED") && item.step().equals(event.step()))
        .toList();
  }

  /** A fact that the dossier's events record. */
  private static String fact(World world, WorkItem item, String name) {
    return world.get(Dossiers.class).events(item.dossier()).stream()
        .filter(event -> event.details().containsKey(name))
        .map(event -> String.valueOf(event.details().get(name)))
        .collect(Collectors.joining(","));
  }

  private static List<String> ids(List<WorkItem> items) {
    return items.stream().map(WorkItem::id).toList();
  }

  private static HttpResponse<String> post(
      Visitor visitor, String path, List<String> ids, Map<String, String> typed) {
    String form =
        ids.stream().map(id -> "id=" + id + "&").collect(Collectors.joining())
            + typed.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()) + "&")
                .collect(Collectors.joining());
    return visitor.postForm(path, form + "_csrf=" + encoded(visitor.token()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The values of a column of the rows on a page, from the first row to the last. */
  private static List<String> column(String page, String field) {
    return Pattern.compile("<input[^>]*name=\"" + field + "@[^\"]*\"[^>]*>")
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .map(tag -> tag.replaceAll("(?s).*value=\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static Map<String, String> results(List<String> ids) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (String id : ids) {
      typed.put("resolution-resultCode@" + id, "KQ-" + id);
      typed.put("resolution-resultDocument@" + id, "Giấy xác nhận " + id);
    }
    return typed;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void eachDossierHasItsRowWithANumberOfItsOwn(TestDatabase database) {
    try (World world = World.serving(database, MORNING)) {
      City city = City.in(world);
      register(world);
      List<WorkItem> items = at(city, "issue_result", 4);
      Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
      clerk.page("/my-work");
      WorkItem alone = items.remove(0);
      Map<String, String> single =
          Map.of(
              "outcome", "done",
              "resolution-resultCode", "KQ-0",
              "resolution-resultDocument", "Giấy xác nhận 0",
              "resolution-registerNumber", "2/2026/GXN");
      post(clerk, "/my-work/" + alone.id() + "/complete", List.of(), single);
      List<String> ids = ids(items);

      String page = post(clerk, "/my-work/finish/choose", ids, Map.of()).body();
      assertThat(column(page, "resolution-registerNumber"))
          .as("one after the other, without the number that is given")
          .containsExactly("1/2026/GXN", "3/2026/GXN", "4/2026/GXN");
      assertThat(InboxPagesTest.words(page)).contains("Sổ giấy xác nhận", "Đánh số lại");

      Map<String, String> typed = results(ids);
      typed.put("each", "done");
      for (int i = 0; i < ids.size(); i++) {
        typed.put("resolution-registerNumber@" + ids.get(i), List.of(1, 3, 3).get(i) + "/2026/GXN");
      }
      typed.put("resolution-resultCode@" + ids.get(1), "");
      HttpResponse<String> refused = post(clerk, "/my-work/finish", ids, typed);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(InboxPagesTest.words(refused.body()))
          .contains("2 dòng cần sửa", "Số 3/2026/GXN đã ghi cho hồ sơ " + code(items.get(1)));
      assertThat(refused.body())
          .contains("resolution-resultCode@" + ids.get(1) + "-wrong")
          .contains("resolution-registerNumber@" + ids.get(2) + "-wrong")
          .doesNotContain("@" + ids.get(0) + "-wrong");
      assertThat(column(refused.body(), "resolution-resultCode"))
          .as("what was right is kept")
          .containsExactly("KQ-" + ids.get(0), "", "KQ-" + ids.get(2));
      items.forEach(item -> assertThat(ends(world, item)).isEmpty());

      String numbered =
          post(clerk, "/my-work/finish/choose", ids, with(typed, "fill", "registerNumber")).body();
      assertThat(column(numbered, "resolution-registerNumber"))
          .containsExactly("1/2026/GXN", "3/2026/GXN", "4/2026/GXN");
      String filled =
          post(clerk, "/my-work/finish/choose", ids, with(typed, "fill", "resultCode")).body();
      assertThat(column(filled, "resolution-resultCode"))
          .as("an empty row has the value above it")
          .containsExactly("KQ-" + ids.get(0), "KQ-" + ids.get(0), "KQ-" + ids.get(2));

      typed.put("resolution-resultCode@" + ids.get(1), "KQ-" + ids.get(1));
      typed.put("resolution-registerNumber@" + ids.get(2), "4/2026/GXN");
      HttpResponse<String> asked =
          post(clerk, "/my-work/finish", ids, with(typed, "part", "check"));
      assertThat(asked.statusCode()).isEqualTo(204);
      items.forEach(item -> assertThat(ends(world, item)).as("only asked").isEmpty());
      HttpResponse<String> done = post(clerk, "/my-work/finish", ids, typed);
      assertThat(done.statusCode()).isEqualTo(302);
      assertThat(InboxPagesTest.words(clerk.page("/my-work").body()))
          .contains("Đã hoàn tất 3 việc");
      assertThat(items)
          .extracting(item -> fact(world, item, "resultCode"))
          .containsExactlyElementsOf(ids.stream().map(id -> "KQ-" + id).toList());
      assertThat(items)
          .extracting(item -> world.get(ResultRegisters.class).numberOf(item.dossier()).orElse(""))
          .containsExactly("1/2026/GXN", "3/2026/GXN", "4/2026/GXN");
      post(clerk, "/my-work/finish", ids, with(typed, "part", "first"));
      items.forEach(item -> assertThat(ends(world, item)).as("once").hasSize(1));
    }
  }

  private static String code(WorkItem item) {
    return item.dossier().value();
  }

  private static Map<String, String> with(Map<String, String> typed, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(typed);
    more.put(name, value);
    return more;
  }

  @Test
  void aFailedRowIsNamedAndItsRetryHasWhatWasTypedAndWhy() {
    try (World world = World.serving(TestDatabase.H2, MORNING)) {
      City city = City.in(world);
      List<WorkItem> items = at(city, "sign_result", 2);
      List<String> ids = ids(items);
      OfficerId second = new OfficerId("chu.tich.hai");
      world
          .get(Agencies.class)
          .add(
              new Officer(
                  second, "Lý Thị Hai", "Phó Chủ tịch", City.WARD, Set.of(Role.HEAD_OF_AGENCY)),
              null);
      world.get(Dossiers.class).claim(ids.get(1), new Actor.Officer(second, City.WARD));
      Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      head.page("/my-work");

      String choice = post(head, "/my-work/finish/choose", ids, Map.of()).body();
      assertThat(choice).contains("value=\"done\"", "name=\"each\" value=\"refuse\"");
      String rows = post(head, "/my-work/finish/choose", ids, Map.of("each", "refuse")).body();
      assertThat(rows)
          .contains("refusal-reason@" + ids.get(0), "refusal-document@" + ids.get(1))
          .doesNotContain("name=\"refusal-reason\"", "name=\"plain-note\"");

      Map<String, String> typed = new LinkedHashMap<>();
      typed.put("each", "refuse");
      for (int i = 0; i < ids.size(); i++) {
        typed.put("refusal-reason@" + ids.get(i), "Thiếu căn cứ pháp lý " + i);
        typed.put("refusal-document@" + ids.get(i), "Số " + i + "/TB");
      }
      assertThat(post(head, "/my-work/finish", ids, typed).statusCode()).isEqualTo(302);
      assertThat(fact(world, items.get(0), "reason")).isEqualTo("Thiếu căn cứ pháp lý 0");
      String list = head.page("/my-work").body();
      assertThat(InboxPagesTest.words(list))
          .contains("Đã hoàn tất 1 việc", "1 việc không thực hiện được", code(items.get(1)));
      assertThat(list)
          .as("the retry sends the row of the failed item alone")
          .contains("name=\"each\"", "refusal-reason@" + ids.get(1))
          .doesNotContain("refusal-reason@" + ids.get(0));
      String again = post(head, "/my-work/finish/choose", ids.subList(1, 2), typed).body();
      assertThat(InboxPagesTest.words(again)).contains("Lần trước chưa được", "Lý Thị Hai");
      assertThat(again).contains("Thiếu căn cứ pháp lý 1", "Số 1/TB");
    }
  }

  @Test
  void aParcelOfEachResultHasItsOwnAddressAndNumber() {
    try (World world = World.serving(TestDatabase.H2, MORNING)) {
      City city = City.in(world);
      List<WorkItem> items = at(city, "return_result", 2);
      List<String> ids = ids(items);
      Visitor desk = Visitor.of(world, City.desk().id());
      desk.page("/my-work");
      Map<String, String> typed = new LinkedHashMap<>();
      typed.put("each", items.get(0).outcomes().get(0));
      typed.put("handover-to", "post");
      typed.put("handover-receipt", "kept");
      typed.put("handover-address@" + ids.get(0), "12 Hàng Bài");
      typed.put("handover-parcel@" + ids.get(0), "VN1");
      typed.put("handover-address@" + ids.get(1), "14 Hàng Bài");
      HttpResponse<String> refused = post(desk, "/my-work/finish", ids, typed);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("handover-parcel@" + ids.get(1) + "-wrong")
          .doesNotContain("handover-parcel@" + ids.get(0) + "-wrong");
      typed.put("handover-parcel@" + ids.get(1), "VN2");
      assertThat(post(desk, "/my-work/finish", ids, typed).statusCode()).isEqualTo(302);
      assertThat(items)
          .extracting(item -> fact(world, item, "parcel"))
          .containsExactly("VN1", "VN2");
    }
  }

  private static String item(String id, String own) {
    return "{\"id\":\"" + id + "\",\"own\":" + own + "}";
  }

  private static String body(String items, String completion) {
    return "{\"items\":[" + items + "],\"completion\":" + completion + "}";
  }

  @Test
  void theApiTakesTheValuesOfEachItemAndAnswersForEach() {
    try (World world = World.serving(TestDatabase.H2, MORNING)) {
      City city = City.in(world);
      register(world);
      List<WorkItem> items = at(city, "issue_result", 3);
      List<String> ids = ids(items);
      Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
      String right =
          "{\"resultCode\":\"1\",\"resultDocument\":\"2\",\"registerNumber\":\"7/2026/GXN\"}";
      String completion = "{\"outcome\":\"done\",\"resolution\":{}}";

      String shared =
          clerk
              .postApi(
                  COMPLETE,
                  body(
                      item(ids.get(0), "null"),
                      "{\"outcome\":\"done\",\"resolution\":{\"resultCode\":\"1\"}}"))
              .body();
      assertThat(shared).contains("form-not-shared", "resultCode");
      String other =
          clerk.postApi(COMPLETE, body(item(ids.get(0), "{\"reason\":\"x\"}"), completion)).body();
      assertThat(other).contains("no-own-field", "reason");
      String unknown =
          clerk.postApi(COMPLETE, body(item(ids.get(0), "{\"x\":1}"), completion)).body();
      assertThat(unknown).contains("field-unknown", "items.[0].own.x");
      items.forEach(item -> assertThat(ends(world, item)).isEmpty());

      String lot =
          body(
              item(ids.get(0), right)
                  + ","
                  + item(ids.get(1), "{\"resultDocument\":\"3\"}")
                  + ","
                  + item(ids.get(2), right),
              completion);
      HttpResponse<String> answer =
          clerk.apiPost(COMPLETE, "application/json", lot, "Idempotency-Key", "rows-1");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("{\"id\":\"" + ids.get(0) + "\"}")
          .contains("own.resultCode", "number-taken");
      assertThat(ends(world, items.get(0))).hasSize(1);
      assertThat(ends(world, items.get(1))).isEmpty();
      assertThat(
              clerk.apiPost(COMPLETE, "application/json", lot, "Idempotency-Key", "rows-1").body())
          .isEqualTo(answer.body());
      assertThat(clerk.postApi(COMPLETE, body(item(ids.get(0), right), completion)).body())
          .as("done before in the same way")
          .isEqualTo("[{\"id\":\"" + ids.get(0) + "\"}]");
      assertThat(
              clerk
                  .postApi(
                      COMPLETE, body(item(ids.get(0), right.replace("\"1\"", "\"9\"")), completion))
                  .body())
          .contains("step-ended-otherwise");
    }
  }
}
