package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Text blocks through the pages: kept by heads, inserted where officers write. */
@Tag("world")
class TextBlockDoorsTest {
  private static World world;
  private static City city;
  private static Visitor head;
  private static Visitor specialist;
  private static ApologyObligation letter;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    head = Visitor.of(world, City.officer(City.WARD, Role.UNIT_HEAD).id());
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    DossierCode owed = city.receive("1.004873").code();
    world.advanceTo("2026-03-04T15:00");
    letter = world.get(Apologies.class).of(owed).get(0);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String words(Visitor who, String path) {
    return InboxPagesTest.words(who.page(path).body());
  }

  private static String number(String title) {
    String page = head.page("/text-blocks").body();
    String after = page.substring(page.indexOf(">" + title + "<"));
    return after.split("action=\"/text-blocks/")[1].split("\"")[0];
  }

  private static void keep(String title, String text) {
    assertThat(head.post("/text-blocks", Map.of("title", title, "text", text)).statusCode())
        .isEqualTo(302);
  }

  @Test
  void aHeadKeepsThemAndTheUnitSeesThem() {
    keep("Thiếu bản chính", "Hồ sơ {{mã hồ sơ}} thiếu bản chính.");
    assertThat(words(specialist, "/text-blocks"))
        .contains("Thiếu bản chính", "{{mã hồ sơ}} thiếu bản chính")
        .doesNotContain("Soạn mẫu mới");
    String no = number("Thiếu bản chính");
    head.post("/text-blocks/" + no, Map.of("title", "Thiếu bản gốc", "text", "Xin nộp bản gốc."));
    assertThat(words(specialist, "/text-blocks")).contains("Thiếu bản gốc", "Xin nộp bản gốc.");
    assertThat(specialist.post("/text-blocks/" + no + "/remove", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(specialist.post("/text-blocks", Map.of("title", "a", "text", "b")).statusCode())
        .isEqualTo(403);
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.UNIT_HEAD).id());
    assertThat(words(police, "/text-blocks")).doesNotContain("Thiếu bản gốc");
    assertThat(police.post("/text-blocks/" + no + "/remove", Map.of()).statusCode()).isEqualTo(403);
    Map<String, String> other = Map.of("title", "Thiếu bản gốc", "text", "Xin nộp tiền.");
    for (Visitor stranger : List.of(specialist, police)) {
      assertThat(stranger.post("/text-blocks/" + no, other).statusCode()).isEqualTo(403);
    }
    assertThat(words(specialist, "/text-blocks")).contains("Xin nộp bản gốc.");
    head.post("/text-blocks/" + no + "/remove", Map.of());
    assertThat(words(specialist, "/text-blocks")).doesNotContain("Thiếu bản gốc");
  }

  @Test
  void whatIsWrongIsSaidAtTheFieldAndKept() {
    for (String text :
        List.of("{{nguoi nop}}", "{{}}", "xin {{ ", "", "x".repeat(2_001), "{{due}} {{tuổi}}")) {
      HttpResponse<String> refused =
          head.post("/text-blocks", Map.of("title", "Mẫu sai", "text", text));
      assertThat(refused.statusCode()).as(text).isEqualTo(400);
      assertThat(refused.body()).contains("id=\"text-wrong\"", "value=\"Mẫu sai\"");
    }
    assertThat(
            InboxPagesTest.words(
                head.post("/text-blocks", Map.of("title", "Mẫu", "text", "{{tuổi}}")).body()))
        .contains("không có chỗ điền nào tên là {{tuổi}}");
    keep("Trùng tên", "một");
    HttpResponse<String> twin =
        head.post("/text-blocks", Map.of("title", "Trùng tên", "text", "hai"));
    assertThat(twin.statusCode()).isEqualTo(409);
    assertThat(twin.body()).contains("id=\"title-wrong\"", ">hai</textarea>");
  }

