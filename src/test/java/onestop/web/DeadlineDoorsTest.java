package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.apologies.letter.LetterPress;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.conduct.Trait;
import onestop.conduct.Traits;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.facts.Period;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How far a clock can be moved through the pages and the API, by whom, and how a slip is mended.
 */
@Tag("world")
class DeadlineDoorsTest {
  private static final String PERMIT = "1.009994";
  private static final String COPY = "2.000815";
  private static final String MARITAL_STATUS = "1.004873";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter ON_PAPER =
      DateTimeFormatter.ofPattern("'ngày' dd 'tháng' MM 'năm' yyyy");
  private static final Map<TestDatabase, Scene> SCENES = new LinkedHashMap<>();

  /** One city on one database, for all tests of the class. */
  private static final class Scene {
    private final World world;
    private final City city;
    private final Visitor specialist;
    private final Visitor head;
    private final Visitor desk;

    Scene(TestDatabase database) {
      world = World.serving(database, "2026-04-01T10:00");
      city = City.in(world);
      specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
      head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      desk = Visitor.of(world, City.desk().id());
    }

    DossierCode at(String procedure, String step) {
      DossierCode code = city.receive(procedure).code();
      city.workUntil(code, step);
      return code;
    }

    WorkItem item(DossierCode code) {
      return city.dossierItems(code).get(0);
    }

    ClockState clock(DossierCode code) {
      return world.get(SlaClocks.class).state(code);
    }

    DossierState state(DossierCode code) {
      return world.get(Dossiers.class).get(code).state();
    }

    WorkingCalendar calendar() {
      return world.get(Calendars.class).current(Calendars.VIETNAM);
    }

    LocalDate today() {
      return calendar().dateOf(world.now());
    }

    void sound() {
      world.get(LetterPress.class).print(100);
      assertThat(world.get(Fsck.class).check().findings()).isEmpty();
    }

    List<DossierEvent> events(DossierCode code, String kind) {
      return world.get(Dossiers.class).events(code).stream()
          .filter(event -> event.kind().equals(kind))
          .toList();
    }
  }

  private static Scene in(TestDatabase database) {
    return SCENES.computeIfAbsent(database, Scene::new);
  }

  @AfterAll
  static void close() {
    SCENES.values().forEach(scene -> scene.world.close());
  }

  private static Map<String, String> extension(String by, String reason, String document) {
    return Map.of(
        "outcome",
        "extend",
        "extension-by",
        by,
        "extension-reason",
        reason,
        "extension-legalBasis",
        "Luật số 62/2020/QH14",
        "extension-document",
        document);
  }

