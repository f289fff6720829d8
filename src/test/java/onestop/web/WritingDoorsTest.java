package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationState;
import onestop.calendar.Calendars;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.escalation.Escalations;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.StepForm;
import onestop.testing.City;
import onestop.testing.FilledForm;
import onestop.testing.Visitor;
import onestop.web.WritingScene.Subject;
import onestop.web.WritingScene.Who;
import onestop.web.WritingScene.Wrong;
import onestop.web.words.Languages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that writes through a page, posted as a browser posts it: in both languages, by
 * everybody who may and by somebody who may not, right, wrong, and without the token of the
 * session.
 */
@Tag("world")
class WritingDoorsTest {
  private static WritingScene scene;

  @BeforeAll
  static void open() {
    scene = new WritingScene();
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  /**
   * A way to write.
   *
   * @param subject something new to be written
   * @param said the key of what is said when it has been written
   */
  private record Write(
      String name, Function<Who, Subject> subject, List<Who> may, Who mayNot, String said) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Write> writes() {
    return List.of(
        new Write("claim", who -> claim(), List.of(Who.SPECIALIST), Who.RECORDS, "said.claimed"),
        new Write(
            "claim of a delegate",
            who -> claimToSign(),
            List.of(Who.HEAD, Who.DEPUTY),
            Who.SPECIALIST,
            "said.claimed"),
        new Write(
            "release", who -> release(), List.of(Who.SPECIALIST), Who.RECORDS, "said.released"),
        ending(StepForm.PLAIN, List.of(Who.SPECIALIST), Who.RECORDS, "said.completed"),
        ending(StepForm.RESOLUTION, List.of(Who.RECORDS), Who.HEAD, "said.completed"),
        ending(StepForm.SUPPLEMENT, List.of(Who.SPECIALIST), Who.DESK, "said.completed"),
        ending(StepForm.REFUSAL, List.of(Who.HEAD, Who.DEPUTY), Who.SPECIALIST, "said.completed"),
        ending(StepForm.FINANCE, List.of(Who.SPECIALIST), Who.FINANCE, "said.completed"),
        ending(StepForm.POSTING, List.of(Who.SPECIALIST), Who.DESK, "said.completed"),
        ending(StepForm.EXTENSION, List.of(Who.SPECIALIST), Who.RECORDS, "said.handed-up"),
        ending(StepForm.AGREEMENT, List.of(Who.SPECIALIST), Who.DESK, "said.handed-up"),
        approval(StepForm.EXTENSION, Who.SPECIALIST),
        approval(StepForm.AGREEMENT, Who.RECORDS),
        new Write(
            "give back",
            who -> giveBack(),
            List.of(Who.HEAD, Who.DEPUTY),
            Who.SPECIALIST,
            "said.given-back"),
        new Write(
            "withdrawal", who -> withdrawal(), List.of(Who.DESK), Who.RECORDS, "said.withdrawn"),
        new Write(
            "draft",
            who -> draft(who, "draft"),
            List.of(Who.SPECIALIST, Who.HEAD, Who.DEPUTY),
            Who.RECORDS,
            "said.drafted"),
        new Write(
            "signature",
            who -> draft(who, "sign"),
            List.of(Who.HEAD, Who.DEPUTY),
            Who.SPECIALIST,
            "said.signed"),
        new Write(
            "signature in a list",
            who -> signInList(),
            List.of(Who.HEAD, Who.DEPUTY),
            Who.SPECIALIST,
            "said.signed"),
        new Write(
            "waiver", who -> waiver(), List.of(Who.HEAD, Who.DEPUTY), Who.RECORDS, "said.waived"),
        new Write("on time", who -> onTime(), List.of(Who.SPECIALIST), Who.DESK, "said.stated"),
        new Write(
            "answer", who -> answer(), List.of(Who.HEAD, Who.DEPUTY), Who.RECORDS, "said.answered"),
        ending(StepForm.STOP, List.of(Who.DESK), Who.RECORDS, "said.handed-up"),
        approval(StepForm.STOP, Who.DESK),
        new Write(
            "calendar", who -> calendar(), List.of(Who.ADMINISTRATOR), Who.HEAD, "said.calendar"));
  }

  static Stream<Arguments> inBothLanguages() {
    return writes().stream()
        .flatMap(
            write ->
                Stream.of(Languages.VIETNAMESE, Languages.ENGLISH)
                    .map(language -> arguments(write, language)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("inBothLanguages")
  void isWrittenByWhoMayAndByNobodyElse(Write write, Locale language) {
    for (Who may : write.may()) {
      Subject subject = write.subject().apply(may);
      Visitor visitor = speaking(may, language);
      String token = visitor.token();

      HttpResponse<String> forged = visitor.post(subject.path(), subject.right(), "forged");
      assertThat(forged.statusCode()).as("without the token").isEqualTo(403);
      HttpResponse<String> refused =
          speaking(write.mayNot(), language).post(subject.path(), subject.right());
      assertThat(scene.read(write.mayNot(), refused))
          .as("%s, in the reader's language: %s", write.mayNot(), refused.statusCode())
          .contains("<html lang=\"" + language.getLanguage() + "\"", "class=\"notice")
          .doesNotContain(scene.text(write.said(), language));
      assertThat(subject.done().getAsBoolean()).as(write.mayNot() + " may not").isFalse();

      for (Wrong wrong : subject.wrong()) {
        String page = scene.read(may, visitor.post(subject.path(), wrong.form(), token));
        assertThat(page)
            .as("%s: %s", may, wrong.form())
            .contains("<html lang=\"" + language.getLanguage() + "\"")
            .contains(scene.text(wrong.key(), language));
        assertThat(subject.done().getAsBoolean()).as(wrong.form().toString()).isFalse();
      }

      HttpResponse<String> written = visitor.post(subject.path(), subject.right(), token);
      assertThat(written.statusCode()).as("%s: %s", may, written.body()).isEqualTo(302);
      assertThat(subject.done().getAsBoolean()).as(may + " may").isTrue();
      assertThat(scene.read(may, written)).contains(scene.text(write.said(), language));
    }
  }

  /** A delegation has no page: an administrator sends it to the API. */
  @ParameterizedTest
  @MethodSource("languages")
  void aDelegationIsMadeByAdministratorsAlone(Locale language) {
    LocalDate day = scene.today().plusYears(language.equals(Languages.ENGLISH) ? 3 : 2);
    String right =
        """
        {"from": "%s", "to": "%s", "agency": "%s", "role": "HEAD_OF_AGENCY", "capacity": "KT",
         "validFrom": "%s", "validTo": "%s", "document": "QĐ-31"}
        """
            .formatted(Who.HEAD.id().value(), Who.DEPUTY.id().value(), City.WARD.value(), day, day);
    int before = scene.world.get(Agencies.class).delegations(City.WARD).size();
    for (Who who : Who.values()) {
      String wrong = right.replace("\"KT\"", "\"NONSENSE\"");
      for (String body : who == Who.ADMINISTRATOR ? List.of(wrong) : List.of(wrong, right)) {
        HttpResponse<String> refused = send(who, body, language);
        assertThat(refused.statusCode())
            .as(who.name())
            .isEqualTo(who == Who.ADMINISTRATOR ? 400 : 403);
        assertThat(refused.body())
            .contains(scene.text("problem.title." + refused.statusCode(), language));
      }
    }
    assertThat(scene.world.get(Agencies.class).delegations(City.WARD)).hasSize(before);
    assertThat(send(Who.ADMINISTRATOR, right, language).statusCode()).isEqualTo(201);
    assertThat(scene.world.get(Agencies.class).delegations(City.WARD)).hasSize(before + 1);
  }

  static Stream<Locale> languages() {
    return Stream.of(Languages.VIETNAMESE, Languages.ENGLISH);
  }

  private static HttpResponse<String> send(Who who, String body, Locale language) {
    return scene
        .visitor(who)
        .apiPost(
            "/api/delegations",
            "application/json",
            body,
            "Accept-Language",
            language.getLanguage());
  }

  private static Visitor speaking(Who who, Locale language) {
    Visitor visitor = scene.visitor(who);
    visitor.post("/language", Map.of("to", language.getLanguage(), "action", "/"));
    return visitor;
  }

  private static Write ending(StepForm form, List<Who> may, Who mayNot, String said) {
    return new Write(
        "completion with " + form.code(),
        who -> {
          WorkItem item = scene.asking(form);
          if (form == StepForm.STOP) {
            scene.papersOverdue();
          }
          return scene.completion(item, form);
        },
        may,
        mayNot,
        said);
  }

  /** The head, or who stands in, ends what an officer has proposed. */
  private static Write approval(StepForm form, Who mayNot) {
    return new Write(
        "approval of " + form.code(),
        who -> scene.completion(proposed(form), form),
        List.of(Who.HEAD, Who.DEPUTY),
        mayNot,
        "said.completed");
  }

  private static WorkItem proposed(StepForm form) {
    WorkItem item = scene.asking(form);
    if (form == StepForm.STOP) {
      scene.papersOverdue();
    }
    LocalDate day = scene.calendar().plusWorkingDays(scene.today(), 5);
    StepPayload payload = FilledForm.of(form, day);
    Who by = form == StepForm.STOP ? Who.DESK : Who.SPECIALIST;
    assertThat(
            scene.city.complete(
                item,
                new Actor.Officer(by.id(), City.WARD),
                form.outcomeOf(item).orElseThrow(),
                payload))
        .isInstanceOf(StepResult.HandedUp.class);
    return item;
  }

  private static Subject claim() {
    WorkItem item = scene.asking(StepForm.SUPPLEMENT);
    return new Subject("/my-work/" + item.id() + "/claim", Map.of(), List.of(), () -> isHeld(item));
  }

  private static Subject claimToSign() {
    WorkItem item = scene.asking(StepForm.REFUSAL);
    return new Subject("/my-work/" + item.id() + "/claim", Map.of(), List.of(), () -> isHeld(item));
  }

  private static Subject release() {
    WorkItem item = scene.asking(StepForm.SUPPLEMENT);
    scene
        .world
        .get(Dossiers.class)
        .claim(item.id(), new Actor.Officer(Who.SPECIALIST.id(), City.WARD));
    return new Subject(
        "/my-work/" + item.id() + "/release", Map.of(), List.of(), () -> !isHeld(item));
  }

  private static boolean isHeld(WorkItem item) {
    return scene.world.get(WorkItems.class).get(item.id()).assignee() != null;
  }

  private static Subject giveBack() {
    WorkItem item = proposed(StepForm.EXTENSION);
    return new Subject(
        "/my-work/" + item.id() + "/give-back",
        Map.of("reason", "Chưa cần gia hạn hồ sơ này"),
        List.of(
            new Wrong("failure.dossiers.reason-too-thin", Map.of()),
            new Wrong("failure.dossiers.reason-too-thin", Map.of("reason", "x"))),
        () -> scene.world.get(Dossiers.class).proposal(item.id()).isEmpty());
  }

  private static Subject withdrawal() {
    DossierCode code = scene.city.receive(WritingScene.COPY).code();
    return new Subject(
        "/dossiers/" + code + "/withdraw",
        Map.of("reason", "Người nộp đổi ý"),
        List.of(new Wrong("failure.web.reason-needed", Map.of("reason", " "))),
        () -> scene.world.get(Dossiers.class).get(code).state() == DossierState.WITHDRAWN);
  }

  private static Subject draft(Who who, String act) {
    long id = scene.letter();
    Map<String, String> right = scene.letterForm(who, id, "Số hồ sơ tăng gấp đôi.");
    Map<String, String> none = new LinkedHashMap<>(right);
    none.put("reason", "");
    Map<String, String> far = new LinkedHashMap<>(right);
    far.put("newDay", "gần đây");
    return new Subject(
        "/letters/" + id + "/" + act,
        right,
        List.of(
            new Wrong("web.field.required", none), new Wrong("failure.web.day-unreadable", far)),
        () -> act.equals("sign") ? letter(id).isIssued() : letter(id).draft() != null);
  }

  private static Subject signInList() {
    long id = scene.letter();
    scene
        .visitor(Who.SPECIALIST)
        .post(
            "/letters/" + id + "/draft",
            scene.letterForm(Who.SPECIALIST, id, "Số hồ sơ tăng gấp đôi."));
    assertThat(letter(id).state()).isEqualTo(ObligationState.DRAFTED);
    String revision = String.valueOf(letter(id).revision());
    return new Subject(
        "/letters/sign",
        Map.of("id", String.valueOf(id), "revision-" + id, revision),
        List.of(
            new Wrong("wrong.no-letter", Map.of()),
            new Wrong(
                "failure.apologies.changed-meanwhile",
                Map.of("id", String.valueOf(id), "revision-" + id, "0"))),
        () -> letter(id).isIssued());
  }

  private static Subject waiver() {
    long id = scene.letter();
    return new Subject(
        "/letters/" + id + "/waive",
        Map.of("exception", "APPLICANT_INFORMATION", "document", "Biên bản số 12/BB"),
        List.of(
            new Wrong("letter.choose-exception", Map.of("document", "Biên bản số 12/BB")),
            new Wrong(
                "failure.apologies.document-missing",
                Map.of("exception", "APPLICANT_INFORMATION", "document", " "))),
        () -> letter(id).state() == ObligationState.WAIVED);
  }

  private static Subject onTime() {
    long id = scene.letter();
    return new Subject(
        "/letters/" + id + "/on-time", Map.of(), List.of(), () -> letter(id).onTime() != null);
  }

  private static ApologyObligation letter(long id) {
    return scene.world.get(Apologies.class).get(id);
  }

  /** A letter went on silence: the head is asked why. */
  private static Subject answer() {
    long id = scene.letter();
    scene.world.advanceTo(letter(id).limitAt().plusSeconds(60));
    DossierCode code = letter(id).dossier();
    Escalations escalations = scene.world.get(Escalations.class);
    return new Subject(
        "/dossiers/" + code + "/escalations/APOLOGY_LIMIT/answer",
        Map.of("text", "Thiếu người, thứ Ba xong."),
        List.of(new Wrong("failure.escalation.answer-empty", Map.of("text", " "))),
        () -> escalations.of(code).stream().anyMatch(one -> one.answer() != null));
  }

  /** A working Monday is swapped with its Saturday. */
  private static Subject calendar() {
    Calendars calendars = scene.world.get(Calendars.class);
    int version = scene.calendar().version().version();
    String csv = scene.holidays();
    return new Subject(
        "/calendar/apply",
        Map.of("csv", csv, "source", "12729/VPCP-KGVX"),
        List.of(
            new Wrong("failure.web.calendar-source", Map.of("csv", csv, "source", "")),
            new Wrong("failure.web.calendar-source-thin", Map.of("csv", csv, "source", "-"))),
        () -> calendars.current(Calendars.VIETNAM).version().version() > version);
  }
}