  @Test
  void anOfficerInsertsThemWithoutAScript() {
    keep("Lời nhắn", "{{cán bộ}} gửi {{người nộp}}, hồ sơ {{dossier}}, hẹn {{hạn trả}}.");
    DossierCode code = city.receive("1.004873").code();
    city.workUntil(code, "appraise_dossier");
    WorkItem item = city.dossierItems(code).get(0);
    String path = "/my-work/" + item.id();
    String page = specialist.page(path).body();
    assertThat(page).contains("formaction=\"" + path + "/insert\"", ">Lời nhắn</option>");
    String no = number("Lời nhắn");
    String field = page.split("<select id=\"block-")[1].split("\"")[0];
    HttpResponse<String> inserted =
        specialist.post(
            path + "/insert",
            Map.of("into", field, "block-" + field, no, field, "Đã xem.", "outcome", "done"));
    assertThat(inserted.statusCode()).isEqualTo(200);
    assertThat(inserted.body())
        .contains(
            ">Đã xem.\nNguyễn Văn specialist gửi Trần Thị Ngọc Ánh, hồ sơ "
                + code.value()
                + ", hẹn 09/03/2026 17:00.</textarea>");
    assertThat(specialist.post(path + "/insert", Map.of("into", field, field, "Đã xem.")).body())
        .contains(">Đã xem.</textarea>", "Hãy chọn một mẫu câu");
    assertThat(city.dossierItems(code)).hasSize(1);

    String notes = "/dossiers/" + code.value() + "/notes/insert";
    HttpResponse<String> note =
        specialist.post(notes, Map.of("text", "Chào.", "block-text", no, "remindOn", ""));
    assertThat(note.statusCode()).isEqualTo(200);
    assertThat(note.body()).contains(">Chào.\nNguyễn Văn specialist gửi Trần Thị Ngọc Ánh");
    assertThat(specialist.post(notes, Map.of("text", "Chào.", "block-text", "999")).statusCode())
        .isEqualTo(404);
    assertThat(specialist.api("/api/v1/dossiers/" + code.value() + "/notes").body())
        .isEqualTo("[]");
  }

  @Test
  void theyAreInsertedIntoTheReasonOfAWithdrawal() {
    keep("Xin rút", "{{người nộp}} xin rút hồ sơ {{mã hồ sơ}}.");
    DossierCode code = city.receive("1.004873").code();
    Visitor desk = Visitor.of(world, City.desk().id());
    String path = "/dossiers/" + code.value() + "/withdraw/insert";
    assertThat(desk.page("/dossiers/" + code.value()).body())
        .contains("formaction=\"" + path + "\"");
    HttpResponse<String> inserted =
        desk.post(path, Map.of("reason", "Đơn số 3.", "block-reason", number("Xin rút")));
    assertThat(inserted.statusCode()).isEqualTo(200);
    assertThat(inserted.body())
        .contains(">Đơn số 3.\nTrần Thị Ngọc Ánh xin rút hồ sơ " + code.value() + ".</textarea>");
    HttpResponse<String> none = desk.post(path, Map.of("reason", "Đơn số 3."));
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains(">Đơn số 3.</textarea>", "Hãy chọn một mẫu câu");
    assertThat(city.dossierItems(code)).hasSize(1);
  }

