package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.LetterPreview;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.escalation.Escalation;
import onestop.escalation.Escalations;
import onestop.inbox.Inbox;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the desks read about time: each moment with the words that belong to it. */
@Tag("world")
class InboxPagesTest {
  private static final List<String> READ_FOR_A_LIST =
      List.of("inbox_item", "saved_view", "dossier", "sla_", "clock_", "calendar_day", "apology");

  private static World world;
  private static City city;
  private static Visitor head;
  private static Visitor specialist;
  private static DossierCode drafted;
  private static DossierCode silent;

  /** Monday: two dossiers of three working days. Wednesday afternoon: one letter to be signed. */
  @BeforeAll
  static void twoLettersNearTheirLimit() {
    world = World.serving(TestDatabase.H2, "2026-03-02T10:00");
    city = City.in(world);
    drafted = city.receive("1.004873").code();
    silent = city.receive("1.004873").code();
    world.advanceTo("2026-03-04T15:00");
    Apologies apologies = world.get(Apologies.class);
    apologies.draft(
        new DraftOrder(apologies.of(drafted).get(0).id(), ApologyReason.OVERLOAD, "", null),
        City.officer(City.WARD, Role.SPECIALIST));
    head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void aLongPageAsksTheDatabaseNoMoreOftenThanAShortOne() {
    try (World own = World.serving(TestDatabase.H2, "2026-03-02T10:00")) {
      City small = City.in(own);
      small.receive("1.004873");
      Visitor officer = Visitor.of(own, City.desk().id());
      officer.page("/my-work");
      long few = statements(own, officer);
      assertThat(few).as("views, counts, rows, opinions asked of us").isBetween(1L, 4L);
      for (int i = 0; i < 12; i++) {
        small.receive("1.004873");
      }
      assertThat(statements(own, officer)).isEqualTo(few);
      assertThat(officer.page("/my-work").body()).contains("260302-0013");
    }
  }

  /**
   * The statements of the page on other tables than those of officers, agencies and versions of
   * calendars, which are remembered for a second, by H2’s own count.
   */
  private static long statements(World own, Visitor officer) {
    JdbcClient jdbc = own.get(JdbcClient.class);
    jdbc.sql("set query_statistics true").update();
    officer.page("/my-work");
    long count =
        jdbc
            .sql("select sql_statement, execution_count from information_schema.query_statistics")
            .query((rs, row) -> Map.entry(rs.getString(1).toLowerCase(Locale.ROOT), rs.getLong(2)))
            .list()
            .stream()
            .filter(sent -> READ_FOR_A_LIST.stream().anyMatch(sent.getKey()::contains))
            .mapToLong(Map.Entry::getValue)
            .sum();
    jdbc.sql("set query_statistics false").update();
    return count;
  }

  @Test
  void sayBothDatesInWorkingTimeWhereThereAreTwo() {
    String inbox = words(head.page("/my-work").body());
    assertThat(inbox)
        .contains("Ký thư xin lỗi")
        .contains("Thư xin lỗi: 04/03/2026 17:00 Còn 2 giờ làm việc")
        .contains("Hồ sơ: 05/03/2026 17:00 Còn 1 ngày làm việc");
    assertThat(head.page("/my-work").body()).contains("<tr class=\"warn\"");

    assertLettersAreOneStepAway();
    assertLettersCanBeReadBeforeTheyAreSigned();

    world.outageUntil("2026-03-05T09:00"); // no timer has issued the letter at its limit
    String late = head.page("/my-work").body();
    assertThat(words(late))
        .contains("Thư xin lỗi: 04/03/2026 17:00 Quá hạn 1 giờ làm việc")
        .contains("Hồ sơ: 05/03/2026 17:00 Còn");
    assertThat(row(late, drafted)).startsWith(" class=\"bad\"");

    DossierCode fresh = city.receive("1.004873").code();
    world.outageUntil("2026-03-05T14:30"); // two hours for the first step, three days for the whole
    String slow = Visitor.of(world, City.desk().id()).page("/my-work").body();
    assertThat(words(slow)).contains("Bước này: 05/03/2026 11:00 Vượt 2 giờ làm việc");
    assertThat(row(slow, fresh)).startsWith(" class=\"warn\"");

    world.advanceTo("2026-03-09T09:00"); // a weekend later
    String list = words(head.page("/dossiers?q=" + silent).body());
    assertThat(list)
        .contains("Hạn trả: 05/03/2026 17:00 Quá hạn 1 ngày làm việc")
        .containsPattern("Hẹn lại: 1\\d/03/2026 17:00 Còn \\d ngày làm việc");
    String page = words(head.page("/dossiers/" + silent).body());
    assertThat(page).contains("Hạn trả gốc 05/03/2026 17:00", "Hẹn lại 1");
    assertThat(page)
        .as("in the day-by-day account")
        .contains("Hạn trả gốc · Được tính", "06/03 Quá hạn", "09/03 Quá hạn")
        .contains("10/03 Sau hạn trả, không tính thêm", "Hẹn lại · Sau hạn trả");
    assertThat(head.page("/dossiers/" + silent).body())
        .containsPattern(
            "class=\"day late\">\\s*<span class=\"date\"><time datetime=\"2026-03-06\"");
    assertThat(words(head.page("/").body())).containsPattern("Xem cả \\d hồ sơ quá hạn");

    assertTimelineSaysWhoGotTheLetter();
    assertEscalationsAreAnsweredByWhomTheyAddress();

    head.page("/language?to=en");
    assertThat(words(head.page("/dossiers?q=" + silent).body()))
        .contains("Due: 5 Mar 2026, 17:00 Overdue by 1 working day")
        .containsPattern("New appointment: 1\\d Mar 2026, 17:00 \\d working days left");
    head.page("/language?to=vi");

    world.advanceTo("2026-03-20T09:00"); // the new appointment has passed as well
    assertThat(words(head.page("/dossiers/" + silent).body()).split("Quá ngày hẹn lại"))
        .as("in the timeline and among the escalations")
        .hasSize(3);
  }

  @Test
  void buttonsNameTheActAndShowWhatCannotBeTakenBack() {
    DossierCode code = city.receive("1.004873").code();
    city.workUntil(code, "appraise_dossier");
    assertThat(specialist.page("/my-work/" + item(code, "appraise_dossier")).body())
        .as("two ways to end it")
        .contains("<button data-act>Hoàn thành bước này</button>")
        .doesNotContain("data-grave=\"yes\"");
    city.workUntil(code, "sign_result");
    String sign = head.page("/my-work/" + item(code, "sign_result")).body();
    assertThat(grave(sign)).containsExactly("refuse");
    city.workUntil(code, "issue_result");
    Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    assertThat(clerk.page("/my-work/" + item(code, "issue_result")).body())
        .contains("<button data-act>Vào sổ, đóng dấu</button>");
    city.workUntil(code, "return_result");
    Visitor desk = Visitor.of(world, City.desk().id());
    assertThat(desk.page("/my-work/" + item(code, "return_result")).body())
        .contains("<button data-act>Trả kết quả</button>");
    desk.page("/language?to=en");
    assertThat(desk.page("/my-work/" + item(code, "return_result")).body())
        .contains("<button data-act>Hand the result over</button>");
    assertThat(desk.page("/dossiers/" + silent).body())
        .contains("<button class=\"grave\">Record the withdrawal</button>");
  }

  /** The outcomes whose button is that of an act that cannot be taken back. */
  private static List<String> grave(String page) {
    return Pattern.compile("<input type=\"radio\"[^>]*>")
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .filter(radio -> radio.contains("data-grave=\"yes\""))
        .map(radio -> radio.replaceFirst(".* value=\"([a-z_]+)\".*", "$1"))
        .toList();
  }

  private static void assertLettersAreOneStepAway() {
    String item = item(drafted, "sign_apology");
    long letter = world.get(Apologies.class).of(drafted).get(0).id();
    assertThat(head.page("/my-work/" + item).headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).endsWith("/letters/" + letter));
    String draft = item(silent, "draft_apology");
    assertThat(specialist.page("/my-work/" + draft).headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).contains("/letters/"));

