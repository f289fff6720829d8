package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.notes.Note;
import onestop.notes.NoteChanged;
import onestop.notes.Notes;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/** Notes as officers write them on a dossier's page, and the same through the API. */
@Tag("world")
class NoteDoorsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final OfficerId SPECIALIST = City.officer(City.WARD, Role.SPECIALIST).id();
  private static final OfficerId STRANGER = City.officer(City.POLICE, Role.SPECIALIST).id();

  private static World world;
  private static City city;
  private static Visitor desk;
  private static Visitor specialist;
  private static Visitor head;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
    city = City.in(world);
    desk = Visitor.of(world, City.desk().id());
    specialist = Visitor.of(world, SPECIALIST);
    head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String dossier() {
    return city.receive(MARITAL_STATUS).code().value();
  }

  private static HttpResponse<String> write(Visitor visitor, String code, String text) {
    return visitor.post("/dossiers/" + code + "/notes", Map.of("text", text));
  }

  private static List<Note> notes(String code) {
    return world.get(Notes.class).of(new DossierCode(code));
  }

  private static String words(Visitor visitor, String path) {
    return InboxPagesTest.words(visitor.page(path).body());
  }

  @Test
  void aNoteIsReadByAllWhoWorkOnTheDossierWithItsLinesAndWithoutMarkup() {
    String code = dossier();
    HttpResponse<String> answer =
        write(desk, code, "Gọi lại cho người nộp\r\nchiều <b>mai</b> & sáng kia  ");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(notes(code).get(0).text())
        .isEqualTo("Gọi lại cho người nộp\nchiều <b>mai</b> & sáng kia");
    assertThat(specialist.page("/dossiers/" + code).body())
        .contains("Gọi lại cho người nộp\nchiều &lt;b&gt;mai&lt;/b&gt; &amp; sáng kia");
    assertThat(words(specialist, "/search?q=chieu+sang+kia")).contains(code, "Ghi chú");
    Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
    assertThat(auditor.page("/audit/dossiers/" + code).body()).doesNotContain("Gọi lại");
  }

  @Test
  void aMentionAppearsAtTheColleagueAndIsAnnouncedOnce() {
    String code = dossier();
    List<OfficerId> told = new ArrayList<>();
    ((ConfigurableApplicationContext) world.application())
        .addApplicationListener(
            (ApplicationListener<PayloadApplicationEvent<?>>)
                event -> {
                  if (event.getPayload() instanceof NoteChanged changed
                      && changed.dossier().value().equals(code)) {
                    told.addAll(changed.mentioned());
                  }
                });
    desk.post(
        "/dossiers/" + code + "/notes",
        Map.of("text", "nhờ xem lại", "mention", SPECIALIST.value()));
    assertThat(told).containsExactly(SPECIALIST);
    assertThat(words(specialist, "/")).contains("ghi chú nhắc đến bạn mà bạn chưa xem");
    assertThat(words(specialist, "/mentions"))
        .contains("Mới", "@Nguyễn Văn specialist nhờ xem lại", code);
    assertThat(words(head, "/mentions")).doesNotContain(code);

    desk.post(
        "/dossiers/" + code + "/notes/1/edit",
        Map.of("text", "@" + SPECIALIST.value() + " nhờ xem lại gấp"));
    assertThat(told).as("mentioned already").hasSize(1);
    specialist.post("/mentions/seen", Map.of("dossier", code, "no", "1"));
    assertThat(words(specialist, "/mentions")).contains("nhờ xem lại gấp").doesNotContain("Mới");
    assertThat(specialist.api("/api/v1/mentions").body()).contains("\"dossier\":\"" + code + "\"");
    desk.post("/dossiers/" + code + "/notes/1/strike", Map.of());
    assertThat(words(specialist, "/mentions")).doesNotContain(code);
  }

  @Test
  void whoMayNotReadTheDossierIsNotMentionedAndWhatWasTypedStays() {
    String code = dossier();
    HttpResponse<String> closed =
        write(desk, code, "nhờ @" + STRANGER.value() + " xem giúp đoạn này");
    assertThat(closed.statusCode()).isEqualTo(400);
    assertThat(InboxPagesTest.words(closed.body()))
        .contains("không giải quyết hồ sơ này nên không nhắc đến được")
        .contains("nhờ @" + STRANGER.value() + " xem giúp đoạn này")
        .as("the other forms of the page are as they were")
        .doesNotContain("Typed[");
    assertThat(InboxPagesTest.words(write(desk, code, "@khong-co-ai xem").body()))
        .contains("không có cán bộ nào có tên đăng nhập", "khong-co-ai");
    assertThat(notes(code)).isEmpty();
  }

  @Test
  void theAuthorEditsOnTheDayAndStrikesOutAndNobodyElseDoes() {
    String code = dossier();
    write(desk, code, "bản đầu");
    assertThat(
            specialist
                .post("/dossiers/" + code + "/notes/1/edit", Map.of("text", "của người khác"))
                .statusCode())
        .isEqualTo(403);
    desk.post("/dossiers/" + code + "/notes/1/edit", Map.of("text", "bản sau"));
    assertThat(words(desk, "/dossiers/" + code)).contains("bản sau", "Nội dung trước khi sửa (1)");
    assertThat(words(desk, "/search?q=bản+đầu")).doesNotContain(code);
    assertThat(words(desk, "/search?q=bản+sau")).contains(code);
    world.advanceTo(world.now().plusSeconds(24 * 3600));
    HttpResponse<String> late =
        desk.post("/dossiers/" + code + "/notes/1/edit", Map.of("text", "hôm sau"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(InboxPagesTest.words(late.body()))
        .contains("Ghi chú chỉ sửa được trong ngày viết", "bản sau");
    desk.post("/dossiers/" + code + "/notes/1/strike", Map.of());
    assertThat(specialist.page("/dossiers/" + code).body()).contains("<s>bản sau</s>");
    assertThat(desk.post("/dossiers/" + code + "/notes/1/strike", Map.of()).statusCode())
        .isEqualTo(409);
  }

  @Test
  void aNoteComesBackToItsAuthorOnTheDayAndNobodyElse() {
    String code = dossier();
    LocalDate day = LocalDate.ofInstant(world.now(), World.HANOI).plusDays(2);
    String past = day.minusDays(9).toString();
    Map<String, String> note = Map.of("text", "gọi lại cho người nộp", "remindOn", past);
    HttpResponse<String> refused = desk.post("/dossiers/" + code + "/notes", note);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("gọi lại cho người nộp", "value=\"" + past + "\"");
    desk.post(
        "/dossiers/" + code + "/notes",
        Map.of("text", "gọi lại cho người nộp", "remindOn", day.toString()));
    assertThat(words(desk, "/dossiers/" + code)).contains("Nhắc lại ngày");
    assertThat(words(specialist, "/dossiers/" + code)).doesNotContain("Nhắc lại ngày");
    assertThat(words(desk, "/mentions")).doesNotContain(code);
    world.advanceTo(day.atTime(8, 30).atZone(World.HANOI).toInstant());
    assertThat(words(desk, "/")).contains("ghi chú hẹn nhắc lại hôm nay");
    assertThat(words(desk, "/mentions")).contains("Ghi chú hẹn nhắc lại", code);
    assertThat(desk.api("/api/v1/mentions/reminders").body()).contains(code);
    assertThat(words(specialist, "/mentions")).doesNotContain(code);
    specialist.post("/mentions/reminded", Map.of("dossier", code, "no", "1"));
    assertThat(words(desk, "/mentions")).contains(code);
    desk.post("/mentions/reminded", Map.of("dossier", code, "no", "1"));
    assertThat(words(desk, "/mentions")).doesNotContain(code);
  }

  @Test
  void aHeadPutsANoteOnRecordAndItChangesNoMore() {
    String code = dossier();
    write(desk, code, "người nộp hẹn sáng thứ năm");
    assertThat(events(code)).doesNotContain("NOTE_RECORDED");
    assertThat(specialist.post("/dossiers/" + code + "/notes/1/record", Map.of()).statusCode())
        .isEqualTo(403);
    head.post("/dossiers/" + code + "/notes/1/record", Map.of());
    assertThat(events(code)).contains("NOTE_RECORDED");
    assertThat(words(desk, "/dossiers/" + code))
        .contains("Đưa ghi chú vào hồ sơ", "Đã đưa vào hồ sơ: Nguyễn Văn head_of_agency");
    assertThat(desk.post("/dossiers/" + code + "/notes/1/strike", Map.of()).statusCode())
        .isEqualTo(409);
  }

  @Test
  void anEditThatComesTooLateKeepsItsTextOnThePage() {
    String code = dossier();
    write(desk, code, "bản đầu");
    write(desk, code, "bản thứ hai");
    head.post("/dossiers/" + code + "/notes/1/record", Map.of());
    desk.post("/dossiers/" + code + "/notes/2/strike", Map.of());
    for (int no : List.of(1, 2, 3)) {
      String text = "bản sửa dài <" + no + ">\r\nhai dòng";
      HttpResponse<String> late =
          desk.post("/dossiers/" + code + "/notes/" + no + "/edit", Map.of("text", text));
      assertThat(late.statusCode()).as("note " + no).isIn(404, 409);
      assertThat(late.body())
          .contains("bản sửa dài &lt;" + no + "&gt;\r\nhai dòng</textarea>")
          .contains("chưa ghi nhận những gì bạn đã nhập")
          .as("sent again it would be refused again")
          .doesNotContain(">Gửi</button>");
    }
  }

  private static List<String> events(String code) {
    return world.get(Dossiers.class).events(new DossierCode(code)).stream()
        .map(DossierEvent::kind)
        .toList();
  }

  @Test
  void theApiDoesTheSameAndRefusesTheSame() {
    String notes = "/api/v1/dossiers/" + dossier() + "/notes";
    assertThat(desk.postApi(notes, "{\"text\":\"qua API\"}").statusCode()).isEqualTo(201);
    assertThat(desk.postApi(notes, "{\"text\":\" \"}").statusCode()).isEqualTo(400);
    assertThat(desk.postApi(notes, "{\"text\":\"" + "a".repeat(2_001) + "\"}").statusCode())
        .isEqualTo(400);
    assertThat(desk.postApi(notes, "{\"text\":\"x \\u202e y\"}").statusCode()).isEqualTo(400);
    assertThat(desk.call("PUT", notes + "/1", "{\"text\":\"sửa qua API\"}").statusCode())
        .isEqualTo(204);
    assertThat(specialist.api(notes).body()).contains("sửa qua API", "\"text\":\"qua API\"");
    assertThat(desk.call("DELETE", notes + "/1", "").statusCode()).isEqualTo(204);
    assertThat(desk.call("DELETE", notes + "/9", "").statusCode()).isEqualTo(404);
    Visitor stranger = Visitor.of(world, STRANGER);
    assertThat(stranger.api(notes).statusCode()).isEqualTo(404);
  }
}
