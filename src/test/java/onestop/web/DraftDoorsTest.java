package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.inbox.own.Draft;
import onestop.inbox.own.WorkDrafts;
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

/** What an officer has typed and not sent is there again, whoever opens the item next. */
@Tag("world")
class DraftDoorsTest {
  private static final OfficerId SECOND = new OfficerId("chuyen.vien.hai");
  private static final Pattern REVISION = Pattern.compile("name=\"draft\" value=\"(\\d+)\"");

  private static World world;
  private static City city;
  private static Visitor specialist;
  private static Visitor colleague;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    Officer like = world.get(Agencies.class).officer(specialistId());
    world
        .get(Agencies.class)
        .add(new Officer(SECOND, "Lê Thị Hai", like.titleVi(), City.WARD, like.roles()), null);
    specialist = Visitor.of(world, specialistId());
    colleague = Visitor.of(world, SECOND);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static OfficerId specialistId() {
    return City.officer(City.WARD, Role.SPECIALIST).id();
  }

  private static Map<String, String> typed(WorkItem item, String reason, String draft) {
    return Map.of(
        "outcome",
        item.normalOutcome(),
        "plain-note",
        reason,
        "draft",
        draft,
        "of",
        "x y z",
        "back",
        "/my-work?tab=unit");
  }

  @Test
  void isSavedByAButtonShownAgainAndDiscarded() {
    WorkItem item = toAppraise();
    HttpResponse<String> saved =
        specialist.post(path(item) + "/draft", typed(item, "Đã gọi cho người nộp", "0"));
    assertThat(saved.statusCode()).isEqualTo(302);
    assertThat(saved.headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).contains("/my-work/" + item.id() + "?back="));
    String page = followed(specialist, saved);
    assertThat(InboxPagesTest.words(page)).contains("Đã lưu nháp.", "Bản nháp lưu lúc 08:30");
    assertThat(page).contains("value=\"Đã gọi cho người nộp\"");
    assertThat(page).containsPattern("value=\"" + item.normalOutcome() + "\"[^>]* checked");
    assertThat(revision(page)).isEqualTo("1");
    specialist.page("/language?to=en");
    assertThat(InboxPagesTest.words(specialist.page(path(item)).body()))
        .contains("Draft saved at 08:30", "Discard the draft", "Save draft");
    specialist.page("/language?to=vi");