    String found = head.page("/letters?q=" + silent).body();
    assertThat(found).contains(silent.value()).contains("value=\"" + silent + "\"");
    // the batch to sign stands above the list and is not filtered
    assertThat(rowsOfList(found)).hasSize(1).allMatch(row -> row.contains(silent.value()));
    assertThat(rowsOfList(head.page("/letters?q=tran").body())).isEmpty();
    assertThat(rowsOfList(head.page("/letters?state=waiting&q=Tr%E1%BA%A7n").body())).hasSize(2);
    assertThat(rowsOfList(head.page("/letters?state=issued&q=" + silent).body())).isEmpty();
    assertThat(rowsOfList(head.page("/letters?state=missing&q=" + silent).body())).isEmpty();
  }

  private static void assertLettersCanBeReadBeforeTheyAreSigned() {
    long letter = world.get(Apologies.class).of(drafted).get(0).id();
    String preview = "/letters/" + letter + "/preview.pdf";
    assertThat(head.page("/letters").body()).contains(preview);
    assertThat(head.page("/letters/" + letter).body())
        .contains(preview)
        .containsPattern("<button class=\"final\"[^>]*>Ký và phát hành</button>")
        .contains("<button class=\"grave\">Duyệt miễn xin lỗi</button>");
    HttpResponse<String> pdf = head.page(preview);
    assertThat(pdf.statusCode()).isEqualTo(200);
    assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
    String text = text(world.get(LetterPreview.class).of(letter, headId()));
    assertThat(text)
        .contains("(bản xem trước, chưa ký)", "Nguyễn Văn head_of_agency", drafted.value())
        .contains("Số lượng hồ sơ tăng cao");
    assertThat(world.get(Apologies.class).get(letter).isIssued()).as("only read").isFalse();

    long undrafted = world.get(Apologies.class).of(silent).get(0).id();
    assertThat(head.page("/letters/" + undrafted + "/preview.pdf").statusCode()).isEqualTo(404);
  }

  private static OfficerId headId() {
    return City.officer(City.WARD, Role.HEAD_OF_AGENCY).id();
  }

  private static String text(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertTimelineSaysWhoGotTheLetter() {
    world.get(LetterPress.class).print(10);
    String page = words(head.page("/dossiers/" + silent).body());
    assertThat(page)
        .contains("Người nhận: anh@example.org", "Bản lưu tại bộ phận một cửa")
        .contains("Văn bản xin lỗi · Người nhận: anh@example.org");
    head.page("/language?to=en");
    assertThat(words(head.page("/dossiers/" + silent).body()))
        .contains("Letter of apology · To: anh@example.org")
        .doesNotContain("Văn bản xin lỗi");
    head.page("/language?to=vi");
  }

  private static void assertEscalationsAreAnsweredByWhomTheyAddress() {
    String page = "/dossiers/" + silent;
    String answer = page + "/escalations/APOLOGY_LIMIT/answer";
    Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    assertThat(clerk.page(page).body()).doesNotContain(answer);
    HttpResponse<String> refused = clerk.post(answer, Map.of("text", "Không phải việc của tôi"));
    assertThat(answers()).isEmpty();
    assertThat(words(refused.body()))
        .contains("Chỉ người được gửi mới giải trình được", "Nguyễn Văn head_of_agency");

    assertThat(head.page(page).body()).contains(answer);
    Visitor above = Visitor.of(world, City.officer(City.CENTRE, Role.HEAD_OF_AGENCY).id());
    above.post(
        "/audit/purpose",
        Map.of(
            "dossier",
            silent.value(),
            "to",
            page,
            "purpose",
            "INSPECTION",
            "text",
            "QĐ 12/QĐ-UBND"));
    assertThat(above.page(page).body()).as("addressed as the authority above").contains(answer);
    head.post(answer, Map.of("text", "Thiếu người, thứ Ba xong."));
    assertThat(answers()).containsExactly("Thiếu người, thứ Ba xong.");
    assertThat(above.page(page).body()).as("answered once").doesNotContain(answer);
    assertThat(clerk.api("/api" + page + "/escalations").body())
        .contains("Thiếu người", "\"mayAnswer\":false");
  }

  private static List<String> answers() {
    return world.get(Escalations.class).of(silent).stream()
        .map(Escalation::answer)
        .filter(Objects::nonNull)
        .map(Escalation.Answer::text)
        .toList();
  }

  private static List<String> rowsOfList(String html) {
    String list = html.substring(html.lastIndexOf("<section class=\"card\">"));
    return List.of(list.split("<tr")).stream().filter(r -> r.contains("class=\"code\"")).toList();
  }

  private static String row(String html, DossierCode code) {
    return List.of(html.split("<tr")).stream()
        .filter(row -> row.contains(code.value()))
        .findFirst()
        .orElseThrow();
  }

  private static String item(DossierCode code, String step) {
    return world.get(Inbox.class).of(code).stream()
        .filter(i -> i.step().equals(step))
        .findFirst()
        .orElseThrow()
        .workItemId();
  }

  /** What a reader reads: no tags, one space between words. */
  static String words(String html) {
    return html.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }
}
