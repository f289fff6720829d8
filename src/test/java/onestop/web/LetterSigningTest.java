package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.letter.ApologyLetter;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ApologyObligation;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is signed is what the signer saw. */
@Tag("world")
class LetterSigningTest {
  private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"(\\d+)\"");
  private static final OfficerId DEPUTY = new OfficerId("pho.chu.tich");
  private static final Map<TestDatabase, Scene> SCENES = new LinkedHashMap<>();

  /** One city with a letter for every test. */
  private static final class Scene {
    private final World world;
    private final City city;
    private final Visitor specialist;
    private final Visitor head;
    private final Visitor desk;
    private final Apologies apologies;

    Scene(TestDatabase database) {
      world = World.serving(database, "2026-03-02T10:00");
      city = City.in(world);
      world
          .get(Agencies.class)
          .add(
              new Officer(
                  DEPUTY, "Phạm Quốc Việt", "Phó Chủ tịch", City.WARD, Set.of(Role.UNIT_HEAD)),
              null);
      specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
      head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      desk = Visitor.of(world, City.desk().id());
      apologies = world.get(Apologies.class);
    }

    /** A letter that is to be drafted. */
    long owed() {
      DossierCode code = city.receive("1.004873").code();
      var clocks = world.get(SlaClocks.class);
      while (apologies.of(code).isEmpty()) {
        world.advanceTo(clocks.state(code).nextMarkAt());
      }
      return apologies.of(code).get(0).id();
    }

    String page(Visitor visitor, long id) {
      return visitor.page("/letters/" + id).body();
    }

    Map<String, String> form(Visitor visitor, long id, String text) {
      Map<String, String> form = new LinkedHashMap<>();
      Matcher shown = REVISION.matcher(page(visitor, id));
      assertThat(shown.find()).isTrue();
      form.put("reason", "OVERLOAD");
      form.put("text", text);
      form.put("newDay", "");
      form.put("revision", shown.group(1));
      return form;
    }

    /** The words of the PDF that a form gets. */
    String preview(Visitor visitor, long id, Map<String, String> form) throws IOException {
      byte[] answer = visitor.postForBytes("/letters/" + id + "/preview.pdf", form);
      try (var pdf = Loader.loadPDF(answer)) {
        return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
      }
    }

    ApologyObligation letter(long id) {
      return apologies.get(id);
    }

    String words(long id) {
      return String.valueOf(apologies.letter(id).orElseThrow().fields().get("reasonText"));
    }
  }

  private static Scene in(TestDatabase database) {
    return SCENES.computeIfAbsent(database, Scene::new);
  }

  @AfterAll
  static void close() {
    SCENES.values().forEach(scene -> scene.world.close());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void signAndIssueSignsWhatStandsInTheForm(TestDatabase database) {
    Scene scene = in(database);
    long id = scene.owed();
    scene.specialist.post(
        "/letters/" + id + "/draft", scene.form(scene.specialist, id, "Số hồ sơ tăng gấp đôi."));
    Map<String, String> edited =
        scene.form(scene.head, id, "Chúng tôi đã xử lý chậm; xin nhận lỗi.");
    WorkingCalendar calendar = scene.world.get(Calendars.class).current(Calendars.VIETNAM);
    LocalDate newDay = calendar.plusWorkingDays(calendar.dateOf(scene.letter(id).dueAt()), 3);
    edited.put("newDay", newDay.toString());
    assertThat(scene.head.post("/letters/" + id + "/sign", edited).statusCode()).isEqualTo(302);
    assertThat(scene.words(id)).isEqualTo("Chúng tôi đã xử lý chậm; xin nhận lỗi.");
    assertThat(scene.letter(id).issue().newDueAt()).isEqualTo(calendar.closeOf(newDay));
    assertThat(scene.letter(id).draft().by().value()).startsWith("head_of_agency");

    // without edits nothing but the signature is added
    long plain = scene.owed();
    scene.specialist.post(
        "/letters/" + plain + "/draft",
        scene.form(scene.specialist, plain, "Số hồ sơ tăng gấp đôi."));
    Map<String, String> shown = scene.form(scene.head, plain, "Số hồ sơ tăng gấp đôi.");
    scene.head.post("/letters/" + plain + "/sign", shown);
    assertThat(scene.letter(plain).draft().by().value()).startsWith("specialist");
    assertThat(scene.letter(plain).isIssued()).isTrue();

    // and nobody signs words that no letter may have
    long wrong = scene.owed();
    Map<String, String> far = scene.form(scene.head, wrong, "Số hồ sơ tăng gấp đôi.");
    far.put("newDay", "2099-01-05");
    assertThat(scene.head.post("/letters/" + wrong + "/sign", far).body())
        .contains("Số hồ sơ tăng gấp đôi.", "2099-01-05");
    assertThat(scene.letter(wrong).isIssued()).isFalse();
    assertThat(scene.letter(wrong).draft()).isNull();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void thePreviewShowsWhatStandsInTheForm(TestDatabase database) throws Exception {
    Scene scene = in(database);
    long id = scene.owed();
    String preview = "/letters/" + id + "/preview.pdf";
    assertThat(scene.page(scene.specialist, id)).contains("formaction=\"" + preview + "\"");
    Map<String, String> form = scene.form(scene.head, id, "Chưa ai lưu câu này.");
    assertThat(scene.preview(scene.head, id, form)).contains("Chưa ai lưu câu này.");
    assertThat(scene.page(scene.desk, id))
        .contains("Thư chưa được soạn")
        .doesNotContain("<textarea");
    assertThat(scene.letter(id).draft()).as("nothing is kept").isNull();

    scene.specialist.post(
        "/letters/" + id + "/draft", scene.form(scene.specialist, id, "Câu đã lưu."));
    WorkingCalendar calendar = scene.world.get(Calendars.class).current(Calendars.VIETNAM);
    LocalDate newDay = calendar.plusWorkingDays(calendar.dateOf(scene.letter(id).dueAt()), 2);
    form.put("newDay", newDay.toString());
    assertThat(scene.preview(scene.head, id, form))
        .contains("Chưa ai lưu câu này.", "%02d".formatted(newDay.getDayOfMonth()))
        .doesNotContain("Câu đã lưu.");
    assertThat(scene.letter(id).draft().text()).isEqualTo("Câu đã lưu.");

    // what no letter may say goes back to the form, with what was typed
    for (Map<String, String> wrong :
        List.of(
            Map.of("reason", ""),
            Map.of("newDay", "2099-01-05"),
            Map.of("newDay", "hôm nào"),
            Map.of("reason", "OTHER", "text", " "),
            Map.of("text", "dài ".repeat(600)))) {
      Map<String, String> typed = new LinkedHashMap<>(form);
      typed.putAll(wrong);
      HttpResponse<String> back = scene.head.post(preview, typed);
      assertThat(back.statusCode()).as("%s", wrong).isEqualTo(400);
      assertThat(back.body()).as("%s", wrong).contains("aria-invalid=\"true\"", "<form");
    }
    assertThat(scene.letter(id).isIssued()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoeverChangesADraftMeanwhileIsNotOverwrittenUnseen(TestDatabase database) {
    Scene scene = in(database);
    long id = scene.owed();
    String draft = "/letters/" + id + "/draft";
    scene.specialist.post(draft, scene.form(scene.specialist, id, "Bản thứ nhất của chuyên viên."));
    Map<String, String> ofHead = scene.form(scene.head, id, "Bản của thủ trưởng.");
    scene.specialist.post(draft, scene.form(scene.specialist, id, "Bản thứ hai của chuyên viên."));

    HttpResponse<String> refused = scene.head.post("/letters/" + id + "/sign", ofHead);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("Bản của thủ trưởng.", "Bản thứ hai của chuyên viên.", "đã có người khác sửa");
    assertThat(scene.letter(id).isIssued()).isFalse();
    assertThat(scene.head.post(draft, ofHead).body()).contains("đã có người khác sửa");
    assertThat(scene.letter(id).draft().text()).isEqualTo("Bản thứ hai của chuyên viên.");

    Map<String, String> list = new LinkedHashMap<>();
    list.put("id", String.valueOf(id));
    list.put("revision-" + id, ofHead.get("revision"));
    scene.head.post("/letters/sign", list);
    assertThat(scene.letter(id).isIssued()).as("signed from a list of before").isFalse();
    list.remove("revision-" + id);
    scene.head.post("/letters/sign", list);
    assertThat(scene.letter(id).isIssued()).as("signed without having been shown").isFalse();
    HttpResponse<String> api =
        scene.head.postApi(
            "/api/apologies/sign",
            "{\"ids\": [%d], \"revisions\": {\"%d\": %s}}"
                .formatted(id, id, ofHead.get("revision")));
    assertThat(api.body()).contains("urn:onestop:problem:apologies:changed-meanwhile");

    Matcher seen = REVISION.matcher(refused.body());
    assertThat(seen.find()).isTrue();
    ofHead.put("revision", seen.group(1));
    assertThat(scene.head.post("/letters/" + id + "/sign", ofHead).statusCode()).isEqualTo(302);
    assertThat(scene.words(id)).isEqualTo("Bản của thủ trưởng.");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDelegateSignsLettersInTheHeadsPlaceAndSaysSo(TestDatabase database) throws Exception {
    Scene scene = in(database);
    long id = scene.owed();
    Instant now = scene.world.now();
    LocalDate today = LocalDate.ofInstant(now, World.HANOI);
    Visitor deputy = Visitor.of(scene.world, DEPUTY);
    assertThat(scene.page(deputy, id)).doesNotContain("/letters/" + id + "/sign");
    scene
        .world
        .get(Agencies.class)
        .add(
            new Delegation(
                City.officer(City.WARD, Role.HEAD_OF_AGENCY).id(),
                DEPUTY,
                City.WARD,
                Role.HEAD_OF_AGENCY,
                Delegation.Capacity.TUQ,
                today,
                today,
                "QĐ-7"));
    assertThat(scene.page(deputy, id)).contains("/letters/" + id + "/sign");
    Map<String, String> form = scene.form(deputy, id, "Số hồ sơ tăng gấp đôi.");
    assertThat(deputy.post("/letters/" + id + "/sign", form).statusCode()).isEqualTo(302);
    scene.world.get(LetterPress.class).print(100);
    ApologyLetter.Print print = scene.apologies.print(id).orElseThrow();
    try (var pdf = Loader.loadPDF(print.pdf())) {
      assertThat(
              new PDFTextStripper()
                  .getText(pdf)
                  .replaceAll("\\s+", " ")
                  .replace("(Ký, ghi rõ họ tên, đóng dấu) ", ""))
          .contains("TUQ. CÔNG CHỨC")
          .containsIgnoringCase("Phó Chủ tịch Phạm Quốc Việt")
          .doesNotContain("Nguyễn Văn head_of_agency");
    }
    assertThat(List.of(scene.letter(id).signature().order())).containsExactly("QĐ-7");
    assertThat(scene.world.get(Dossiers.class).get(scene.letter(id).dossier()).state().isOpen())
        .isTrue();
  }
}