    specialist.post(path(item) + "/draft/discard", Map.of("draft", "7"));
    assertThat(specialist.page(path(item)).body())
        .contains("Bản nháp vừa được sửa ở nơi khác nên chưa bỏ", "Đã gọi cho người nộp");
    specialist.post(path(item) + "/draft/discard", Map.of("draft", "1"));
    assertThat(specialist.page(path(item)).body())
        .contains("Đã bỏ bản nháp.")
        .doesNotContain("Đã gọi cho người nộp", "Bản nháp lưu lúc");
  }

  @Test
  void holdsTheFieldsOfTheFormAndNothingElse() {
    WorkItem item = toAppraise();
    specialist.post(
        path(item) + "/draft",
        Map.of("plain-note", "abc", "nonsense", "x", "password", "y", "a.b", "z", "draft", "zz"));
    assertThat(draft(item, specialistId()).fields()).isEqualTo(Map.of("plain-note", "abc"));
    assertThat(draft(item, specialistId()).toString()).doesNotContain("abc");
    HttpResponse<String> large =
        specialist.post(
            path(item) + "/draft", Map.of("plain-note", "x".repeat(40_001), "draft", "1"));
    assertThat(large.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(large.body())).contains("quá mức 40.000 ký tự");
    assertThat(draft(item, specialistId()).revision()).isEqualTo(1);
    assertThat(specialist.post(path(item) + "/draft", typed(item, "q", "0"), "forged").statusCode())
        .isEqualTo(403);
  }

  @Test
  void twoWindowsOfOneOfficerSeeBothVersionsAndOneIsChosen() {
    WorkItem item = toAppraise();
    specialist.post(path(item) + "/draft", typed(item, "Bản thứ nhất", "0"));
    specialist.post(path(item) + "/draft", typed(item, "Bản thứ hai", "1"));
    HttpResponse<String> conflict =
        specialist.post(path(item) + "/draft", typed(item, "Bản ở cửa sổ cũ", "1"));
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(InboxPagesTest.words(conflict.body()))
        .contains("Bản nháp của bạn đã được sửa ở nơi khác lúc 08:30")
        .contains("Ghi chú Bản ở cửa sổ cũ Bản thứ hai")
        .contains("Giữ nội dung đang nhập", "Dùng bản đã lưu");
    assertThat(draft(item, specialistId()).fields()).containsValue("Bản thứ hai");
    assertThat(revision(conflict.body())).as("to keep is to save again").isEqualTo("2");
    specialist.post(path(item) + "/draft", typed(item, "Bản ở cửa sổ cũ", "2"));
    assertThat(draft(item, specialistId()).fields()).containsValue("Bản ở cửa sổ cũ");

    HttpResponse<String> script = script(specialist, item, typed(item, "Bản thứ tư", "1"));
    assertThat(script.statusCode()).isEqualTo(409);
    assertThat(script.body())
        .startsWith("<section")
        .contains("data-conflict=\"3\"", "Bản thứ tư", "Bản ở cửa sổ cũ")
        .doesNotContain("<html");
  }

  @Test
  void theScriptIsToldTheRevisionAndTheLine() {
    WorkItem item = toAppraise();
    assertThat(script(specialist, item, typed(item, "abc", "0")).body())
        .isEqualTo("{\"revision\":1,\"said\":\"Bản nháp lưu lúc 08:30\"}");
    world.get(Dossiers.class).claim(item.id(), City.officer(City.WARD, Role.SPECIALIST));
    HttpResponse<String> held = script(colleague, item, typed(item, "abc", "0"));
    assertThat(held.statusCode()).isEqualTo(409);
    assertThat(held.body()).contains("đang do Nguyễn Văn specialist giữ");
    Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    assertThat(script(clerk, item, typed(item, "abc", "0")).statusCode()).isEqualTo(404);
    specialist.post(path(item) + "/complete", Map.of("outcome", item.normalOutcome()));
    assertThat(script(specialist, item, typed(item, "abc", "1")).statusCode()).isEqualTo(404);
  }

  @Test
  void goesWithTheItemWhenItIsGivenBackUnderItsAuthorsName() {
    WorkItem item = toAppraise();
    world.get(Dossiers.class).claim(item.id(), City.officer(City.WARD, Role.SPECIALIST));
    specialist.post(path(item) + "/draft", typed(item, "Chờ sao lục sổ hộ tịch", "0"));
    assertThat(InboxPagesTest.words(colleague.page(path(item)).body()))
        .as("while another holds it")
        .doesNotContain("Chờ sao lục");
    specialist.post(path(item) + "/release", Map.of());
    String page = colleague.page(path(item)).body();
    assertThat(InboxPagesTest.words(page))
        .contains("Bản nháp của Nguyễn Văn specialist, lưu lúc 08:30")
        .contains("Ghi chú Chờ sao lục sổ hộ tịch", "Dùng bản nháp này");
    assertThat(page).as("not in the form unasked").doesNotContain("value=\"Chờ sao lục");
    String taken = colleague.page(path(item) + "?draft=" + specialistId().value()).body();
    assertThat(taken).contains("value=\"Chờ sao lục");
    assertThat(InboxPagesTest.words(taken))
        .contains("Đang dùng bản nháp của Nguyễn Văn specialist");
    colleague.post(path(item) + "/draft", typed(item, "Đã có bản sao", "0"));
    assertThat(draft(item, specialistId()).fields()).containsValue("Chờ sao lục sổ hộ tịch");
    colleague.post(path(item) + "/complete", Map.of("outcome", item.normalOutcome()));
    assertThat(world.get(WorkDrafts.class).of(item.id())).as("erased with the item").isEmpty();
  }

  @Test
  void aProgramNamesTheRevisionThatItHasSeen() {
    WorkItem item = toAppraise();
    String path = "/api/v1/work-items/" + item.id() + "/draft";
    assertThat(specialist.api(path).statusCode()).isEqualTo(404);
    String body = "{\"outcome\": \"%s\", \"fields\": {\"plain-note\": \"%s\"}}";
    HttpResponse<String> first = put(path, body.formatted(item.normalOutcome(), "một"));
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("ETag")).contains("\"1\"");
    HttpResponse<String> read = specialist.api(path);
    assertThat(read.body()).contains("\"plain-note\":\"một\"", "\"revision\":1", "\"savedAt\":");
    assertThat(specialist.api(path, "If-None-Match", "\"1\"").statusCode()).isEqualTo(304);

    String second = body.formatted(item.normalOutcome(), "hai");
    assertThat(put(path, second).statusCode()).isEqualTo(428);
    HttpResponse<String> stale = put(path, second, "If-Match", "\"9\"");
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("\"plain-note\":\"một\"", "draft-changed");
    assertThat(stale.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(put(path, second, "If-Match", "\"1\"").statusCode()).isEqualTo(200);
    assertThat(put(path, second, "If-Match", "*").headers().firstValue("ETag")).contains("\"3\"");
    assertThat(specialist.page(path(item)).body())
        .as("the page has the same draft")
        .contains("value=\"hai\"", "Bản nháp lưu lúc 08:30");
    assertThat(specialist.call("DELETE", path, "").statusCode()).isEqualTo(428);
    assertThat(specialist.callWith("DELETE", path, "", "If-Match", "\"1\"").statusCode())
        .isEqualTo(412);
    assertThat(specialist.callWith("DELETE", path, "", "If-Match", "\"3\"").statusCode())
        .isEqualTo(204);
    assertThat(specialist.callWith("DELETE", path, "", "If-Match", "*").statusCode())
        .isEqualTo(404);
    for (String nonsense : List.of("{}", "[]", "{\"fields\": {\"a\": null}}", "{\"x\": 1}")) {
      assertThat(put(path, nonsense).statusCode()).as(nonsense).isEqualTo(400);
    }
    assertThat(colleague.api(path).statusCode()).as("each has an own one").isEqualTo(404);
  }

  private static String followed(Visitor by, HttpResponse<String> redirect) {
    String to = redirect.headers().firstValue("Location").orElseThrow();
    return by.page(to.replaceFirst("http://[^/]+", "")).body();
  }

  private static HttpResponse<String> put(String path, String body, String... headers) {
    return specialist.callWith("PUT", path, body, headers);
  }

  private static HttpResponse<String> script(Visitor by, WorkItem item, Map<String, String> form) {
    return by.post(path(item) + "/draft", form, by.token(), "Onestop-Part", "draft");
  }

  private static Draft draft(WorkItem item, OfficerId officer) {
    return world.get(WorkDrafts.class).find(item.id(), officer).orElseThrow();
  }

  private static String revision(String page) {
    Matcher found = REVISION.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String path(WorkItem item) {
    return "/my-work/" + item.id();
  }

  private static WorkItem toAppraise() {
    DossierCode code = city.receive("1.004873").code();
    city.workUntil(code, "appraise_dossier");
    return city.dossierItems(code).get(0);
  }
}