  private static String complete(WorkItem item) {
    return "/my-work/" + item.id() + "/complete";
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anExtensionIsANumberAndAUnit(TestDatabase database) {
    Scene scene = in(database);
    DossierCode code = scene.at(PERMIT, "appraise_dossier");
    WorkItem item = scene.item(code);
    String shown = scene.specialist.page("/my-work/" + item.id()).body();
    assertThat(shown).contains("<select id=\"extension-by-unit\"").doesNotContain("10d", "3wd");
    Map<String, String> form =
        new java.util.HashMap<>(extension("5", "Cần xem xét thêm về chỉ giới", "TB-13"));
    HttpResponse<String> unitless = scene.specialist.post(complete(item), form);
    assertThat(unitless.statusCode()).isEqualTo(400);
    assertThat(unitless.body())
        .contains("id=\"extension-by-wrong\"", "name=\"extension-by\" value=\"5\"");
    form.put("extension-by-unit", "wd");
    form.put("extension-by", "năm");
    HttpResponse<String> wordy = scene.specialist.post(complete(item), form);
    assertThat(wordy.statusCode()).isEqualTo(400);
    assertThat(wordy.body()).contains("<option value=\"wd\" selected=\"selected\">");
    form.put("extension-by", "5");
    assertThat(scene.specialist.post(complete(item), form).statusCode()).isEqualTo(302);
    assertThat(scene.head.page("/my-work/" + item.id()).body())
        .contains("name=\"extension-by\" value=\"5\"")
        .contains("<option value=\"wd\" selected=\"selected\">");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void noExtensionGoesBeyondTheLawOrRestsOnNothing(TestDatabase database) {
    Scene scene = in(database);
    DossierCode code = scene.at(PERMIT, "appraise_dossier");
    Instant due = scene.clock(code).dueCurrentAt();
    WorkItem item = scene.item(code);
    String reason = "Công trình cần xem xét thêm về chỉ giới";
    for (String by : List.of("999wd", "9999d", "11d", "9wd", "90wh")) {
      HttpResponse<String> page =
          scene.specialist.post(complete(item), extension(by, reason, "TB-12"));
      assertThat(page.statusCode()).as(by).isEqualTo(400);
      assertThat(page.body())
          .as(by)
          .containsPattern("Gia hạn \\d+ (ngày|giờ)( làm việc)? dài hơn mức tối đa 10 ngày \\(chậm")
          .contains("id=\"extension-by-wrong\"")
          .contains("value=\"" + by.replaceAll("\\D", "") + "\"");
    }
    for (String thin :
        List.of("r", "rrrrrrrrrrrrrrr", "ababababababab", "............", "123456 78")) {
      assertThat(scene.specialist.post(complete(item), extension("10d", thin, "TB-12")).body())
          .as(thin)
          .containsPattern("chữ cái(;| và).*vì sao");
    }
    assertThat(scene.specialist.post(complete(item), extension("10d", reason, "-")).body())
        .contains("để tra được văn bản");
    HttpResponse<String> api =
        scene.specialist.postApi(
            "/api/work-items/" + item.id() + "/complete",
            """
            {"outcome": "extend", "extension": {"by": "999wd", "reason": "r",
              "legalBasis": "Luật số 62/2020/QH14", "document": "TB-12"}}
            """);
    assertThat(api.statusCode()).isEqualTo(400);
    assertThat(api.body()).contains("urn:onestop:problem:dossiers:reason-too-thin");
    assertThat(scene.clock(code).dueCurrentAt()).isEqualTo(due);
    assertThat(scene.events(code, "STEP_HANDED_UP")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anExtensionIsProposedBySpecialistsAndDecidedByTheHead(TestDatabase database) {
    Scene scene = in(database);
    DossierCode code = scene.at(PERMIT, "appraise_dossier");
    Instant due = scene.clock(code).dueCurrentAt();
    WorkItem item = scene.item(code);
    assertThat(scene.specialist.page("/my-work/" + item.id()).body())
        .as("the bounds stand on the page before anybody types")
        .contains("Tối đa 10 ngày", "Luật số 62/2020/QH14", "Việc này do");
    Map<String, String> wanted = extension("10d", "Công trình phức tạp", "TB-12");
    assertThat(scene.specialist.post(complete(item), wanted).statusCode()).isEqualTo(302);
    assertThat(scene.clock(code).dueCurrentAt()).isEqualTo(due);
    assertThat(scene.specialist.page("/my-work").body()).doesNotContain(item.id());
    assertThat(scene.head.page("/my-work").body()).contains(item.id());
    assertThat(scene.head.page("/my-work/" + item.id()).body())
        .contains("Nguyễn Văn specialist trình lúc", "value=\"10\"", "Công trình phức tạp")
        .contains("<button data-act>Duyệt: Gia hạn theo luật</button>");

    Map<String, String> amended = extension("8d", "Công trình phức tạp", "TB-12");
    assertThat(scene.head.post(complete(item), amended).statusCode()).isEqualTo(302);
    ClockState after = scene.clock(code);
    assertThat(after.dueCurrentAt())
        .isAfter(due)
        .isEqualTo(scene.calendar().endOf(due, Limit.parse("8d")));
    assertThat(after.dueOriginalAt()).isEqualTo(due);
    DossierEvent extended = scene.events(code, "LIMIT_EXTENDED").get(0);
    assertThat(extended.actor().name()).startsWith("head_of_agency");
    assertThat(extended.details())
        .containsEntry("proposedBy", "specialist.h26.12.03")
        .containsEntry("signedBy", "head_of_agency.h26.12.03");

    HttpResponse<String> second = scene.specialist.post(complete(scene.item(code)), wanted);
    assertThat(second.body()).contains("chỉ cho gia hạn 1 lần, hồ sơ đã gia hạn 1 lần");
    scene.sound();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theHeadGivesBackWhatShouldNotBeDone(TestDatabase database) {
    Scene scene = in(database);
    DossierCode code = scene.at(PERMIT, "appraise_dossier");
    WorkItem item = scene.item(code);
    HttpResponse<String> up =
        scene.specialist.postApi(
            "/api/work-items/" + item.id() + "/complete",
            """
            {"outcome": "extend", "extension": {"by": "10d", "reason": "Công trình phức tạp",
              "legalBasis": "Luật số 62/2020/QH14", "document": "TB-12"}}
            """);
    assertThat(up.statusCode()).isEqualTo(202);
    assertThat(up.body()).contains("\"role\":\"head_of_agency\"", City.WARD.value());
    assertThat(scene.head.api("/api/work-items/" + item.id()).body())
        .contains("\"by\":\"10d\"", "specialist.h26.12.03", "\"longest\":\"10d\"");
    assertThat(scene.specialist.api("/api/work-items/" + item.id()).statusCode()).isEqualTo(404);
    String back = "/my-work/" + item.id() + "/give-back";
    assertThat(scene.specialist.post(back, Map.of("reason", "Chưa cần gia hạn")).body())
        .contains("bạn không được giao việc này");
    assertThat(scene.head.post(back, Map.of("reason", "x")).body()).contains("nói rõ vì sao");
    assertThat(scene.head.post(back, Map.of("reason", "Chưa cần gia hạn")).statusCode())
        .isEqualTo(302);
    assertThat(scene.specialist.page("/my-work").body()).contains(item.id());
    assertThat(scene.head.page("/my-work").body()).doesNotContain(item.id());
    assertThat(scene.events(code, "STEP_GIVEN_BACK")).hasSize(1);
    city(scene, code, "done");
    assertThat(scene.item(code).step()).isEqualTo("sign_result");
  }

  private static void city(Scene scene, DossierCode code, String outcome) {
    scene.city.complete(code, scene.item(code).step(), outcome, new StepPayload.Note(""));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void onlyWhoseLawKnowsItIsExtendedAndOnlyInTime(TestDatabase database) {
    Scene scene = in(database);
    StepPayload.Extension extension =
        new StepPayload.Extension(Limit.parse("2wd"), "Hồ sơ phức tạp", "Luật Hộ tịch", "TB-12");
    DossierCode marital = scene.at(MARITAL_STATUS, "appraise_dossier");
    assertThat(refusal(scene, marital, "done", extension)).isEqualTo("extension-not-provided");
    StepPayload.Agreement agreement =
        new StepPayload.Agreement(
            scene.calendar().plusWorkingDays(scene.today(), 3),
            "Nhiều bản cần chứng thực",
            "Điều 7 Nghị định 23",
            "TT-3");
    assertThat(refusal(scene, marital, "done", agreement)).isEqualTo("agreement-not-provided");
    DossierCode copy = scene.at(COPY, "appraise_dossier");
    scene.city.complete(copy, "appraise_dossier", "agree", agreement);
    assertThat(scene.clock(copy).dueCurrentAt())
        .isEqualTo(scene.calendar().closeOf(agreement.dueOn()));
    assertThat(scene.events(copy, "DATE_AGREED")).hasSize(1);
    assertThat(scene.head.page("/dossiers/" + copy).body())
        .contains("Hẹn ngày: " + agreement.dueOn().format(DAY));
    assertThat(refusal(scene, copy, "agree", agreement)).isEqualTo("agreement-used-up");

    DossierCode late = scene.at(COPY, "appraise_dossier");
    StepPayload.Agreement later =
        new StepPayload.Agreement(
            scene.calendar().plusWorkingDays(scene.today(), 4),
            "Nhiều bản cần chứng thực",
            "Điều 7 Nghị định 23",
            "TT-3");
    Instant passed = scene.clock(late).dueCurrentAt().plusSeconds(60);
    scene.world.outageUntil(LocalDateTime.ofInstant(passed, World.HANOI).toString());
    assertThat(refusal(scene, late, "agree", later)).isEqualTo("limit-has-passed");
    assertThat(scene.specialist.page("/my-work/" + scene.item(late).id()).body())
        .as("said before anybody types")
        .contains("nên không gia hạn được nữa");
    scene.world.advanceTo(passed.plusSeconds(60));
    assertThat(refusal(scene, late, "agree", later)).isEqualTo("letter-gave-date");
  }

  private static String refusal(
      Scene scene, DossierCode code, String outcome, StepPayload payload) {
    try {
      scene.city.complete(code, "appraise_dossier", outcome, payload);
      return "none";
    } catch (Failure failure) {
      return failure.slug();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theApplicantsLastDayIsAWorkingDayAheadWithinTheBound(TestDatabase database) {
    Scene scene = in(database);
    DossierCode code = scene.at(PERMIT, "appraise_dossier");
    WorkItem item = scene.item(code);
    LocalDate saturday = scene.today().plusDays(7).with(DayOfWeek.SATURDAY);
    List<String> wrong =
        List.of(
            "2020-01-01",
            scene.today().toString(),
            saturday.toString(),
            scene.today().plusDays(45).toString(),
            "9999-12-31",
            "gần đây");
    for (String day : wrong) {
      HttpResponse<String> page = scene.specialist.post(complete(item), supplement(day));
      assertThat(page.statusCode()).as(day).isEqualTo(400);
      assertThat(page.body()).contains("class=\"notice");
      assertThat(scene.state(code)).as(day).isEqualTo(DossierState.IN_PROGRESS);
    }
    assertThat(scene.specialist.post(complete(item), supplement("2020-01-01")).body())
        .contains(
            "id=\"supplement-deadline-wrong\">Trường Hạn bổ sung: ngày 01/01/2020 không được");
    LocalDate last = scene.calendar().plusWorkingDays(scene.today(), 5);
    String right = last.toString();
    assertThat(scene.specialist.post(complete(item), supplement(right)).statusCode())
        .isEqualTo(302);
    assertThat(scene.state(code)).isEqualTo(DossierState.WAITING_FOR_SUPPLEMENT);

    // the applicant's days are the applicant's
    Map<String, String> stop =
        Map.of(
            "outcome", "stop", "stop-reason", "Người nộp không bổ sung", "stop-document", "TB-14");
    assertThat(scene.desk.post(complete(scene.item(code)), stop).body())
        .contains("Người nộp còn được bổ sung đến hết ngày " + last.format(DAY));
    scene.world.advanceTo(
        scene.calendar().plusWorkingDays(scene.today(), 6).atTime(9, 0).toString());
    assertThat(scene.desk.post(complete(scene.item(code)), stop).statusCode()).isEqualTo(302);
    assertThat(scene.state(code))
        .as("the head's to decide")
        .isEqualTo(DossierState.WAITING_FOR_SUPPLEMENT);
    assertThat(scene.head.post(complete(scene.item(code)), stop).statusCode()).isEqualTo(302);
    assertThat(scene.state(code)).isEqualTo(DossierState.STOPPED);
  }

  private static String paper(Visitor reader, String path) {
    try (PDDocument pdf = Loader.loadPDF(reader.file(path))) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> supplement(String day) {
    return Map.of(
        "outcome",
        "supplement",
        "supplement-items",
        "Bản vẽ mặt bằng: 1 bản chính, 2 bản photo",
        "supplement-reason",
        "Bản vẽ chưa có chữ ký",
        "supplement-deadline",
        day,
        "supplement-legalBasis",
        "Nghị định số 118/2025/NĐ-CP",
        "supplement-document",
        "12/HDHS");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aMistakeIsTakenBackByTheHeadAndStaysOnRecord(TestDatabase database) {
    Scene scene = in(database);
    DossierCode code = scene.at(PERMIT, "appraise_dossier");
    ClockState before = scene.clock(code);
    scene.city.complete(
        code,
        "appraise_dossier",
        "extend",
        new StepPayload.Extension(Limit.parse("10d"), "Nhầm sang hồ sơ khác", "Luật 62", "TB-21"));
    assertThat(scene.clock(code).dueCurrentAt()).isAfter(before.dueCurrentAt());
    Map<String, String> correction =
        Map.of(
            "which", "MOVE 1",
            "wrong", "Gia hạn nhập nhầm hồ sơ",
            "document", "TB-22");
    String path = "/dossiers/" + code + "/corrections";
    scene.specialist.post(path, correction);
    assertThat(scene.clock(code).dueCurrentAt()).isAfter(before.dueCurrentAt());
    assertThat(scene.specialist.page("/dossiers/" + code).body()).doesNotContain("MOVE 1");
    assertThat(scene.head.page("/dossiers/" + code).body())
        .contains("MOVE 1", "Gia hạn số 1: 10 ngày, văn bản TB-21", "Thêm: 10 ngày");
    scene.head.post(path, correction);
    ClockState after = scene.clock(code);
    assertThat(after.dueCurrentAt()).isEqualTo(before.dueCurrentAt());
    assertThat(after.dueOriginalAt()).isEqualTo(before.dueOriginalAt());
    assertThat(scene.events(code, "LIMIT_EXTENDED")).hasSize(1);
    assertThat(scene.events(code, "CORRECTED").get(0).details())
        .containsEntry("wrong", "Gia hạn nhập nhầm hồ sơ")
        .containsEntry("signedBy", "head_of_agency.h26.12.03");
    HttpResponse<String> again =
        scene.head.postApi(
            "/api/dossiers/" + code + "/corrections",
            """
            {"what": "MOVE", "no": 1, "wrong": "Gia hạn nhập nhầm hồ sơ", "document": "TB-22"}
            """);
    assertThat(again.statusCode()).isEqualTo(409);
    // a mistake does not use up the one extension
    scene.city.complete(
        code,
        "appraise_dossier",
        "extend",
        new StepPayload.Extension(Limit.parse("5d"), "Công trình phức tạp", "Luật 62", "TB-23"));
    assertThat(scene.clock(code).dueCurrentAt())
        .isEqualTo(scene.calendar().endOf(before.dueCurrentAt(), Limit.parse("5d")));
    scene.sound();
    var period = Period.ofDays(scene.today(), scene.today());
    Traits traits = scene.world.get(Traits.class);
    assertThat(traits.list(Trait.EXTENDED, period, City.WARD).lines())
        .filteredOn(line -> line.dossier().equals(code))
        .hasSize(2);
    assertThat(traits.list(Trait.CORRECTED, period, City.WARD).lines())
        .filteredOn(line -> line.dossier().equals(code))
        .hasSize(1);
    Visitor auditor = Visitor.of(scene.world, City.officer(City.CENTRE, Role.AUDITOR).id());
    assertThat(
            auditor
                .page("/audit/facts?trait=extended&period=" + period.text().replace(" ", "%20"))
                .body())
        .contains(code.value(), "TB-21", "TB-23", "Nguyễn Văn head_of_agency");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aWrongLastDayAndAMistakenPauseAreCorrected(TestDatabase database) {
    Scene scene = in(database);
    DossierCode code = scene.at(PERMIT, "appraise_dossier");
    ClockState before = scene.clock(code);
    LocalDate first = scene.calendar().plusWorkingDays(scene.today(), 1);
    scene.specialist.post(complete(scene.item(code)), supplement(first.toString()));
    LocalDate right = scene.calendar().plusWorkingDays(scene.today(), 8);
    String path = "/dossiers/" + code + "/corrections";
    Map<String, String> wrongDay =
        Map.of(
            "which", "SUPPLEMENT_DEADLINE 1",
            "deadlineOn", "2020-01-01",
            "wrong", "Ghi nhầm ngày bổ sung",
            "document", "TB-31");
    scene.head.post(path, wrongDay);
    assertThat(scene.events(code, "CORRECTED")).isEmpty();
    Map<String, String> rightDay = new LinkedHashMap<>(wrongDay);
    rightDay.put("deadlineOn", right.toString());
    scene.head.post(path, rightDay);
    var request = scene.world.get(Dossiers.class).supplements(code).get(0);
    assertThat(request.deadlineOn()).isEqualTo(first);
    assertThat(request.lastDay()).isEqualTo(right);
    assertThat(paper(scene.head, "/dossiers/" + code + "/papers/supplement-1.pdf"))
        .contains(right.format(ON_PAPER), "1 Bản vẽ mặt bằng 1 2")
        .doesNotContain(first.format(ON_PAPER));
    assertThat(scene.head.page("/dossiers/" + code).body())
        .contains("Hạn bổ sung: " + first.format(DAY), "Hạn bổ sung: " + right.format(DAY));

    scene.world.advanceTo(
        scene.calendar().plusWorkingDays(scene.today(), 3).atTime(9, 0).toString());
    scene.city.complete(code, "await_supplement", "received", new StepPayload.Note(""));
    assertThat(scene.clock(code).dueCurrentAt()).isAfter(before.dueCurrentAt());
    scene.head.post(
        path, Map.of("which", "PAUSE 1", "wrong", "Yêu cầu gửi nhầm hồ sơ", "document", "TB-32"));
    assertThat(scene.clock(code).dueCurrentAt()).isEqualTo(before.dueCurrentAt());
    scene.sound();
  }
}