  @Test
  void theyAreInsertedAtTheCounter() {
    keep("Thiếu giấy", "{{người nộp}} nộp {{thủ tục}} thiếu giấy {{mã hồ sơ}}.");
    Visitor desk = Visitor.of(world, City.desk().id());
    String path = "/receive/2.000815";
    assertThat(desk.page(path).body())
        .contains("<select id=\"block-refuseReason\"", "<select id=\"block-note\"");
    String no = number("Thiếu giấy");
    Map<String, String> refusing =
        CounterForm.copies(
            Map.of("into", "refuseReason", "refuseReason", "Chưa đủ.", "block-refuseReason", no));
    HttpResponse<String> reason = desk.post(path + "/send", refusing);
    assertThat(reason.statusCode()).isEqualTo(200);
    assertThat(reason.body())
        .contains(">Chưa đủ.\nNguyễn Thị Hà nộp Chứng thực bản sao từ bản chính")
        .contains("value=\"khổ A3\"", "value=\"Bằng tốt nghiệp\"");

    keep("Cỡ giấy", "Khổ A4 của {{người nộp}}.");
    Map<String, String> noting =
        CounterForm.copies(
            Map.of("into", "note", "blockPaper", "copy", "block-note", number("Cỡ giấy")));
    assertThat(desk.post(path + "/send", noting).body())
        .contains("value=\"khổ A3 Khổ A4 của Nguyễn Thị Hà.\"");
    noting.put("blockPaper", "passport");
    HttpResponse<String> none = desk.post(path + "/send", noting);
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(none.body())).contains("không phải giấy tờ của thủ tục này");
    Map<String, String> empty = CounterForm.copies(Map.of("into", "refuseReason"));
    assertThat(desk.post(path + "/send", empty).body()).contains("Hãy chọn một mẫu câu");
    assertThat(desk.page("/receive/refusals").body()).doesNotContain("Nguyễn Thị Hà");
  }

  @Test
  void theyAreInsertedIntoTheReasonOfALetter() {
    keep("Quá tải", "Hồ sơ {{mã hồ sơ}} chậm vì số hồ sơ tăng.");
    String path = "/letters/" + letter.id();
    assertThat(specialist.page(path).body()).contains("formaction=\"" + path + "/insert\"");
    Map<String, String> typed =
        Map.of("text", "Kính gửi.", "reason", "OVERLOAD", "block-text", number("Quá tải"));
    HttpResponse<String> inserted = specialist.post(path + "/insert", typed);
    assertThat(inserted.statusCode()).isEqualTo(200);
    assertThat(inserted.body())
        .contains(
            ">Kính gửi.\nHồ sơ " + letter.dossier().value() + " chậm vì số hồ sơ tăng.</textarea>",
            "value=\"OVERLOAD\" selected");
    assertThat(world.get(Apologies.class).of(letter.dossier()).get(0).draft()).isNull();
  }

  @Test
  void theyAreInsertedIntoTheReasonOfAnAssignment() {
    keep("Chuyển việc", "Giao lại hồ sơ {{mã hồ sơ}} ngày {{hôm nay}}.");
    DossierCode code = city.receive("1.004873").code();
    city.workUntil(code, "appraise_dossier");
    String id = city.dossierItems(code).get(0).id();
    assertThat(head.page("/assignments?id=" + id).body())
        .contains("formaction=\"/assignments/insert\"");
    Map<String, String> typed =
        Map.of("id", id, "seen-" + id, "", "reason", "", "block-reason", number("Chuyển việc"));
    HttpResponse<String> inserted = head.post("/assignments/insert", typed);
    assertThat(inserted.statusCode()).isEqualTo(200);
    assertThat(inserted.body())
        .contains(">Giao lại hồ sơ " + code.value() + " ngày 04/03/2026.</textarea>", id);
    assertThat(specialist.post("/assignments/insert", typed).statusCode()).isEqualTo(403);
    assertThat(city.dossierItems(code).get(0).assignee()).isNull();
  }

  @Test
  void theApiDoesTheSame() {
    assertThat(
            head.postApi("/api/v1/text-blocks", "{\"title\": \"Qua API\", \"text\": \"{{x}}\"}")
                .body())
        .contains("block-field");
    head.postApi("/api/v1/text-blocks", "{\"title\": \"Qua API\", \"text\": \"{{due}}\"}");
    assertThat(specialist.api("/api/v1/text-blocks").body()).contains("Qua API", "{{due}}");
    assertThat(
            specialist.call("DELETE", "/api/v1/text-blocks/" + number("Qua API"), "").statusCode())
        .isEqualTo(403);
    assertThat(head.call("DELETE", "/api/v1/text-blocks/" + number("Qua API"), "").statusCode())
        .isEqualTo(204);
  }
}
